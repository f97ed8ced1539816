import { WatchSchedule } from '@shared/domain/watch.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { numbers, rows } from '../database/rows.ts';
import { setWaiting } from '../ledger/waiting.ts';
import { mergeSearch, reindexForSearch, reindexTag } from '../lists/search.ts';
import { nameKey } from '../names.ts';

/* A library change as data, with values before and after. The same code applies, undoes and redoes it from
   the journal, so a restart makes no difference. */

const Id = z.int().positive();
const Ids = z.array(Id);
const Value = z.union([z.string(), z.number(), z.null()]);

/** A column of images. Each value lists the ids that had or get it. */
const SetColumn = z.strictObject({
  set: z.enum(['rating', 'favourite', 'name', 'deleted_at']),
  before: z.array(z.tuple([Value, Ids])),
  after: z.array(z.tuple([Value, Ids])),
});
/** Images added to or removed from a tag or collection. */
const SetMembers = z.strictObject({
  members: z.enum(['image_tags', 'collection_images']),
  owner: Id,
  added: Ids,
  removed: Ids,
});
export const NamedRow = z.strictObject({
  id: Id,
  name: z.string(),
  key: z.string(),
  // For a saved search.
  query: z.string().optional(),
  // For a preset.
  content: z.string().optional(),
  uses: z.int().optional(),
  used_at: z.number().nullable().optional(),
});
export type NamedRow = z.infer<typeof NamedRow>;
/** A tag, collection, saved search or preset that was created, changed or deleted. Null: it doesn't exist. */
const SetRow = z.strictObject({
  row: z.enum(['tags', 'collections', 'saved_searches', 'presets']),
  before: NamedRow.nullable(),
  after: NamedRow.nullable(),
});
/** Whether a prompt is no longer suggested. */
const SetForgotten = z.strictObject({ prompt: Id, before: z.boolean(), after: z.boolean() });
/** An edit's annotation. `pictures`: its results, whose search words include it. */
const SetText = z.strictObject({
  edit: Id,
  text: z.enum(['note', 'branch']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  pictures: Ids,
});
export const SnapshotRow = z.strictObject({
  id: Id,
  image_id: Id,
  root_id: Id,
  name: z.string(),
  created_at: z.number(),
});
/** A snapshot that was created, renamed or deleted. */
const SetSnapshot = z.strictObject({
  snapshot: Id,
  picture: Id,
  before: SnapshotRow.nullable(),
  after: SnapshotRow.nullable(),
});
export type SnapshotRow = z.infer<typeof SnapshotRow>;
export const WatchRow = z.strictObject({
  schedule: WatchSchedule,
  since: z.number(),
  seen: z.int().nullable(),
});
export type WatchRow = z.infer<typeof WatchRow>;
/** An edit that is watched, no longer watched, or watched on another schedule. */
const SetWatch = z.strictObject({
  watch: Id,
  before: WatchRow.nullable(),
  after: WatchRow.nullable(),
});
/** Waiting runs that were canceled, in queue order. */
const SetWaiting = z.strictObject({
  runs: Ids,
  before: z.enum(['queued', 'cancelled']),
  after: z.enum(['queued', 'cancelled']),
});
export const Change = z.union([
  SetColumn,
  SetMembers,
  SetRow,
  SetForgotten,
  SetText,
  SetSnapshot,
  SetWatch,
  SetWaiting,
]);
export type Change = z.infer<typeof Change>;

/** Columns of the tables whose rows are created and deleted as a whole. */
export const ROW_COLUMNS: Readonly<Record<z.infer<typeof SetRow>['row'], readonly string[]>> = {
  tags: ['id', 'name', 'key'],
  collections: ['id', 'name', 'key'],
  saved_searches: ['id', 'name', 'key', 'query'],
  presets: ['id', 'name', 'key', 'content', 'uses', 'used_at'],
};
/** Counters kept in the same row: a restored row restores them, a changed row leaves them alone. */
const COUNTED = ['id', 'uses', 'used_at'];

/** The images whose rows or lists a change affects. */
export function picturesOf(change: Change): number[] {
  if ('set' in change) return change.after.flatMap(([, ids]) => ids);
  if ('text' in change) return change.pictures;
  if ('snapshot' in change) return [change.picture];
  return 'members' in change ? [...change.added, ...change.removed] : [];
}

/** The runs that a change cancels or requeues. */
export function runsOf(change: Change): number[] {
  return 'runs' in change ? change.runs : [];
}

/** Returns the inverse of a change. */
export function inverse(change: Change): Change {
  if ('members' in change) return { ...change, added: change.removed, removed: change.added };
  return { ...change, before: change.after, after: change.before } as Change;
}

/** Applies changes inside the caller's transaction. Images purged since are skipped. */
export function applyChanges(db: WriteDb, changes: readonly Change[]): void {
  // Ten tags for one image reindex it once.
  const searched = new Set<number>();
  for (const change of changes) {
    if ('set' in change) setColumn(db, change, searched);
    else if ('members' in change) setMembers(db, change, searched);
    else if ('runs' in change) setWaiting(db, change.runs, change.after);
    else if ('prompt' in change) setForgotten(db, change);
    else if ('text' in change) setText(db, change, searched);
    else if ('snapshot' in change) setSnapshot(db, change, searched);
    else if ('watch' in change) setWatch(db, change);
    else setRow(db, change);
  }
  for (const id of searched) reindexForSearch(db, id);
  if (searched.size > 0) mergeSearch(db);
}

function setColumn(db: WriteDb, { set, after }: z.infer<typeof SetColumn>, searched: Set<number>): void {
  const key = set === 'name' ? ', name_key = ?' : '';
  const update = statement(db, `UPDATE images SET ${set} = ?${key} WHERE id = ? AND purged_at IS NULL`);
  const isSearched = set === 'name' || set === 'deleted_at';
  for (const [value, ids] of after) {
    const keys = set === 'name' ? [nameKey(String(value))] : [];
    for (const id of ids) if (update.run(value, ...keys, id).changes > 0 && isSearched) searched.add(id);
  }
}

function setMembers(
  db: WriteDb,
  { members, owner, added, removed }: z.infer<typeof SetMembers>,
  searched: Set<number>,
): void {
  const column = members === 'image_tags' ? 'tag_id' : 'collection_id';
  const insert = statement(
    db,
    `INSERT INTO ${members} (${column}, image_id) SELECT ?, id FROM images WHERE id = ? AND purged_at IS NULL
     ON CONFLICT DO NOTHING`,
  );
  const remove = statement(db, `DELETE FROM ${members} WHERE ${column} = ? AND image_id = ?`);
  for (const id of added) insert.run(owner, id);
  for (const id of removed) remove.run(owner, id);
  if (members === 'image_tags') for (const id of [...added, ...removed]) searched.add(id);
}

function setRow(db: WriteDb, { row: table, before, after }: z.infer<typeof SetRow>): void {
  if (after === null) statement(db, `DELETE FROM ${table} WHERE id = ?`).run(before?.id);
  else {
    const columns = ROW_COLUMNS[table];
    statement(
      db,
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${columns
         .filter((column) => !COUNTED.includes(column))
         .map((column) => `${column} = excluded.${column}`)
         .join(', ')}`,
    ).run(after);
  }
  const id = after?.id ?? before?.id;
  if (table === 'tags' && id !== undefined) reindexTag(db, id);
}

function setForgotten(db: WriteDb, { prompt, after }: z.infer<typeof SetForgotten>): void {
  statement(db, 'UPDATE prompts SET forgotten = ? WHERE id = ?').run(after ? 1 : 0, prompt);
}

function setText(db: WriteDb, { edit, text, after }: z.infer<typeof SetText>, searched: Set<number>): void {
  statement(db, `UPDATE edits SET ${text} = ? WHERE id = ?`).run(after, edit);
  // Current results: a retry may have added one since.
  for (const id of resultIds(db, edit)) searched.add(id);
}

function setSnapshot(
  db: WriteDb,
  { snapshot, picture, after }: z.infer<typeof SetSnapshot>,
  searched: Set<number>,
): void {
  if (after === null) statement(db, 'DELETE FROM snapshots WHERE id = ?').run(snapshot);
  else
    statement(
      db,
      `INSERT INTO snapshots (id, image_id, root_id, name, created_at)
       SELECT @id, @image_id, @root_id, @name, @created_at FROM images WHERE id = @image_id AND purged_at IS NULL
       ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
    ).run(after);
  searched.add(picture);
}

function setWatch(db: WriteDb, { watch, after }: z.infer<typeof SetWatch>): void {
  if (after === null) statement(db, 'DELETE FROM watches WHERE edit_id = ?').run(watch);
  else
    statement(
      db,
      `INSERT INTO watches (edit_id, schedule, since, seen) VALUES (@watch, @schedule, @since, @seen)
       ON CONFLICT (edit_id) DO UPDATE SET schedule = excluded.schedule, since = excluded.since`,
    ).run({ watch, ...after });
}

export const RESULT_IDS_SQL = 'SELECT id FROM images WHERE edit_id = ?';

/** The images an edit made. */
export function resultIds(db: ReadDb, editId: number): number[] {
  return numbers(db, RESULT_IDS_SQL, editId);
}

const ColumnValue = z.object({ id: Id, value: Value });

/** Returns the change that sets a column to one value for all of these images, or null if all have it. */
export function columnChange(
  db: ReadDb,
  set: z.infer<typeof SetColumn>['set'],
  ids: readonly number[],
  value: string | number | null,
): Change | null {
  const changed = rows(
    db,
    ColumnValue,
    `SELECT id, ${set} AS value FROM images
     WHERE id IN (SELECT value FROM json_each(?)) AND purged_at IS NULL AND ${set} IS NOT ?`,
    JSON.stringify(ids),
    value,
  );
  if (changed.length === 0) return null;
  const before = new Map<string | number | null, number[]>();
  for (const row of changed) before.set(row.value, [...(before.get(row.value) ?? []), row.id]);
  return { set, before: [...before], after: [[value, changed.map(({ id }) => id)]] };
}
