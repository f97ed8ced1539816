import { z } from 'zod';
import { ErrorValue } from '../errors.ts';

/**
 * The states of a run. Each is on disk before the side effect it names.
 * `uncertain`: the request left this machine and no answer was saved: it may have come and been lost in a crash. It is never sent
 * again by itself.
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
  // Back to `queued`: nothing that could be charged has left yet.
  uploading: ['sending', 'queued', 'failed', 'cancelled'],
  // Back to `queued` and `cancelled` only for an engine whose calls are repeatable and free, or when no byte was sent.
  sending: ['accepted', 'downloading', 'queued', 'failed', 'cancelled', 'uncertain'],
  // `queued` and `cancelled` as above: only where doing it again costs nothing.
  accepted: ['downloading', 'queued', 'failed', 'cancelled', 'uncertain'],
  downloading: ['saved', 'failed', 'queued', 'cancelled', 'uncertain'],
  // Left only by the user: *Check* finds it, or it is set aside.
  uncertain: ['accepted', 'downloading', 'failed', 'cancelled'],
  saved: [],
  failed: [],
  // Set aside while its answer was still on its way: a result that comes after all was paid for, and is kept.
  cancelled: ['accepted', 'downloading'],
};

export function canMove(from: RunState, to: RunState): boolean {
  return NEXT[from].includes(to);
}

export const ACTIVE_STATES: readonly RunState[] = ['uploading', 'sending', 'accepted', 'downloading'];
/** States nothing changes any more by itself. */
export const SETTLED_STATES: readonly RunState[] = ['saved', 'failed', 'cancelled', 'uncertain'];

export function isSettled(state: RunState): boolean {
  return SETTLED_STATES.includes(state);
}

/** Whether a run is over and there is nothing left to decide: what *Clear finished* is about. */
export function isFinished(state: RunState): boolean {
  return isSettled(state) && state !== 'uncertain';
}

/** Whether money may have been spent on a run. */
export const Charge = z.enum(['no', 'yes', 'unknown']);
export type Charge = z.infer<typeof Charge>;

/** A parameter that the service says it used otherwise than it was sent; values as text, cut when long. */
export const EchoDifference = z.strictObject({
  /** Its name on the wire. */
  name: z.string().max(60),
  sent: z.string().max(80),
  used: z.string().max(80),
});
export type EchoDifference = z.infer<typeof EchoDifference>;

/** One attempt to carry out an edit. Times are milliseconds since 1970. */
export const RunRecord = z.strictObject({
  id: z.int().positive(),
  editId: z.int().positive(),
  state: RunState,
  /** Place in the queue; smaller goes first. */
  position: z.number(),
  queuedAt: z.number(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  remoteId: z.string().nullable(),
  /** Why it waits or has no result. */
  error: ErrorValue.nullable(),
  charged: Charge,
  /** What the service says it used otherwise; such a result is no answer to this request, and cannot be repeated by it. */
  echoDiffers: z.array(EchoDifference),
});
export type RunRecord = z.infer<typeof RunRecord>;

/** How far a run in progress is; kept in memory only. */
export const RunProgress = z.strictObject({
  runId: z.int().positive(),
  step: z.int().nonnegative(),
  steps: z.int().positive(),
});
export type RunProgress = z.infer<typeof RunProgress>;
