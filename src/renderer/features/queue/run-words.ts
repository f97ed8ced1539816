import { assertNever } from '@shared/assert-never.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { RunProgress } from '@shared/domain/run.ts';
import { SENTENCES } from '@shared/errors.ts';

/** Hours and minutes, as the system writes them. */
function clock(time: number): string {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** Where a run is, in words. */
export function runWords(entry: EditEntry, progress: RunProgress | undefined, paused: boolean): string {
  const { run, edit } = entry;
  const practice = edit.request.engine === 'practice';
  switch (run.state) {
    case 'queued':
      if (run.errorCode === 'offline' || run.errorCode === 'rate-limited') return SENTENCES[run.errorCode];
      return paused ? 'Waiting: the queue is paused' : 'Waiting';
    case 'uploading':
      return 'Sending the picture';
    case 'sending':
      if (progress) return `Rendering step ${progress.step} of ${progress.steps}`;
      return practice ? 'Starting' : 'Sent, waiting for the answer';
    case 'accepted':
      return 'Accepted, rendering';
    case 'downloading':
      return practice ? 'Saving' : 'Fetching the result';
    case 'saved':
      return 'Saved';
    case 'failed':
      return `Failed: ${run.errorDetail ?? SENTENCES[run.errorCode ?? 'internal']}`;
    case 'cancelled':
      return 'Cancelled';
    case 'uncertain':
      return `Sent at ${clock(run.startedAt ?? run.queuedAt)}, no answer came back. It may have been charged.`;
    default:
      return assertNever(run.state);
  }
}

export type RunTone = 'quiet' | 'busy' | 'good' | 'warn' | 'bad';

/** How loud a state is. */
export function runTone(state: EditEntry['run']['state']): RunTone {
  switch (state) {
    case 'queued':
    case 'cancelled':
      return 'quiet';
    case 'saved':
      return 'good';
    case 'failed':
      return 'bad';
    case 'uncertain':
      return 'warn';
    default:
      return 'busy';
  }
}
