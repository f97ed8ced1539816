import { z } from 'zod';

/** Paid calls that were sent and whose images aren't on disk yet. */
export const PaidOut = z.strictObject({
  /** Sent, but without an id to query: if the app ends now, their outcome stays unknown. */
  atRisk: z.int().nonnegative(),
  /** Accepted, with an id on disk: fetched at the next start if the app ends now. */
  safe: z.int().nonnegative(),
  /** Answered, but the disk refuses writes: the answer is lost if the app ends now. */
  unwritten: z.int().nonnegative(),
  /** Age of the oldest one, in milliseconds. */
  outForMs: z.number().nonnegative(),
});
export type PaidOut = z.infer<typeof PaidOut>;

export const NOTHING_OUT: PaidOut = { atRisk: 0, safe: 0, unwritten: 0, outForMs: 0 };

export function isOut({ atRisk, safe, unwritten }: PaidOut): boolean {
  return atRisk + safe + unwritten > 0;
}

/** State of closing the app. */
export const Closing = z.strictObject({
  /**
   * `asking`: the user has to answer. `waiting`: it closes once no call is in flight. `closing`: pending data
   * is being written.
   */
  phase: z.enum(['open', 'asking', 'waiting', 'closing']),
  out: PaidOut,
});
export type Closing = z.infer<typeof Closing>;

/** The user's answer, or `seen`: a window shows the question. */
export const CloseAnswer = z.enum(['seen', 'wait', 'close', 'stay']);
export type CloseAnswer = z.infer<typeof CloseAnswer>;
