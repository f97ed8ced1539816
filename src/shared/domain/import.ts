import { z } from 'zod';
import { NamedError } from '../errors.ts';

/** Maximum number of web pictures in one drop. */
export const ADDRESSES_MAX = 50;

/** Maximum number of names in `SomeNames`. */
export const SOME_NAMES_MAX = 5;
/** A count, and the first distinct names. */
export const SomeNames = z.strictObject({
  count: z.int().nonnegative(),
  names: z.array(z.string()).max(SOME_NAMES_MAX),
});
export type SomeNames = z.infer<typeof SomeNames>;
export const NO_NAMES: SomeNames = { count: 0, names: [] };

/** Progress of a drop. */
export const ImportProgress = z.strictObject({
  importId: z.int().positive(),
  state: z.enum(['running', 'done', 'cancelled']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  added: z.int().nonnegative(),
  /** Files that were already in the library, by name. */
  duplicates: z.int().nonnegative(),
  /** Added images that lack something of their files. Absent if there are none. */
  lacking: z.int().positive().optional(),
  /** The first refused files, as many as fit into one message. */
  refused: z.array(NamedError).max(2000),
  /** Hidden and system items of folders, which were skipped. */
  leftOut: SomeNames,
  /** Dropped folders without files. */
  emptyFolders: SomeNames,
  /** The first image of the drop, new or not. */
  firstImageId: z.int().positive().nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;
