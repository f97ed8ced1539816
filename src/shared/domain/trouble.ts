import { z } from 'zod';

/** A problem while the app runs, shown until it is solved. */
export const Trouble = z.discriminatedUnion('kind', [
  /** The log can't be written because the disk is full. Other writes will fail soon. */
  z.strictObject({ kind: z.literal('disk-full') }),
  z.strictObject({ kind: z.literal('log-unwritable') }),
  /** The disk takes seconds for each saved change, and the app waits for it. */
  z.strictObject({ kind: z.literal('disk-slow'), seconds: z.int().positive() }),
  /** There is not enough space for a backup of the library. */
  z.strictObject({ kind: z.literal('backup-no-room') }),
  /** A backup failed for another reason. */
  z.strictObject({ kind: z.literal('backup-failed') }),
  /** The library's folder is missing. Nothing is saved. */
  z.strictObject({ kind: z.literal('library-gone') }),
  /** Files in the library's folder without rows, which may have been lost. */
  z.strictObject({ kind: z.literal('strays'), count: z.int().positive() }),
  /** Such files are being added to the library, which is in use. */
  z.strictObject({
    kind: z.literal('adding-strays'),
    done: z.int().nonnegative(),
    total: z.int().positive(),
  }),
  /** Images whose files are missing or changed. */
  z.strictObject({ kind: z.literal('pictures-damaged'), count: z.int().positive() }),
  /** The move of the library to the folder `to` stopped, and can be continued. */
  z.strictObject({ kind: z.literal('move-stopped'), to: z.string() }),
  /** A backup replaced the database. `at` is the backup's time. */
  z.strictObject({ kind: z.literal('restored'), at: z.int() }),
  /** A rebuilt library: the number of restored images and of unreadable files. */
  z.strictObject({
    kind: z.literal('rebuilt'),
    taken: z.int().nonnegative(),
    refused: z.int().nonnegative(),
  }),
]);
export type Trouble = z.infer<typeof Trouble>;
