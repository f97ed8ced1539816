import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { writeFileAtomicNow } from '../../files/write-file-atomic.ts';
import { guardWrites, type ReadDb, statement, type WriteDb, writeTransaction } from './db.ts';
import { row } from './rows.ts';

/* Whether this database and this folder share one unbroken history.
   A file without a row may be a leftover of a crash, or an image whose row was lost because the database was
   restored from a copy or its log did not survive a crash. The two look the same. So the database counts the
   sessions that wrote to it, and a marker file in the folder counts along. If the two disagree, or a session
   ended without closing and its log is gone, rows may be missing: the database is in doubt. The next sweep
   then records all files without a row as strays, which are never swept, and from then on only checks newer
   files. */

const MARKER = 'marker.json';
const Marker = z.object({
  library: z.string(),
  sessions: z.int(),
  /** The file number of `objects/`. A copied or restored folder has another one. */
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

/**
 * Whether a session's log is next to the database. Check this before opening the database, which may remove
 * the log.
 */
export function hasLog(dbPath: string): boolean {
  return (statSync(`${dbPath}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

interface HistoryOptions {
  readonly dbPath: string;
  /** See `hasLog`. */
  readonly hadLog: boolean;
  /** Called when a write was refused because the file is missing. */
  readonly onGone: () => void;
  /** Called with the duration of each commit, in milliseconds. */
  readonly onCommit: (ms: number) => void;
}

export interface Continuity {
  /** Call this before the connection is closed. */
  close(): void;
}

/**
 * Follows a connection from its opening: raises doubt if rows may be missing, counts the session on its first
 * write, and refuses every write while the connection's file isn't the one in the folder.
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
    isFirst: () => !begun,
    begin() {
      if (begun) return;
      statement(db, 'UPDATE identity SET sessions = sessions + 1, closed = 0').run();
      if (!doubt) return;
      statement(db, 'UPDATE identity SET doubted = 1, left_alone = 0').run();
      // Stop deleting files that were set aside: rows that reference them may be among the missing ones.
      statement(db, 'DELETE FROM set_aside').run();
    },
    beforeCommit() {
      // The disk was removed or the folder moved: the commit would go to an unreachable file.
      if (fileNumber(path) !== file) {
        onGone();
        throw new Failure('library-gone');
      }
      begun = true;
      // Before the commit: a marker that is ahead raises doubt, one that is behind would hide it. On a full
      // disk it is retried.
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

/**
 * Marks a complete copy of a library's folder as its folder. One whose rows were in doubt stays in doubt. The
 * library must be closed.
 */
export function moveMarker(from: string, to: string): void {
  const marker = readMarker(from);
  if (!marker) return;
  const known = marker.place === fileNumber(join(from, 'objects'));
  const place = known ? fileNumber(join(to, 'objects')) : '';
  writeFileAtomicNow(join(to, MARKER), `${JSON.stringify({ ...marker, place })}\n`);
}

/** Returns false if the marker could not be written. */
function writeMarker(folder: string, { library, sessions }: Identity): boolean {
  try {
    const marker: Marker = { library, sessions, place: fileNumber(join(folder, 'objects')) };
    // Synchronous: it must be on disk before the transaction.
    writeFileAtomicNow(join(folder, MARKER), `${JSON.stringify(marker)}\n`);
    return true;
  } catch {
    return false;
  }
}

/** Identifies the file or folder at a path across replacements. Empty if there is none. */
export function fileNumber(path: string): string {
  try {
    return String(statSync(path, { bigint: true }).ino);
  } catch {
    return '';
  }
}
