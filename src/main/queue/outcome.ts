import { assertNever } from '@shared/assert-never.ts';
import type { Charge, RunState } from '@shared/domain/run.ts';
import { type ErrorCode, type ErrorValue, Failure } from '@shared/errors.ts';
import { isDiskFull } from '../disk-errors.ts';
import { RunFailure } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';

/* Pure functions that decide the outcome of a run that stopped without an image. The deciding question is
   whether money may have been spent. If not, the run may be canceled, failed or repeated. If so, it is
   `uncertain` unless the engine knows better, and is never repeated automatically. */

/** The state of a run when it stopped. */
export interface FailureContext {
  readonly state: RunState;
  /** Whether the engine can repeat the run at no cost. */
  readonly repeatable: boolean;
  /** Whether the engine can fetch an accepted result. */
  readonly canResume: boolean;
  /** Whether the user canceled it. */
  readonly cancelled: boolean;
  /** Whether a run may cost money. Of an engine that is gone, it may have. */
  readonly paid?: boolean;
  /** Whether it was being looked up, not sent. */
  readonly resumed?: boolean;
  /** Whether the engine can find out about a run whose answer was lost. */
  readonly findsSent?: boolean;
}

export type StopOutcome =
  | {
      readonly kind: 'over';
      readonly to: 'failed' | 'cancelled' | 'uncertain';
      readonly error: ErrorValue | null;
      readonly charged: Charge;
      /** It may have cost money and the missing image is unexplained: the next run might end the same way. */
      readonly unexplained: boolean;
    }
  /** It continues later: from the queue, or from its current state if it was accepted. */
  | {
      readonly kind: 'wait';
      readonly from: 'queue' | 'here';
      readonly error: ErrorValue;
      readonly retryAfterMs: number | null;
      /** The cause would stop every other run of the engine too. */
      readonly blocks: boolean;
    };

/** Delay before a full disk is retried, in milliseconds. */
const DISK_PAUSE_MS = 5_000;
const DISK_FULL: ErrorValue = { code: 'disk-full' };

const CANCELLED: StopOutcome = {
  kind: 'over',
  to: 'cancelled',
  error: null,
  charged: 'no',
  unexplained: false,
};

/** Failures after sending that explain the missing image. */
const EXPLAINED: readonly ErrorCode[] = ['disk-full', 'missing-key', 'key-refused', 'no-credits'];
/** Failures of a paid run that don't explain the missing image. */
const PAID_FOR_NOTHING: readonly ErrorCode[] = ['result-missing', 'result-refused', 'internal'];

/** Returns the outcome of a run whose engine threw `error`. */
export function outcomeForError(error: unknown, context: FailureContext): StopOutcome {
  const outcome = endFor(error, context);
  if (context.paid !== false || outcome.kind !== 'over') return outcome;
  // Without a price, the next run can safely be sent.
  return { ...outcome, charged: 'no', unexplained: false };
}

function endFor(error: unknown, context: FailureContext): StopOutcome {
  if (context.cancelled) return cancelled(error, context);
  if (error instanceof RunFailure) return outcomeForFailure(error, context);
  if (isDiskFull(error)) {
    const full = { kind: 'wait', error: DISK_FULL, retryAfterMs: DISK_PAUSE_MS, blocks: true } as const;
    if (!maySpend(context)) return { ...full, from: 'queue' };
    if (isAccepted(context.state) && context.canResume) return { ...full, from: 'here' };
  }
  if (maySpend(context)) {
    // The service finished the edit and the failure is local, such as a full disk. Report that.
    const here = error instanceof Failure && isAccepted(context.state);
    return uncertain(here ? error.value : unknownOutcome(context.state));
  }
  // System errors have a meaning, such as a library folder that became read-only.
  const known = systemFailure(error);
  return known instanceof Failure ? failed(explained(known)) : failed({ code: 'internal' });
}

/** Returns an error with the reason of its first field if it has none itself: a run keeps no fields. */
function explained({ value, fields: [first] = [] }: Failure): ErrorValue {
  if (value.reason !== undefined || !first) return value;
  const { field: _, ...why } = first;
  return { ...value, ...why };
}

/** Returns where a run continues that was interrupted by the end of the process. */
export function recoveryOf(context: Omit<FailureContext, 'cancelled'>): 'queue' | 'resume' | 'uncertain' {
  if (!maySpend(context)) return 'queue';
  const known = isAccepted(context.state) || context.findsSent === true;
  return known && context.canResume ? 'resume' : 'uncertain';
}

/** The error of a run whose outcome is unknown. */
export function unknownOutcome(state: RunState): ErrorValue {
  return isAccepted(state) ? { code: 'result-missing' } : { code: 'outcome-unknown' };
}

/** Returns whether money may have been spent on a run. */
export function maySpend({ state, repeatable }: Pick<FailureContext, 'state' | 'repeatable'>): boolean {
  return !repeatable && (state === 'sending' || isAccepted(state));
}

function isAccepted(state: RunState): boolean {
  return state === 'accepted' || state === 'downloading';
}

function cancelled(error: unknown, context: FailureContext): StopOutcome {
  if (!maySpend(context)) return CANCELLED;
  if (error instanceof RunFailure) {
    // The engine guarantees that nothing was sent, or that it cost nothing.
    if (error.outcome === 'wait' && context.state === 'sending' && !isLookedUp(error, context))
      return CANCELLED;
    if (error.outcome === 'failed' && error.charged === 'no') return CANCELLED;
    if (error.outcome === 'failed') return outcomeForFailure(error, context);
  }
  // Caused by the user.
  return {
    ...uncertain({ code: 'outcome-unknown', reason: 'cancelled-after-sending' }),
    unexplained: false,
  };
}

function outcomeForFailure(error: RunFailure, context: FailureContext): StopOutcome {
  const { value } = error;
  switch (error.outcome) {
    case 'failed':
      return failed(value, error.charged, error.unexplained);
    case 'uncertain':
      return maySpend(context) ? uncertain(value, error.charged) : failed(value, error.charged);
    case 'wait': {
      const { retryAfterMs, blocks } = error;
      const later = { kind: 'wait', error: value, retryAfterMs, blocks } as const;
      if (context.repeatable || !(isAccepted(context.state) || isLookedUp(error, context)))
        return { ...later, from: 'queue' };
      return context.canResume ? { ...later, from: 'here' } : uncertain(value);
    }
    default:
      return assertNever(error.outcome);
  }
}

/** Whether a sent run was asked about, and the service didn't say that it has no trace of it. */
function isLookedUp(error: RunFailure, { resumed, state }: FailureContext): boolean {
  return resumed === true && state === 'sending' && !error.neverArrived;
}

type FinalOutcome = Extract<StopOutcome, { kind: 'over' }>;

function failed(error: ErrorValue, charged: Charge = 'no', unexplained = false): FinalOutcome {
  const forNothing = unexplained || PAID_FOR_NOTHING.includes(error.code);
  return { kind: 'over', to: 'failed', error, charged, unexplained: charged !== 'no' && forNothing };
}

function uncertain(error: ErrorValue, charged: Charge = 'unknown'): FinalOutcome {
  return {
    kind: 'over',
    to: 'uncertain',
    error,
    charged: charged === 'no' ? 'unknown' : charged,
    unexplained: !EXPLAINED.includes(error.code),
  };
}
