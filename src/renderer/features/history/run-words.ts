import { assertNever } from '@shared/assert-never.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunProgress, RunRecord } from '@shared/domain/run.ts';
import { SENTENCES } from '@shared/errors.ts';
import { clockText, durationText } from './when.ts';

/** What a run does now or how it ended, in a few words. */
export function runStateText(run: RunRecord, engine: EngineId, progress: RunProgress | undefined): string {
  switch (run.state) {
    case 'queued':
      return 'Waiting';
    case 'uploading':
      return 'Sending the picture';
    case 'sending':
    case 'accepted':
      if (progress && progress.step > 0) return `Step ${progress.step} of ${progress.steps}`;
      return engine === 'practice' ? 'Working' : 'Sent, waiting for the result';
    case 'downloading':
      return engine === 'practice' ? 'Saving' : 'Fetching the result';
    case 'saved':
      return 'Done';
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'uncertain':
      return 'No answer';
    default:
      return assertNever(run.state);
  }
}

/** Why a run ended without a picture, in a sentence; null when it did not. */
export function runProblem(run: RunRecord): string | null {
  if (run.state === 'failed')
    return run.errorDetail ?? (run.errorCode ? SENTENCES[run.errorCode] : 'It failed.');
  if (run.state === 'uncertain')
    return `Sent at ${clockText(run.startedAt ?? run.queuedAt)}, no answer came back. It may have been charged.`;
  return null;
}

/** When a run began and how long it took. */
export function runTimesText(run: RunRecord): string {
  const began = clockText(run.startedAt ?? run.queuedAt);
  if (run.startedAt === null || run.finishedAt === null) return began;
  return `${began}, took ${durationText(run.finishedAt - run.startedAt)}`;
}
