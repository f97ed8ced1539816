import { z } from 'zod';
import { ErrorCode } from '../error-code.ts';

/** A move of the library to another folder. */
export const LibraryMove = z.strictObject({
  /** Absolute path of the new folder. */
  to: z.string(),
  /**
   * `waiting`: everything is copied but what changes, and paid edits are awaited. `switching`: the library is
   * closed for a moment. `stopped`: by a problem, or since Reseed ended.
   */
  phase: z.enum(['copying', 'waiting', 'switching', 'stopped']),
  /** Bytes that are in the new folder, and those of the whole library. Zero while they are counted. */
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
  /** Why it stopped. Null if Reseed ended. */
  problem: ErrorCode.nullable(),
});
export type LibraryMove = z.infer<typeof LibraryMove>;

/** Where the library is. */
export const LibraryPlace = z.strictObject({
  /** Absolute path of its folder. */
  folder: z.string(),
  move: LibraryMove.nullable(),
  /** Folder of the library before it was moved, until the user decides about it. Null if there is none. */
  previous: z.string().nullable(),
});
export type LibraryPlace = z.infer<typeof LibraryPlace>;
