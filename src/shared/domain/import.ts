import { z } from 'zod';
import { ErrorCode } from '../errors.ts';

/** One file of a drop that was not taken in, and why. */
export const Refusal = z.strictObject({ name: z.string(), code: ErrorCode, message: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** How far a drop is. `imageIds` are this event's new ones, in the order of the drop. */
export const ImportProgress = z.strictObject({
  importId: z.int().positive(),
  state: z.enum(['running', 'done', 'cancelled']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  added: z.int().nonnegative(),
  /** Files that were in the library already, by name. */
  duplicates: z.int().nonnegative(),
  refused: z.array(Refusal).max(2000),
  /** The first picture of the drop, new or not. */
  firstImageId: z.int().positive().nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;
