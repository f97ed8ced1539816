import { assertNever } from '@shared/assert-never.ts';
import type { Charge, RunState } from '@shared/domain/run.ts';
import { type ErrorCode, type ErrorValue, Failure } from '@shared/errors.ts';
import { isDiskFull } from '../disk-errors.ts';
import { RunFailure } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';

/*
 * What becomes of a run that stopped without a picture, as pure functions. One question decides all of it: may money
 * have been spent? While the answer is no, a run may be cancelled, failed or done again; from then on it is
 * `uncertain` unless the engine knows better, and never repeated automatically.
 */

/** The state of a run when it stopped. */
export interface FailureContext {
  readonly state: RunState;
  /** Whether the engine may do the run again at no cost. */
  readonly repeatable: boolean;
  /** Whether the engine can fetch what the service had accepted. */
  readonly canResume: boolean;
  /** Whether the user cancelled it. */
  readonly cancelled: boolean;
}

export type StopOutcome =
  | {
      readonly kind: 'over';
      readonly to: 'failed' | 'cancelled' | 'uncertain';
      readonly error: ErrorValue | null;
      readonly charged: Charge;
      /** It may have cost money and nobody can say why there is no picture: the next run might end the same way. */
      readonly unexplained: boolean;
    }
  /** It continues later: from the queue, or, once accepted, from its current state. */
  | {
      readonly kind: 'wait';
      readonly from: 'queue' | 'here';
      readonly error: ErrorValue;
      readonly retryAfterMs: number | null;
      /** What stopped it would stop every other run of the engine too. */
      readonly blocks: boolean;
    };

/** Pause before a full disk is tried again, in milliseconds. */
const DISK_PAUSE_MS = 5_000;
const DISK_FULL: ErrorValue = { code: 'disk-full' };

const CANCELLED: StopOutcome = {
  kind: 'over',
  to: 'cancelled',
  error: null,
  charged: 'no',
  unexplained: false,
};

/** Ends after sending whose reason is known although the picture is not there. */
const EXPLAINED: readonly ErrorCode[] = ['disk-full', 'missing-key', 'key-refused', 'no-credits'];
/** Failures of a run that was paid for, and of which nothing is known but that there is no picture. */
const PAID_FOR_NOTHING: readonly ErrorCode[] = ['result-missing', 'result-refused', 'internal'];

/** Returns the outcome of a run whose engine threw `error`. */
export function outcomeForError(error: unknown, context: FailureContext): StopOutcome {
  if (context.cancelled) return cancelled(error, context);
  if (error instanceof RunFailure) return outcomeForFailure(error, context);
  if (isDiskFull(error)) {
    const full = { kind: 'wait', error: DISK_FULL, retryAfterMs: DISK_PAUSE_MS, blocks: true } as const;
    if (!maySpend(context)) return { ...full, from: 'queue' };
    if (isAccepted(context.state) && context.canResume) return { ...full, from: 'here' };
  }
  if (maySpend(context)) {
    // It was carried out, and what went wrong happened here: say what, a full disk for one.
    const here = error instanceof Failure && isAccepted(context.state);
    return uncertain(here ? error.value : unknownOutcome(context.state));
  }
  // Such as a library whose folder became read-only: what the system said has a meaning.
  const known = systemFailure(error);
  return known instanceof Failure ? failed(known.value) : failed({ code: 'internal' });
}

/** Where a run goes that was cut off by the end of the process, before anything else happens to it. */
export function recoveryOf(context: Omit<FailureContext, 'cancelled'>): 'queue' | 'resume' | 'uncertain' {
  if (!maySpend(context)) return 'queue';
  return isAccepted(context.state) && context.canResume ? 'resume' : 'uncertain';
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
    // The engine vouches that nothing was sent, or that what was sent cost nothing.
    if (error.outcome === 'wait' && context.state === 'sending') return CANCELLED;
    if (error.outcome === 'failed' && error.charged === 'no') return CANCELLED;
    if (error.outcome === 'failed') return outcomeForFailure(error, context);
  }
  // The user's own doing.
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
      if (context.repeatable || !isAccepted(context.state)) return { ...later, from: 'queue' };
      return context.canResume ? { ...later, from: 'here' } : uncertain(value);
    }
    default:
      return assertNever(error.outcome);
  }
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
