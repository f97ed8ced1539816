import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { writeFileAtomicNow } from '../../files/write-file-atomic.ts';
import { guardWrites, type ReadDb, statement, type WriteDb, writeTransaction } from './db.ts';
import { row } from './rows.ts';

/*
 * Whether this database and this folder have one unbroken history.
 *
 * A file without a row may be the leftover of a crash, or a picture whose row was lost: with a database that was put back from
 * a copy, or whose log did not survive a crash. Both look the same. So the database counts the sessions that wrote into it,
 * and a marker file in the folder counts along. When the two disagree, or a session ended without closing and its log is
 * gone, rows may be missing: the database is in doubt. The next sweep then writes down all files without a row as strays,
 * which are never swept, and only what comes later is looked at again.
 */

const MARKER = 'marker.json';
const Marker = z.object({
  library: z.string(),
  sessions: z.int(),
  /** The file number of `objects/`: a folder that was copied or restored has another one. */
  place: z.string(),
});
type Marker = z.infer<typeof Marker>;

const Flag = z.union([z.literal(0), z.literal(1)]);
const Identity = z.object({
  library: z.string(),
  sessions: z.int(),
  closed: Flag,
  doubted: Flag,
  left_alone: z.int(),
});
type Identity = Readonly<z.output<typeof Identity>>;

export function identity(db: ReadDb): Identity {
  const found = row(db, Identity, 'SELECT library, sessions, closed, doubted, left_alone FROM identity');
  if (!found) throw new Failure('library-damaged');
  return found;
}

/** Whether the log of a session lies beside the database. To be asked before that is opened, which may take it away. */
export function hasLog(dbPath: string): boolean {
  return (statSync(`${dbPath}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

interface HistoryOptions {
  readonly dbPath: string;
  /** See `hasLog`. */
  readonly hadLog: boolean;
  /** Called when a write was refused because the file is gone. */
  readonly onGone: () => void;
  /** Called with the duration of each commit, in milliseconds. */
  readonly onCommit: (ms: number) => void;
}

export interface Continuity {
  /** To be called before the connection is closed. */
  close(): void;
}

/**
 * Follows a connection from when it is opened: raises doubt when rows may be missing, counts the session with its first write,
 * and refuses every write while the file that the connection writes to is not the one in the folder.
 */
export function followHistory(
  db: WriteDb,
  folder: string,
  { dbPath: path, hadLog, onGone, onCommit }: HistoryOptions,
): Continuity {
  const file = fileNumber(path);
  let begun = false;
  let marked = false;
  const doubt = isBroken(db, folder, hadLog);

  guardWrites(db, {
    begin() {
      if (begun) return;
      statement(db, 'UPDATE identity SET sessions = sessions + 1, closed = 0').run();
      if (!doubt) return;
      statement(db, 'UPDATE identity SET doubted = 1, left_alone = 0').run();
      // Nothing that was set aside is deleted any more: the rows that would save it may be among those that are missing.
      statement(db, 'DELETE FROM set_aside').run();
    },
    beforeCommit() {
      // A disk that was taken away, or a folder that was moved: the commit would go to a file that nobody finds again.
      if (fileNumber(path) !== file) {
        onGone();
        throw new Failure('library-gone');
      }
      begun = true;
      // Before the commit: a marker that is ahead raises doubt, one that is behind would hide it. On a full disk it is tried again.
      if (!marked) marked = writeMarker(folder, identity(db));
    },
    committed: onCommit,
  });

  return {
    close() {
      const unclosed = identity(db).closed === 0 && !doubt;
      if (begun || unclosed)
        writeTransaction(db, () => statement(db, 'UPDATE identity SET closed = 1').run());
    },
  };
}

function isBroken(db: ReadDb, folder: string, hadLog: boolean): boolean {
  const known = identity(db);
  if (known.closed === 0 && !hadLog) return true;
  const marker = readMarker(folder);
  if (!marker) return known.sessions > 0;
  return (
    marker.library !== known.library ||
    marker.sessions > known.sessions ||
    marker.place !== fileNumber(join(folder, 'objects'))
  );
}

function readMarker(folder: string): Marker | null {
  try {
    const parsed = Marker.safeParse(JSON.parse(readFileSync(join(folder, MARKER), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** False when it could not be written. */
function writeMarker(folder: string, { library, sessions }: Identity): boolean {
  try {
    const marker: Marker = { library, sessions, place: fileNumber(join(folder, 'objects')) };
    // At once: it must be on the disk before the transaction is.
    writeFileAtomicNow(join(folder, MARKER), `${JSON.stringify(marker)}\n`);
    return true;
  } catch {
    return false;
  }
}

/** What tells one file or folder from another at the same path; empty when there is none. */
export function fileNumber(path: string): string {
  try {
    return String(statSync(path, { bigint: true }).ino);
  } catch {
    return '';
  }
}
