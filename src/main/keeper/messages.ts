import { Backup, BackupDifference, BackupListed, DatabaseContent } from '@shared/domain/backup.ts';
import { Sha256 } from '@shared/domain/image.ts';
import { ErrorCode } from '@shared/errors.ts';
import { z } from 'zod';
import { Finding } from '../library/health/finding.ts';
import { QueuedRecord } from '../library/sidecars/sidecar-queue.ts';

/** The keeper's jobs with their inputs and outputs. */
export const JOBS = {
  /** Writes a verified backup of a database, then removes the backups beyond the ladder. */
  'back-up': {
    in: z.strictObject({ dbPath: z.string(), folder: z.string(), at: z.int() }),
    out: Backup,
  },
  /** The backups in a folder, newest first. */
  'list-backups': { in: z.strictObject({ folder: z.string() }), out: z.array(BackupListed) },
  /** Counts what restoring a backup would change. */
  'compare-backup': {
    in: z.strictObject({ dbPath: z.string(), folder: z.string(), name: z.string() }),
    out: BackupDifference,
  },
  /** Reads a whole backup and returns its content. */
  'check-backup': {
    in: z.strictObject({ folder: z.string(), name: z.string() }),
    out: DatabaseContent,
  },
  /** Copies an intact backup to a path, marks what must not be sent again, and syncs the copy. */
  'copy-backup': {
    in: z.strictObject({ folder: z.string(), name: z.string(), to: z.string(), at: z.int() }),
    out: DatabaseContent,
  },
  /** Copies what is new in one folder of pictures to a second place. */
  'copy-shelf': {
    in: z.strictObject({
      dbPath: z.string(),
      folder: z.string(),
      to: z.string(),
      shelf: z.string(),
      since: z.number(),
    }),
    out: z.strictObject({ copied: z.int().nonnegative(), damaged: z.int().nonnegative() }),
  },
  /** Copies the newest backup and the library's sidecar to a second place. */
  'copy-rest': {
    in: z.strictObject({ folder: z.string(), to: z.string() }),
    out: z.null(),
  },
  /** Counts the files of a library that a move would copy. */
  'measure-library': {
    in: z.strictObject({ folder: z.string() }),
    out: z.strictObject({ files: z.int().nonnegative(), bytes: z.number().nonnegative() }),
  },
  /** The folders in a library that are copied one by one, with the time of their last change. */
  'library-parts': {
    in: z.strictObject({ folder: z.string() }),
    out: z.array(z.strictObject({ name: z.string(), changed: z.number() })),
  },
  /** Makes one folder of a library the same in `to`, and reads back what it copied. */
  'copy-part': {
    in: z.strictObject({ from: z.string(), to: z.string(), part: z.string(), since: z.number() }),
    out: z.strictObject({ bytes: z.number().nonnegative() }),
  },
  /** Copies the database of a closed library. */
  'copy-database': { in: z.strictObject({ from: z.string(), to: z.string() }), out: z.null() },
  /** Removes what was copied of a library. */
  'discard-copy': { in: z.strictObject({ from: z.string(), to: z.string() }), out: z.null() },
  /** Removes the caches in a folder that the library has left. */
  'discard-caches': { in: z.strictObject({ folder: z.string() }), out: z.null() },
  /** Writes the sidecars of changed records and reads them back. */
  'write-sidecars': {
    in: z.strictObject({ dbPath: z.string(), objectsFolder: z.string(), limit: z.int().positive() }),
    out: z.strictObject({
      records: z.array(QueuedRecord),
      files: z.int().nonnegative(),
      damaged: z.int().nonnegative(),
    }),
  },
  /** Fills an empty database from the sidecars and marks what must not be sent again. */
  'restore-sidecars': {
    in: z.strictObject({ dbPath: z.string(), objectsFolder: z.string(), at: z.int() }),
    out: z.strictObject({ pictures: z.int().nonnegative(), refused: z.int().nonnegative() }),
  },
  /** Reads a database whole, and compares what never changes with the sidecars. */
  'check-database': {
    in: z.strictObject({ dbPath: z.string(), objectsFolder: z.string() }),
    out: z.strictObject({ sound: z.boolean() }),
  },
  /** Reads every file of a library and compares it with the database. */
  'check-library': {
    in: z.strictObject({ dbPath: z.string(), folder: z.string(), at: z.int() }),
    out: z.strictObject({ pictures: z.int().nonnegative(), findings: z.array(Finding) }),
  },
  /** Repairs the files of findings that still hold. */
  'repair-files': {
    in: z.strictObject({ dbPath: z.string(), folder: z.string(), at: z.int(), findings: z.array(Finding) }),
    out: z.array(Finding),
  },
  /** Reads the pictures that were not read for the longest time and returns those whose bytes changed. */
  'read-pictures': {
    in: z.strictObject({ dbPath: z.string(), folder: z.string(), limit: z.int().positive() }),
    out: z.array(z.strictObject({ sha256: Sha256, sound: z.boolean() })),
  },
} as const;
export type JobName = keyof typeof JOBS;
export type JobInput<N extends JobName> = z.infer<(typeof JOBS)[N]['in']>;
export type JobOutput<N extends JobName> = z.infer<(typeof JOBS)[N]['out']>;

/** A job sent to the keeper. `input` is parsed by the job's own schema. */
export const Request = z.strictObject({
  id: z.int(),
  name: z.enum(Object.keys(JOBS) as [JobName, ...JobName[]]),
  input: z.unknown(),
});
export type Request = z.infer<typeof Request>;

/** Ends the thread between two steps of its job. */
export const END = 'end';

/** Asks the thread to stop a job, which then fails with `interrupted`. Jobs that can't stop ignore it. */
export const Cancel = z.strictObject({ cancel: z.int() });
export type Cancel = z.infer<typeof Cancel>;

/** The keeper's answer to one job. */
export const Answer = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    id: z.int(),
    ok: z.literal(false),
    /** Null for an unexpected error. */
    code: ErrorCode.nullable(),
    message: z.string(),
  }),
]);
export type Answer = z.infer<typeof Answer>;

/** Progress of a job. */
export const Progress = z.strictObject({
  id: z.int(),
  progress: z.strictObject({ done: z.int().nonnegative(), total: z.int().nonnegative() }),
});
export type Progress = z.infer<typeof Progress>;
export type OnProgress = (progress: Progress['progress']) => void;

/** Every message from the keeper. */
export const FromKeeper = z.union([Answer, Progress]);
