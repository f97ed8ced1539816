import type { EngineId } from '@shared/domain/model.ts';
import type { Charge, RunRecord } from '@shared/domain/run.ts';

const WORDS: Readonly<Record<Charge, string>> = {
  no: 'Nothing was charged.',
  yes: 'It was charged.',
  unknown: 'It may have been charged.',
};

/** Whether a run cost money; null for an engine that is free. */
export function chargeWords(run: Pick<RunRecord, 'charged'>, engine: EngineId): string | null {
  return engine === 'practice' ? null : WORDS[run.charged];
}
