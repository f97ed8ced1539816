import { isPaid, needsKey } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';

/** Returns whether a run cost money, as text. Null for a free engine. */
export function chargeText(run: Pick<RunRecord, 'charged'>, engine: EngineId): string | null {
  return isPaid(engine) ? t.runs.charge[run.charged] : null;
}

/** Returns what an edit of a paid engine costs, as a sentence. */
export function priceText(engine: EngineId): string {
  return needsKey(engine) ? t.edit.paid.usesCredits(engineName(engine)) : t.edit.paid.mayCost;
}
