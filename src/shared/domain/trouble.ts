import { z } from 'zod';

/** Something that is wrong while the app runs, and told until it is not any more. */
export const Trouble = z.discriminatedUnion('kind', [
  /** The log cannot be written because the disk is full: soon nothing can. */
  z.strictObject({ kind: z.literal('disk-full') }),
  z.strictObject({ kind: z.literal('log-unwritable') }),
  /** The disk takes seconds for each change that is saved, and the app waits for it. */
  z.strictObject({ kind: z.literal('disk-slow'), seconds: z.int().positive() }),
  /** There is too little room for a backup of the library. */
  z.strictObject({ kind: z.literal('backup-no-room') }),
  /** The library could not be backed up for another reason. */
  z.strictObject({ kind: z.literal('backup-failed') }),
  /** The library's folder is not there any more; nothing is saved. */
  z.strictObject({ kind: z.literal('library-gone') }),
  /** Files in the library's folder that it does not know: their rows may have been lost. */
  z.strictObject({ kind: z.literal('strays'), count: z.int().positive() }),
  /** Pictures whose files are missing or not what they were. */
  z.strictObject({ kind: z.literal('pictures-damaged'), count: z.int().positive() }),
  /** A backup took the place of the database; when it was made. */
  z.strictObject({ kind: z.literal('restored'), at: z.int() }),
  /** A rebuilt library: how many pictures came back, and how many files could not be read. */
  z.strictObject({
    kind: z.literal('rebuilt'),
    taken: z.int().nonnegative(),
    refused: z.int().nonnegative(),
  }),
]);
export type Trouble = z.infer<typeof Trouble>;
