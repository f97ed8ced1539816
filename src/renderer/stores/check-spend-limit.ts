import type { EngineId } from '@shared/domain/model.ts';
import type { ErrorValue } from '@shared/errors.ts';
import type { createKeyStore } from '../features/settings/key-store.ts';
import type { createUsageStore } from '../features/settings/usage-store.ts';
import { isPresent } from './key-entries.ts';
import type { createSettingsStore } from './settings-store.ts';

interface SpendContext {
  readonly settings: ReturnType<typeof createSettingsStore>;
  readonly key: ReturnType<typeof createKeyStore>;
  readonly usage: ReturnType<typeof createUsageStore>;
  /** The engine of the form. */
  readonly engine: () => EngineId;
}

/** Returns what prevents `runs` paid runs from starting, as far as the window knows, or null. */
export function checkSpendLimit(
  { settings, key, usage, engine }: SpendContext,
  runs: number,
): ErrorValue | null {
  if (!isPresent(key.getState(), engine())) return { code: 'missing-key' };
  const cap = settings.getState().settings.dailyCap;
  const left = cap - (usage.getState().summary?.paidToday ?? 0);
  if (runs <= left) return null;
  if (left > 0) return { code: 'daily-cap', reason: 'over-cap', params: { runs, left } };
  return { code: 'daily-cap', reason: 'cap-reached', params: { cap } };
}
