import { z } from 'zod';
import { NamedError } from '../errors.ts';

/** Most pictures of pages in one drop. */
export const ADDRESSES_MAX = 50;

/** Most names in `SomeNames`. */
export const SOME_NAMES_MAX = 5;
/** How many there are, and the names of the first, each once. */
export const SomeNames = z.strictObject({
  count: z.int().nonnegative(),
  names: z.array(z.string()).max(SOME_NAMES_MAX),
});
export type SomeNames = z.infer<typeof SomeNames>;
export const NO_NAMES: SomeNames = { count: 0, names: [] };

/** How far a drop is. */
export const ImportProgress = z.strictObject({
  importId: z.int().positive(),
  state: z.enum(['running', 'done', 'cancelled']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  added: z.int().nonnegative(),
  /** Files that were in the library already, by name. */
  duplicates: z.int().nonnegative(),
  /** Added pictures that show less than their files hold. Left out when there are none. */
  lacking: z.int().positive().optional(),
  /** The first of those that were refused, as many as fit into one message. */
  refused: z.array(NamedError).max(2000),
  /** Hidden and system items of folders, which were not looked at. */
  leftOut: SomeNames,
  /** Dropped folders without any file in them. */
  emptyFolders: SomeNames,
  /** The first picture of the drop, new or not. */
  firstImageId: z.int().positive().nullable(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;
