import { UNDOABLE_ACTIONS, type UndoableAction, type UndoState } from '@shared/domain/library-command.ts';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { numbers } from '../database/rows.ts';
import { applyChanges, Change, inverse, picturesOf, runsOf } from './journal-change.ts';

/** Maximum number of entries. Older ones can't be undone anymore. */
const ENTRIES_MAX = 500;

export const LAST_DONE_SQL = 'SELECT id, action, count FROM journal WHERE undone = 0 ORDER BY id DESC';
export const FIRST_UNDONE_SQL = 'SELECT id, action, count FROM journal WHERE undone = 1 ORDER BY id';
export const PARTS_SQL = 'SELECT part FROM journal_changes WHERE entry_id = ? ORDER BY part';

const Entry = z.object({ id: z.int(), action: z.enum(UNDOABLE_ACTIONS), count: z.int() });
export type Entry = z.infer<typeof Entry>;

/** Starts the entry of a user's command and clears the redo entries. Runs inside the caller's transaction. */
export function beginEntry(db: WriteDb, action: UndoableAction, now: number): number {
  dropEntries(db, 'SELECT id FROM journal WHERE undone = 1');
  dropEntries(db, `SELECT id FROM journal ORDER BY id DESC LIMIT -1 OFFSET ${ENTRIES_MAX - 1}`);
  const { lastInsertRowid } = statement(db, 'INSERT INTO journal (at, action) VALUES (?, ?)').run(
    now,
    action,
  );
  return Number(lastInsertRowid);
}

/** Removes an entry that can't be undone or redone, so that earlier ones can. */
export function dropEntry(db: WriteDb, entryId: number): void {
  writeTransaction(db, () => dropEntries(db, 'SELECT ?', entryId));
}

function dropEntries(db: WriteDb, which: string, ...values: readonly number[]): void {
  // The parts first, because they reference their entry.
  statement(db, `DELETE FROM journal_changes WHERE entry_id IN (${which})`).run(...values);
  statement(db, `DELETE FROM journal WHERE id IN (${which})`).run(...values);
}

/** Applies and records changes inside the caller's transaction. Returns how many images or runs they changed. */
export function recordChanges(db: WriteDb, entryId: number, changes: readonly Change[]): number {
  applyChanges(db, changes);
  for (const change of changes)
    statement(
      db,
      `INSERT INTO journal_changes (entry_id, part, change)
       VALUES (@entryId, (SELECT coalesce(max(part), 0) + 1 FROM journal_changes WHERE entry_id = @entryId), @change)`,
    ).run({ entryId, change: JSON.stringify(change) });
  const count = new Set(changes.flatMap(picturesOf)).size + changes.flatMap(runsOf).length;
  statement(db, 'UPDATE journal SET count = count + ? WHERE id = ?').run(count, entryId);
  return count;
}

/** Applies and records a small command in one transaction. Writes nothing if nothing changes. */
export function recordAction(
  db: WriteDb,
  action: UndoableAction,
  now: number,
  changes: () => readonly (Change | null)[],
): Change[] {
  return writeTransaction(db, () => {
    const some = changes().filter((change) => change !== null);
    if (some.length > 0) recordChanges(db, beginEntry(db, action, now), some);
    return some;
  });
}

/** Returns the entry that *Undo* or *Redo* applies to, or null. Unreadable ones are skipped. */
export function nextEntry(db: ReadDb, way: 'undo' | 'redo'): Entry | null {
  for (const row of statement(db, way === 'undo' ? LAST_DONE_SQL : FIRST_UNDONE_SQL).iterate()) {
    const entry = Entry.safeParse(row);
    if (entry.success) return entry.data;
  }
  return null;
}

/** Returns the parts of an entry in the order in which they are undone or redone. */
export function partsOf(db: ReadDb, entryId: number, way: 'undo' | 'redo'): number[] {
  const parts = numbers(db, PARTS_SQL, entryId);
  return way === 'undo' ? parts.reverse() : parts;
}

/** Thrown for a part that can't be undone or redone: its record is damaged, or something it needs is gone. */
export class DamagedEntry extends Failure {
  constructor() {
    super('internal', { reason: 'step-damaged' });
  }
}

/**
 * Undoes or redoes parts of an entry until enough images are changed, in one transaction, and returns the
 * changes. The entry is marked undone with its last part, and redone with its first. So an interrupted undo
 * isn't marked and an interrupted redo is: undoing either completes it, because changes set absolute values.
 * Throws `DamagedEntry`.
 */
export function replayParts(
  db: WriteDb,
  entryId: number,
  parts: readonly number[],
  way: 'undo' | 'redo',
  enough: number,
): Change[] {
  return writeTransaction(db, () => {
    const changes: Change[] = [];
    const pictures = new Set<number>();
    for (const part of parts) {
      const written = readPart(db, entryId, part);
      changes.push(way === 'undo' ? inverse(written) : written);
      for (const id of picturesOf(written)) pictures.add(id);
      if (pictures.size >= enough) break;
    }
    try {
      applyChanges(db, changes);
    } catch (error) {
      throw isConstraint(error) ? new DamagedEntry() : error;
    }
    if (way === 'redo') mark(db, entryId, 0);
    else if (changes.length === parts.length) mark(db, entryId, 1);
    return changes;
  });
}

function mark(db: WriteDb, entryId: number, undone: 0 | 1): void {
  statement(db, 'UPDATE journal SET undone = ? WHERE id = ?').run(undone, entryId);
}

function readPart(db: ReadDb, entryId: number, part: number): Change {
  const json = statement(db, 'SELECT change FROM journal_changes WHERE entry_id = ? AND part = ?')
    .pluck()
    .get(entryId, part);
  try {
    return Change.parse(JSON.parse(String(json)));
  } catch {
    throw new DamagedEntry();
  }
}

/** For example, a tag that no longer exists because an earlier entry was damaged. */
function isConstraint(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
}

/** Returns what *Undo* and *Redo* would do. */
export function undoable(db: ReadDb): UndoState {
  const summaryOf = (way: 'undo' | 'redo') => {
    const entry = nextEntry(db, way);
    return entry && { action: entry.action, count: entry.count };
  };
  return { undo: summaryOf('undo'), redo: summaryOf('redo') };
}
