import { z } from 'zod';

/** What a database holds, as far as people count it. */
export const DatabaseContent = z.strictObject({
  /** The version of its tables. */
  version: z.int().nonnegative(),
  /** Without those in the trash. */
  pictures: z.int().nonnegative(),
  edits: z.int().nonnegative(),
  runs: z.int().nonnegative(),
});
export type DatabaseContent = z.infer<typeof DatabaseContent>;

/** A copy of the library's database in `backups/`. */
export const Backup = z.strictObject({
  /** Its file's name, which also says which backup it is. */
  name: z.string().max(120),
  /** When it was made, in milliseconds since 1970. */
  at: z.int(),
  bytes: z.int().nonnegative(),
});
export type Backup = z.infer<typeof Backup>;

/** A backup that was read whole, and what it holds. */
export const BackupFound = Backup.extend({ content: DatabaseContent });
export type BackupFound = z.infer<typeof BackupFound>;

/** A backup in a list. */
export const BackupListed = Backup.extend({
  /** Null when it cannot be read. */
  content: DatabaseContent.nullable(),
});
export type BackupListed = z.infer<typeof BackupListed>;

const Counts = DatabaseContent.omit({ version: true });
/** What restoring a backup would change. */
export const BackupDifference = z.strictObject({
  /** These would be gone. */
  onlyInLibrary: Counts,
  /** These would come back. */
  onlyInBackup: Counts,
});
export type BackupDifference = z.infer<typeof BackupDifference>;
