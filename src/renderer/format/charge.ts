import { isPaid } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';

/** Returns whether a run cost money, as text. Null for a free engine. */
export function chargeText(run: Pick<RunRecord, 'charged'>, engine: EngineId): string | null {
  return isPaid(engine) ? t.runs.charge[run.charged] : null;
}
