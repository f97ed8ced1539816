import { LabelWithCount } from '@shared/domain/facets.ts';
import type { ReadDb } from '../database/db.ts';
import { soundRows } from '../database/rows.ts';
import type { Change, NamedRow } from '../journal/journal-change.ts';
import { labelKey } from '../names.ts';
import { idsByName, namesBeginning, nextId, rowById, rowByName } from './labels.ts';
import { additions, removals } from './members.ts';

/** Number of tags with the same prefix that are considered for the most used ones. */
const LOOKED_AT = 500;

export const TAGS_OF_IMAGE_SQL = `SELECT tags.id, tags.name, tags.live FROM image_tags
  CROSS JOIN tags ON tags.id = image_tags.tag_id WHERE image_tags.image_id = ?`;

/** Tags whose name has this prefix, most used first. */
export function completeTag(db: ReadDb, beginning: string, limit: number): LabelWithCount[] {
  const found = namesBeginning(db, 'tags', beginning, LOOKED_AT);
  return found.sort((a, b) => b.live - a.live).slice(0, limit);
}

/** The tags of an image, by name. */
export function tagsOf(db: ReadDb, imageId: number): LabelWithCount[] {
  const tags = soundRows(db, LabelWithCount, TAGS_OF_IMAGE_SQL, imageId);
  return tags.sort((a, b) => a.name.localeCompare(b.name));
}

/** Ids of the tags that `tag:` matches in a search. */
export function tagsByName(db: ReadDb, name: string, beginning: boolean): number[] {
  return idsByName(db, 'tags', name, beginning);
}

/**
 * Returns the tag with this name, and the change that creates it if needed. Call it inside the transaction
 * that applies the change.
 */
export function ensureTag(db: ReadDb, name: string): { readonly id: number; readonly change: Change | null } {
  const known = rowByName(db, 'tags', name);
  if (known) return { id: known.id, change: null };
  const after: NamedRow = { id: nextId(db, 'tags'), name, key: labelKey(name) };
  return { id: after.id, change: { row: 'tags', before: null, after } };
}

/** Adds a tag to images. */
export function tagPictures(db: ReadDb, tag: number, ids: readonly number[]): Change | null {
  return additions(db, 'image_tags', tag, ids);
}

/** Removes a tag from images, or from all if null. */
export function untagPictures(db: ReadDb, tag: number, ids: readonly number[] | null): Change | null {
  return removals(db, 'image_tags', tag, ids);
}

/** Renames a tag to an unused name. See `mergeTag` for a name in use. */
export function renameTag(db: ReadDb, id: number, name: string): Change | null {
  const before = rowById(db, 'tags', id);
  return before.name === name ? null : { row: 'tags', before, after: { id, name, key: labelKey(name) } };
}

/** Deletes a tag whose images have been moved. */
export function dropTag(db: ReadDb, id: number): Change {
  return { row: 'tags', before: rowById(db, 'tags', id), after: null };
}
