import { isPaid, needsKey } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';

/** Returns whether a run cost money, as text. Null for a free engine. */
export function chargeText(run: Pick<RunRecord, 'charged'>, engine: EngineId): string | null {
  return isPaid(engine) ? t.runs.charge[run.charged] : null;
}

/** Returns what an edit of an engine costs, as text. Null for a free engine. Only one with a key has an account. */
export function costText(engine: EngineId): string | null {
  if (!isPaid(engine)) return null;
  return needsKey(engine) ? t.edit.paid.usesCredits(engineName(engine)) : t.edit.paid.mayCost;
}

/** Returns the question before `count` paid edits. */
export function confirmText(count: number, engine: EngineId): string {
  const { confirm, eachUsesCredits } = t.edit.many;
  return confirm(count, needsKey(engine) ? eachUsesCredits(engineName(engine)) : t.edit.paid.mayCost);
}
