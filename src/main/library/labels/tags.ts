import { LabelWithCount } from '@shared/domain/facets.ts';
import type { ReadDb } from '../database/db.ts';
import { soundRows } from '../database/rows.ts';
import type { Change, NamedRow } from '../journal/journal-change.ts';
import { labelKey } from '../names.ts';
import { idsByName, namesBeginning, nextId, rowById, rowByName } from './labels.ts';
import { additions, removals } from './members.ts';

/** How many tags with the same beginning are looked at for the most used ones. */
const LOOKED_AT = 500;

export const TAGS_OF_IMAGE_SQL = `SELECT tags.id, tags.name, tags.live FROM image_tags
  CROSS JOIN tags ON tags.id = image_tags.tag_id WHERE image_tags.image_id = ?`;

/** Tags whose name begins so, the most used first. */
export function completeTag(db: ReadDb, beginning: string, limit: number): LabelWithCount[] {
  const found = namesBeginning(db, 'tags', beginning, LOOKED_AT);
  return found.sort((a, b) => b.live - a.live).slice(0, limit);
}

/** The tags of a picture by name. */
export function tagsOf(db: ReadDb, imageId: number): LabelWithCount[] {
  const tags = soundRows(db, LabelWithCount, TAGS_OF_IMAGE_SQL, imageId);
  return tags.sort((a, b) => a.name.localeCompare(b.name));
}

/** Ids of the tags that `tag:` in a search means. */
export function tagsByName(db: ReadDb, name: string, beginning: boolean): number[] {
  return idsByName(db, 'tags', name, beginning);
}

/** The tag of this name, and the change that makes it when there is none. Inside the transaction that carries it out. */
export function ensureTag(db: ReadDb, name: string): { readonly id: number; readonly change: Change | null } {
  const known = rowByName(db, 'tags', name);
  if (known) return { id: known.id, change: null };
  const after: NamedRow = { id: nextId(db, 'tags'), name, key: labelKey(name) };
  return { id: after.id, change: { row: 'tags', before: null, after } };
}

/** Puts a tag on pictures. */
export function tagPictures(db: ReadDb, tag: number, ids: readonly number[]): Change | null {
  return additions(db, 'image_tags', tag, ids);
}

/** Takes a tag off pictures; off all that have it when null. */
export function untagPictures(db: ReadDb, tag: number, ids: readonly number[] | null): Change | null {
  return removals(db, 'image_tags', tag, ids);
}

/** Gives a tag another name, which no other tag has; see `mergeTag` for one that has it. */
export function renameTag(db: ReadDb, id: number, name: string): Change | null {
  const before = rowById(db, 'tags', id);
  return before.name === name ? null : { row: 'tags', before, after: { id, name, key: labelKey(name) } };
}

/** What is left to do with a tag whose pictures have been moved: it goes. */
export function dropTag(db: ReadDb, id: number): Change {
  return { row: 'tags', before: rowById(db, 'tags', id), after: null };
}
