import { assertNever } from '@shared/assert-never.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunProgress, RunRecord, RunState } from '@shared/domain/run.ts';
import { SENTENCES } from '@shared/errors.ts';
import { chargeWords } from './charge-words.ts';
import { clockText, durationText } from './when.ts';

/** What a run's words depend on besides the run. */
export interface Around {
  readonly progress: RunProgress | undefined;
  readonly paused: boolean;
  readonly online: boolean;
  /** Today's cap on paid runs, when it is reached; else null. */
  readonly capReached: number | null;
}

/** Where a run is, in one line. */
export function runWords({ run, edit }: EditEntry, around: Around): string {
  const { engine } = edit.request;
  const { progress } = around;
  const paid = engine !== 'practice';
  switch (run.state) {
    case 'queued':
      return waitingWords(run, paid, around);
    case 'uploading':
      return 'Uploading the picture';
    case 'sending':
      if (progress) return `Rendering step ${progress.step} of ${progress.steps}`;
      return paid ? `Sent at ${sentAt(run)}, waiting for the answer` : 'Starting';
    case 'accepted':
      return run.errorDetail ?? `Sent at ${sentAt(run)}, accepted, waiting for the result`;
    case 'downloading':
      return run.errorDetail ?? (paid ? 'Fetching the result' : 'Saving');
    case 'saved':
      return 'Saved';
    case 'cancelled':
      return run.charged === 'no' ? 'Cancelled' : `Set aside. ${chargeWords(run, engine)}`;
    case 'failed':
    case 'uncertain':
      return problemWords(run, engine) ?? '';
    default:
      return assertNever(run.state);
  }
}

function waitingWords(run: RunRecord, paid: boolean, { paused, online, capReached }: Around): string {
  if (paused) return 'Waiting: the queue is paused';
  if (!paid) return 'Waiting';
  if (!online || run.errorCode === 'offline') return 'Waiting: offline. It starts by itself.';
  if (run.errorCode === 'service-unreachable')
    return 'Waiting: the service cannot be reached. It starts by itself.';
  if (run.errorCode === 'rate-limited') return 'Waiting: too many requests. It goes on by itself.';
  if (capReached !== null) return `Waiting: today’s cap of ${capReached} is reached`;
  return run.errorDetail ? `Waiting: ${run.errorDetail}` : 'Waiting';
}

/** Whether somebody sits and waits for the service, so that the seconds are worth showing. */
export function awaitsAnswer({ run, edit }: EditEntry): boolean {
  const waits = run.state === 'uploading' || run.state === 'sending' || run.state === 'accepted';
  return waits && edit.request.engine !== 'practice';
}

/** What a run does now or how it ended, in a few words. */
export function runStateText(run: RunRecord, engine: EngineId, progress: RunProgress | undefined): string {
  switch (run.state) {
    case 'queued':
      return 'Waiting';
    case 'uploading':
      return 'Uploading';
    case 'sending':
    case 'accepted':
      if (progress && progress.step > 0) return `Step ${progress.step} of ${progress.steps}`;
      return engine === 'practice' ? 'Working' : 'Sent, waiting';
    case 'downloading':
      return engine === 'practice' ? 'Saving' : 'Fetching the result';
    case 'saved':
      return 'Done';
    case 'failed':
      return run.errorCode === 'moderated' ? 'Moderated' : 'Failed';
    case 'cancelled':
      return run.charged === 'no' ? 'Cancelled' : 'Set aside';
    case 'uncertain':
      return 'No answer';
    default:
      return assertNever(run.state);
  }
}

/** Why a run ended without a picture and what it cost, in sentences; null when it did not. */
export function problemWords(run: RunRecord, engine: EngineId): string | null {
  if (run.state === 'uncertain') return uncertainWords(run);
  if (run.state !== 'failed') return null;
  const why = run.errorDetail ?? SENTENCES[run.errorCode ?? 'internal'];
  const said = /charged/i.test(why) ? null : chargeWords(run, engine);
  const title = run.errorCode === 'moderated' ? 'Moderated' : 'Failed';
  return `${title}: ${why}${said ? ` ${said}` : ''}`;
}

function uncertainWords(run: RunRecord): string {
  const sent = `Sent at ${sentAt(run)}`;
  const plain = run.errorDetail === null || run.errorDetail === SENTENCES['outcome-unknown'];
  if (plain) return `${sent}, no answer came back. It may have been charged.`;
  const said = /charged/i.test(run.errorDetail ?? '') ? '' : ' It may have been charged.';
  return `${sent}. ${run.errorDetail}${said}`;
}

function sentAt(run: RunRecord): string {
  return clockText(run.startedAt ?? run.queuedAt);
}

/** When a run began and how long it took. */
export function runTimesText(run: RunRecord): string {
  const began = clockText(run.startedAt ?? run.queuedAt);
  if (run.startedAt === null || run.finishedAt === null) return began;
  return `${began}, took ${durationText(run.finishedAt - run.startedAt)}`;
}

export type RunTone = 'quiet' | 'busy' | 'good' | 'warn' | 'bad';

/** How loud a state is. */
export function runTone(state: RunState): RunTone {
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
