import type { EngineId } from '@shared/domain/model.ts';
import type { RunRecord } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';

/** Whether a run cost money; null for an engine that is free. */
export function chargeText(run: Pick<RunRecord, 'charged'>, engine: EngineId): string | null {
  return engine === 'practice' ? null : t.runs.charge[run.charged];
}
