import { LabelWithCount } from '@shared/domain/facets.ts';
import type { ReadDb } from '../database/db.ts';
import type { Change, NamedRow } from '../journal/journal-change.ts';
import { truncateToMessageSize } from '../message-size.ts';
import { labelKey } from '../names.ts';
import { ensureNameIsFree, idsByName, nextId, rowById, rowsAfterName } from './labels.ts';
import { additions, removals } from './members.ts';

/** Maximum number of collections in one answer. */
const PAGE_ROWS = 500;

/** Collections by name, after a name. An image can be in any number of them without copies. */
export function listCollections(
  db: ReadDb,
  after: string | null,
): { readonly collections: LabelWithCount[]; readonly next: string | null } {
  const found = rowsAfterName(db, LabelWithCount, 'collections', 'id, name, live', after, PAGE_ROWS + 1);
  const collections = truncateToMessageSize(found.slice(0, PAGE_ROWS));
  return { collections, next: collections.length < found.length ? (collections.at(-1)?.name ?? null) : null };
}

/** Ids of the collections that `in:` matches in a search. */
export function collectionsByName(db: ReadDb, name: string, beginning: boolean): number[] {
  return idsByName(db, 'collections', name, beginning);
}

/**
 * Returns the change that creates a collection. Call it inside the transaction that applies the change.
 * Throws `bad-request` if the name is in use.
 */
export function newCollection(db: ReadDb, name: string): { readonly id: number; readonly change: Change } {
  ensureNameIsFree(db, 'collections', name, null);
  const after: NamedRow = { id: nextId(db, 'collections'), name, key: labelKey(name) };
  return { id: after.id, change: { row: 'collections', before: null, after } };
}

/** Throws `not-found`, or `bad-request` if the name is in use. */
export function renameCollection(db: ReadDb, id: number, name: string): Change | null {
  const before = rowById(db, 'collections', id);
  ensureNameIsFree(db, 'collections', name, id);
  return before.name === name
    ? null
    : { row: 'collections', before, after: { id, name, key: labelKey(name) } };
}

/** Empties and deletes a collection. Its images stay in the library. Throws `not-found`. */
export function deleteCollection(db: ReadDb, id: number): (Change | null)[] {
  const before = rowById(db, 'collections', id);
  return [removals(db, 'collection_images', id, null), { row: 'collections', before, after: null }];
}

/** Throws `not-found` if there is no such collection. */
export function collect(db: ReadDb, id: number, pictures: readonly number[]): Change | null {
  rowById(db, 'collections', id);
  return additions(db, 'collection_images', id, pictures);
}

export function uncollect(db: ReadDb, id: number, pictures: readonly number[]): Change | null {
  return removals(db, 'collection_images', id, pictures);
}
