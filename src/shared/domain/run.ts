import { z } from 'zod';
import { ErrorValue } from '../errors.ts';

/**
 * States of a run. Each is on disk before the side effect it names. `uncertain`: the request was sent and no
 * answer was saved; it may have been lost in a crash. It is never resent automatically.
 */
export const RunState = z.enum([
  'queued',
  'uploading',
  'sending',
  'accepted',
  'downloading',
  'saved',
  'failed',
  'cancelled',
  'uncertain',
]);
export type RunState = z.infer<typeof RunState>;

const NEXT: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['uploading', 'sending', 'failed', 'cancelled'],
  // Back to `queued`: nothing that could be charged was sent.
  uploading: ['sending', 'queued', 'failed', 'cancelled'],
  // Back to `queued` and `cancelled` only for a repeatable, free engine, or if no byte was sent.
  sending: ['accepted', 'downloading', 'queued', 'failed', 'cancelled', 'uncertain'],
  // `queued` and `cancelled` as above: only if repeating costs nothing.
  accepted: ['downloading', 'queued', 'failed', 'cancelled', 'uncertain'],
  downloading: ['saved', 'failed', 'queued', 'cancelled', 'uncertain'],
  // Changed only by the user: *Check* finds the result, or it is dismissed.
  uncertain: ['accepted', 'downloading', 'failed', 'cancelled'],
  saved: [],
  failed: [],
  // Dismissed while its answer was pending: a late result was paid for and is kept.
  cancelled: ['accepted', 'downloading'],
};

export function canMove(from: RunState, to: RunState): boolean {
  return NEXT[from].includes(to);
}

export const ACTIVE_STATES: readonly RunState[] = ['uploading', 'sending', 'accepted', 'downloading'];
/** States that don't change automatically anymore. */
export const SETTLED_STATES: readonly RunState[] = ['saved', 'failed', 'cancelled', 'uncertain'];

export function isSettled(state: RunState): boolean {
  return SETTLED_STATES.includes(state);
}

/** Whether a run has ended and needs no decision: the runs *Clear finished* removes. */
export function isFinished(state: RunState): boolean {
  return isSettled(state) && state !== 'uncertain';
}

/** Whether money may have been spent on a run. */
export const Charge = z.enum(['no', 'yes', 'unknown']);
export type Charge = z.infer<typeof Charge>;

/** A parameter the service reports to have used differently than sent. Values are text, truncated if long. */
export const EchoDifference = z.strictObject({
  /** Its wire name. */
  name: z.string().max(60),
  sent: z.string().max(80),
  used: z.string().max(80),
});
export type EchoDifference = z.infer<typeof EchoDifference>;

/** One attempt to execute an edit. Times are milliseconds since 1970. */
export const RunRecord = z.strictObject({
  id: z.int().positive(),
  editId: z.int().positive(),
  state: RunState,
  /** Position in the queue. Smaller goes first. */
  position: z.number(),
  queuedAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  remoteId: z.string().nullable(),
  /** Why it waits or has no result. */
  error: ErrorValue.nullable(),
  charged: Charge,
  /**
   * Parameters the service used differently. Such a result doesn't match its request, so it can't be
   * reproduced.
   */
  echoDiffers: z.array(EchoDifference),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** Progress of an active run, in memory only. */
export const RunProgress = z.strictObject({
  runId: z.int().positive(),
  /** 0: it has not begun to render, or doesn't say. */
  step: z.int().nonnegative(),
  steps: z.int().positive(),
  /** Number of edits that the server does first. */
  ahead: z.int().nonnegative(),
  /** Number of the newest picture of the unfinished result, which the app protocol serves. 0: none. */
  preview: z.int().nonnegative(),
});
export type RunProgress = z.infer<typeof RunProgress>;
