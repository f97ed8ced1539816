import { LibraryQuery, type SavedSearch } from '@shared/domain/organise.ts';
import { type ReadDb, statement } from './db.ts';
import type { Change, NamedRow } from './journal-change.ts';
import { ensureNameIsFree, nextId, rowById } from './labels.ts';
import { labelKey } from './names.ts';

/** Most saved searches that are listed. */
export const SEARCHES_MAX = 200;

export const SAVED_SEARCHES_SQL = `SELECT id, name, query FROM saved_searches ORDER BY key LIMIT ${SEARCHES_MAX}`;

/** All saved searches by name; one that this version cannot read is left out, and stays in the library. */
export function listSearches(db: ReadDb): SavedSearch[] {
  const rows = statement(db, SAVED_SEARCHES_SQL).all() as { id: number; name: string; query: string }[];
  return rows.flatMap(({ id, name, query }) => {
    const read = readQuery(query);
    return read ? [{ id, name, query: read }] : [];
  });
}

function readQuery(json: string): LibraryQuery | null {
  try {
    return LibraryQuery.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** Inside the transaction that carries it out. Throws `bad-request` when the name is taken. */
export function newSearch(
  db: ReadDb,
  name: string,
  query: LibraryQuery,
): { readonly id: number; readonly change: Change } {
  ensureNameIsFree(db, 'saved_searches', name, null);
  const id = nextId(db, 'saved_searches');
  const after: NamedRow = { id, name, key: labelKey(name), query: JSON.stringify(query) };
  return { id, change: { row: 'saved_searches', before: null, after } };
}

/** Null when nothing changes. Throws `not-found`, or `bad-request` when the name is taken. */
export function changeSearch(
  db: ReadDb,
  id: number,
  to: { readonly name?: string | undefined; readonly query?: LibraryQuery | undefined },
): Change | null {
  const before = rowById(db, 'saved_searches', id);
  const name = to.name ?? before.name;
  ensureNameIsFree(db, 'saved_searches', name, id);
  const query = to.query ? JSON.stringify(to.query) : before.query;
  return before.name === name && before.query === query
    ? null
    : { row: 'saved_searches', before, after: { ...before, name, key: labelKey(name), query } };
}

/** Throws `not-found`. */
export function deleteSearch(db: ReadDb, id: number): Change {
  return { row: 'saved_searches', before: rowById(db, 'saved_searches', id), after: null };
}
