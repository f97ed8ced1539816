import { z } from 'zod';
import { ErrorCode } from '../error-code.ts';

/** Content of a database as shown to users. */
export const DatabaseContent = z.strictObject({
  /** Schema version. */
  version: z.int().nonnegative(),
  /** Excludes the trash. */
  pictures: z.int().nonnegative(),
  edits: z.int().nonnegative(),
  runs: z.int().nonnegative(),
});
export type DatabaseContent = z.infer<typeof DatabaseContent>;

/** A copy of the library's database in `backups/`. */
export const Backup = z.strictObject({
  /** File name, which also identifies the backup. */
  name: z.string().max(120),
  /** When it was made, in milliseconds since 1970. */
  at: z.int(),
  bytes: z.int().nonnegative(),
});
export type Backup = z.infer<typeof Backup>;

/** A backup that was fully read, and its content. */
export const BackupFound = Backup.extend({ content: DatabaseContent });
export type BackupFound = z.infer<typeof BackupFound>;

/** A backup in a list. */
export const BackupListed = Backup.extend({
  /** Null if unreadable. */
  content: DatabaseContent.nullable(),
});
export type BackupListed = z.infer<typeof BackupListed>;

const Counts = DatabaseContent.omit({ version: true });
/** What restoring a backup would change. */
export const BackupDifference = z.strictObject({
  /** These would be lost. */
  onlyInLibrary: Counts,
  /** These would come back. */
  onlyInBackup: Counts,
});
export type BackupDifference = z.infer<typeof BackupDifference>;

/** The second place that a library is copied to. */
export const SecondPlace = z.strictObject({
  /** The folder that the user chose, or null. */
  folder: z.string().nullable(),
  /** Start of the last complete copy, in milliseconds since 1970. */
  at: z.number().nullable(),
  /** Parts of 256 that are done; null while nothing is being copied. */
  done: z.int().min(0).max(256).nullable(),
  /** Pictures that were not copied because they are damaged here. */
  damaged: z.int().nonnegative(),
  /** What stopped the last copy. */
  problem: ErrorCode.nullable(),
});
export type SecondPlace = z.infer<typeof SecondPlace>;
export const NO_SECOND_PLACE: SecondPlace = { folder: null, at: null, done: null, damaged: 0, problem: null };
