import { z } from 'zod';
import { NamedError } from '../errors.ts';
import { MAKING_ACTIONS } from './library-command.ts';

/** What to make from each of many results. */
export const ManyFinishes = z.discriminatedUnion('do', [
  /** Puts what changed back into its original: each finds its own mask. */
  z.strictObject({ do: z.literal('put-back') }),
  /** Gives all of them the colors of one picture. */
  z.strictObject({ do: z.literal('match-colors'), to: z.int().positive() }),
]);
export type ManyFinishes = z.infer<typeof ManyFinishes>;

/** Progress of that. */
export const ManyFinishesProgress = z.strictObject({
  batchId: z.int().positive(),
  do: z.enum(MAKING_ACTIONS),
  state: z.enum(['running', 'done', 'cancelled']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  made: z.int().nonnegative(),
  /** Made before, by the same recipe. */
  known: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** The first of those that could not be made, and why. */
  failures: z.array(NamedError).max(2000),
});
export type ManyFinishesProgress = z.infer<typeof ManyFinishesProgress>;
