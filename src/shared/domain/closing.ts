import { z } from 'zod';

/** Paid calls that have left this machine and are not on disk as pictures yet. */
export const PaidOut = z.strictObject({
  /** Sent, without an id to ask for them by: if the app ends now, nobody knows how they end. */
  atRisk: z.int().nonnegative(),
  /** Accepted, with an id on disk: fetched at the next start if the app ends now. */
  safe: z.int().nonnegative(),
  /** Answered, but the disk takes nothing: the answer is lost if the app ends now. */
  unwritten: z.int().nonnegative(),
  /** How long the first of them has been out, in milliseconds. */
  outForMs: z.number().nonnegative(),
});
export type PaidOut = z.infer<typeof PaidOut>;

export const NOTHING_OUT: PaidOut = { atRisk: 0, safe: 0, unwritten: 0, outForMs: 0 };

export function isOut({ atRisk, safe, unwritten }: PaidOut): boolean {
  return atRisk + safe + unwritten > 0;
}

/** Where the app is on its way to be closed. */
export const Closing = z.strictObject({
  /** `asking`: the user has to say; `waiting`: it closes as soon as nothing is out; `closing`: it writes what is left. */
  phase: z.enum(['open', 'asking', 'waiting', 'closing']),
  out: PaidOut,
});
export type Closing = z.infer<typeof Closing>;

/** What the user says, and `seen`: a window shows the question. */
export const CloseAnswer = z.enum(['seen', 'wait', 'close', 'stay']);
export type CloseAnswer = z.infer<typeof CloseAnswer>;
