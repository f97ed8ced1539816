import type { ErrorValue } from '@shared/errors.ts';
import type { createKeyStore } from '../features/settings/key-store.ts';
import type { createMoneyStore } from '../features/settings/money-store.ts';
import type { createSettingsStore } from './settings-store.ts';

interface Known {
  readonly settings: ReturnType<typeof createSettingsStore>;
  readonly key: ReturnType<typeof createKeyStore>;
  readonly money: ReturnType<typeof createMoneyStore>;
}

/** What keeps so many paid runs from being started, as far as the window knows; null when nothing does. */
export function spendObstacle({ settings, key, money }: Known, runs: number): ErrorValue | null {
  if (!key.getState().status.present) return { code: 'missing-key' };
  const cap = settings.getState().settings.dailyCap;
  const left = cap - (money.getState().summary?.paidToday ?? 0);
  if (runs <= left) return null;
  if (left > 0) return { code: 'daily-cap', reason: 'over-cap', params: { runs, left } };
  return { code: 'daily-cap', reason: 'cap-reached', params: { cap } };
}
