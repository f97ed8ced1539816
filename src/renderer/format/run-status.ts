import { assertNever } from '@shared/assert-never.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { isPaid, isService, needsNetwork } from '@shared/domain/engine-catalog.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { RunProgress, RunRecord, RunState } from '@shared/domain/run.ts';
import type { ErrorCode } from '@shared/errors.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';
import { chargeText } from './charge.ts';
import { echoText } from './echo.ts';
import { clockText, durationText } from './time.ts';

/** Context of a run's status text. */
export interface RunContext {
  readonly progress: RunProgress | undefined;
  readonly paused: boolean;
  readonly online: boolean;
  /** Today's cap on paid runs if it is reached, otherwise null. */
  readonly capReached: number | null;
  /** Its paid answer is in memory only. */
  readonly unwritten: boolean;
}

/** Returns a run's status in one line. */
export function runStatusText({ run, edit }: EditEntry, around: RunContext): string {
  const { engine } = edit.request;
  const { progress } = around;
  if (around.unwritten) return t.runs.answerUnwritten;
  const remote = isService(engine);
  switch (run.state) {
    case 'queued':
      return waitingWords(run, engine, around);
    case 'uploading':
      return t.runs.uploadingPicture;
    case 'sending':
      if (progress && progress.step > 0) return t.runs.rendering(progress.step, progress.steps);
      return remote ? t.runs.sentWaiting(sentAt(run)) : t.runs.starting;
    case 'accepted':
      return run.error ? errorMessage(run.error) : acceptedWords(run, progress);
    case 'downloading':
      if (run.error) return errorMessage(run.error);
      return remote ? t.runs.fetching : t.runs.saving;
    case 'saved': {
      const echo = echoText(run);
      return echo === null ? t.runs.saved : t.runs.savedEcho(echo);
    }
    case 'cancelled':
      return run.charged === 'no' ? t.runs.cancelled : t.runs.setAsideCharge(chargeText(run, engine) ?? '');
    case 'failed':
    case 'uncertain':
      return problemText(run, engine) ?? '';
    default:
      return assertNever(run.state);
  }
}

/** What a server says about a run it has accepted: its place in the queue there, then its steps. */
function acceptedWords(run: RunRecord, progress: RunProgress | undefined): string {
  if (progress && progress.step > 0) return t.runs.rendering(progress.step, progress.steps);
  if (progress && progress.ahead > 0) return t.runs.inServerQueue(progress.ahead + 1);
  return t.runs.sentAccepted(sentAt(run));
}

/** Errors that block all runs, not a single one. */
const BLOCKING: readonly ErrorCode[] = [
  'missing-key',
  'key-refused',
  'no-credits',
  'service-down',
  'certificate',
  'proxy-login',
  'disk-full',
  'outcome-unknown',
];

function waitingWords(run: RunRecord, engine: EngineId, { paused, online, capReached }: RunContext): string {
  const code = run.error?.code;
  if (paused) return t.runs.waitingPaused;
  if (!isService(engine)) return t.runs.waiting;
  if (needsNetwork(engine) && (!online || code === 'offline')) return t.runs.waitingOffline;
  if (code === 'service-unreachable') return t.runs.waitingUnreachable(engineName(engine));
  if (code === 'rate-limited') return t.runs.waitingRate;
  // The queue shows it once for all of them.
  if (code && BLOCKING.includes(code)) return t.runs.waiting;
  if (capReached !== null && isPaid(engine)) return t.runs.waitingCap(capReached);
  return run.error ? t.runs.waitingFor(errorMessage(run.error)) : t.runs.waiting;
}

/** Whether the user is waiting for the service, so that showing the seconds is useful. */
export function awaitsAnswer({ run, edit }: EditEntry): boolean {
  const waits = run.state === 'uploading' || run.state === 'sending' || run.state === 'accepted';
  return waits && isService(edit.request.engine);
}

/** Returns a run's current activity or outcome in a few words. */
export function runStateText(run: RunRecord, engine: EngineId, progress: RunProgress | undefined): string {
  switch (run.state) {
    case 'queued':
      return t.runs.waiting;
    case 'uploading':
      return t.runs.uploading;
    case 'sending':
    case 'accepted':
      if (progress && progress.step > 0) return t.runs.step(progress.step, progress.steps);
      if (progress && progress.ahead > 0) return t.runs.inServerQueue(progress.ahead + 1);
      return isService(engine) ? t.runs.sent : t.runs.working;
    case 'downloading':
      return isService(engine) ? t.runs.fetching : t.runs.saving;
    case 'saved':
      return t.runs.done;
    case 'failed':
      return run.error?.code === 'moderated' ? t.runs.moderated : t.runs.failed;
    case 'cancelled':
      return run.charged === 'no' ? t.runs.cancelled : t.runs.setAside;
    case 'uncertain':
      return t.runs.noAnswer;
    default:
      return assertNever(run.state);
  }
}

/** Returns why a run ended without a picture and what it cost. Null if it did not. */
export function problemText(run: RunRecord, engine: EngineId): string | null {
  if (run.state === 'uncertain') return uncertainWords(run);
  if (run.state !== 'failed') return null;
  const why = errorMessage(run.error ?? { code: 'internal' }, isPaid(engine) ? run.charged : null);
  const title = run.error?.code === 'moderated' ? t.runs.moderated : t.runs.failed;
  return t.runs.problem(title, why);
}

function uncertainWords(run: RunRecord): string {
  const { error, charged } = run;
  const charge = charged === 'no' ? 'unknown' : charged;
  if (!error || (error.code === 'outcome-unknown' && !error.reason && !error.quote))
    return t.runs.sentNoAnswer(sentAt(run), t.runs.charge[charge]);
  return t.runs.sentThen(sentAt(run), errorMessage(error, charge));
}

function sentAt(run: RunRecord): string {
  return clockText(run.startedAt ?? run.queuedAt);
}

/** Returns a run's start time and duration. */
export function runTimesText(run: RunRecord): string {
  const began = clockText(run.startedAt ?? run.queuedAt);
  if (run.startedAt === null || run.finishedAt === null) return began;
  return t.runs.took(began, durationText(Math.max(0, run.finishedAt - run.startedAt)));
}

export type RunTone = 'quiet' | 'busy' | 'good' | 'warn' | 'bad';

/** Returns the visual tone of a state. */
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
