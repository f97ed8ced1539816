import type { SavedSearch } from '@shared/domain/facets.ts';
import { LibraryQuery } from '@shared/domain/library-query.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { jsonText } from '../database/rows.ts';
import type { Change, NamedRow } from '../journal/journal-change.ts';
import { ensureNameIsFree, nextId, rowById, rowsAfterName } from '../labels/labels.ts';
import { truncateToMessageSize } from '../message-size.ts';
import { labelKey } from '../names.ts';

/** Maximum number of saved searches in one answer. */
const PAGE_ROWS = 200;

/** The query is null if this version can't read it. Its name still determines the start of the next page. */
const SearchRow = z.object({
  id: z.int(),
  name: z.string(),
  query: jsonText(LibraryQuery).nullable().catch(null),
});

/** Saved searches by name, after a name. Those this version can't read are left out but stay in the library. */
export function listSearches(
  db: ReadDb,
  after: string | null,
): { readonly searches: SavedSearch[]; readonly next: string | null } {
  const found = rowsAfterName(db, SearchRow, 'saved_searches', 'id, name, query', after, PAGE_ROWS + 1);
  const rows = truncateToMessageSize(found.slice(0, PAGE_ROWS));
  return {
    searches: rows.flatMap(({ query, ...row }) => (query ? [{ ...row, query }] : [])),
    next: rows.length < found.length ? (rows.at(-1)?.name ?? null) : null,
  };
}

/** Call it inside the transaction that applies the change. Throws `bad-request` if the name is in use. */
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

/** Returns null if nothing changes. Throws `not-found`, or `bad-request` if the name is in use. */
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
