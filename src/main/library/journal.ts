import { ACTIONS, type Action, type Undoable } from '@shared/domain/organise.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb, writeTransaction } from './db.ts';
import { applyChange, Change, inverse, picturesOf } from './journal-change.ts';

/** Entries that are kept; older ones can no longer be undone. */
const ENTRIES_MAX = 500;

export const LAST_DONE_SQL =
  'SELECT id, action, count FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1';
export const FIRST_UNDONE_SQL = 'SELECT id, action, count FROM journal WHERE undone = 1 ORDER BY id LIMIT 1';
export const PARTS_SQL = 'SELECT part FROM journal_changes WHERE entry_id = ? ORDER BY part';

const Entry = z.object({ id: z.int(), action: z.enum(ACTIONS), count: z.int() });
export type Entry = z.infer<typeof Entry>;

/** Begins the entry of a user's action; what was undone before can no longer be done again. Inside the caller's transaction. */
export function beginEntry(db: WriteDb, action: Action, now: number): number {
  dropEntries(db, 'undone = 1');
  const { lastInsertRowid } = statement(db, 'INSERT INTO journal (at, action) VALUES (?, ?)').run(
    now,
    action,
  );
  const id = Number(lastInsertRowid);
  dropEntries(db, `id <= ${id - ENTRIES_MAX}`);
  return id;
}

function dropEntries(db: WriteDb, which: string): void {
  statement(
    db,
    `DELETE FROM journal_changes WHERE entry_id IN (SELECT id FROM journal WHERE ${which})`,
  ).run();
  statement(db, `DELETE FROM journal WHERE ${which}`).run();
}

/**
 * Carries changes out and writes them down, inside the caller's transaction; answers how many things they changed: pictures, or
 * the one tag, collection or search.
 */
export function recordChanges(db: WriteDb, entryId: number, changes: readonly Change[]): number {
  for (const change of changes) {
    applyChange(db, change);
    statement(
      db,
      `INSERT INTO journal_changes (entry_id, part, change)
       VALUES (@entryId, (SELECT coalesce(max(part), 0) + 1 FROM journal_changes WHERE entry_id = @entryId), @change)`,
    ).run({ entryId, change: JSON.stringify(change) });
  }
  const count = new Set(changes.flatMap(picturesOf)).size;
  statement(db, 'UPDATE journal SET count = count + ? WHERE id = ?').run(count, entryId);
  return count;
}

/** A user's action on few things, in one transaction; nothing is written when there is nothing to change. */
export function recordAction(
  db: WriteDb,
  action: Action,
  now: number,
  changes: () => readonly (Change | null)[],
): Change[] {
  return writeTransaction(db, () => {
    const some = changes().filter((change) => change !== null);
    if (some.length > 0) recordChanges(db, beginEntry(db, action, now), some);
    return some;
  });
}

/** The entry that *Undo* takes back, or *Redo* does again; null when there is none. */
export function nextEntry(db: ReadDb, way: 'undo' | 'redo'): Entry | null {
  const row = statement(db, way === 'undo' ? LAST_DONE_SQL : FIRST_UNDONE_SQL).get();
  return row === undefined ? null : Entry.parse(row);
}

/** The parts of an entry in the order in which they are undone, or done again. */
export function partsOf(db: ReadDb, entryId: number, way: 'undo' | 'redo'): number[] {
  const parts = statement(db, PARTS_SQL).pluck().all(entryId) as number[];
  return way === 'undo' ? parts.reverse() : parts;
}

/**
 * Undoes a part of an entry, or does it again; answers what it changed. In one transaction, the last part with the mark on the
 * entry: an undo that is cut off has undone some parts, and undoing again does the rest, since values are set, not shifted.
 */
export function replayPart(
  db: WriteDb,
  entryId: number,
  part: number,
  way: 'undo' | 'redo',
  last: boolean,
): Change {
  return writeTransaction(db, () => {
    const json = statement(db, 'SELECT change FROM journal_changes WHERE entry_id = ? AND part = ?')
      .pluck()
      .get(entryId, part);
    const parsed = Change.safeParse(typeof json === 'string' ? JSON.parse(json) : null);
    if (!parsed.success) throw new Failure('internal', t.errors.library.stepDamaged);
    const change = way === 'undo' ? inverse(parsed.data) : parsed.data;
    applyChange(db, change);
    if (last)
      statement(db, 'UPDATE journal SET undone = ? WHERE id = ?').run(way === 'undo' ? 1 : 0, entryId);
    return change;
  });
}

/** What *Undo* and *Redo* would do. */
export function undoable(db: ReadDb): Undoable {
  const told = (way: 'undo' | 'redo') => {
    const entry = nextEntry(db, way);
    return entry && { action: entry.action, count: entry.count };
  };
  return { undo: told('undo'), redo: told('redo') };
}
