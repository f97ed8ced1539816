import { type MergedPicture, MergeRecipe, type MergeRecord } from '@shared/domain/merge.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { jsonText, number, numbers, row, soundRows } from '../database/rows.ts';
import type { BlobInfo } from '../images/blobs.ts';
import { plainPicturesById } from '../images/image-rows.ts';
import { addResultImage } from '../images/images.ts';
import { truncateToMessageSize } from '../message-size.ts';
import { mergedName } from '../names.ts';

/** A merged picture whose file is in the store already. */
export interface NewMerge {
  readonly picture: BlobInfo;
  readonly rootId: number;
  readonly baseId: number;
  readonly leftId: number;
  readonly rightId: number;
  readonly recipe: MergeRecipe;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Adds a merged picture with its recipe, inside the caller's transaction. Returns its image id. */
export function addMerge(db: WriteDb, merge: NewMerge): number {
  const { picture, rootId, baseId, leftId, rightId, recipe, now } = merge;
  const place = number(db, 'SELECT count(*) FROM merges WHERE root_id = ?', rootId) ?? 0;
  const rootName = statement(db, 'SELECT name FROM images WHERE id = ?').pluck().get(rootId);
  const imageId = addResultImage(db, {
    ...picture,
    editId: null,
    name: mergedName(String(rootName ?? ''), picture.mime, place),
    parentId: leftId,
    rootId,
    now,
  });
  statement(
    db,
    `INSERT INTO merges (image_id, root_id, base_image_id, left_image_id, right_image_id, recipe, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(imageId, rootId, baseId, leftId, rightId, JSON.stringify(MergeRecipe.parse(recipe)), now);
  return imageId;
}

const MergeRow = z.object({
  id: z.int(),
  image_id: z.int(),
  base_image_id: z.int(),
  left_image_id: z.int(),
  right_image_id: z.int(),
  recipe: jsonText(MergeRecipe),
  created_at: z.number(),
});

/** A merged picture by its image id. Throws `Failure` (`not-found`). */
export function mergedPicture(db: ReadDb, imageId: number): MergedPicture {
  return found(db, row(db, MergeRow, 'SELECT * FROM merges WHERE image_id = ?', imageId));
}

/** The same by the id of the merge. */
export function mergeById(db: ReadDb, id: number): MergedPicture {
  return found(db, row(db, MergeRow, 'SELECT * FROM merges WHERE id = ?', id));
}

function found(db: ReadDb, merged: z.output<typeof MergeRow> | null): MergedPicture {
  const image = merged && plainPicturesById(db, [merged.image_id]).get(merged.image_id);
  if (!merged || !image) throw new Failure('not-found', { reason: 'picture-gone' });
  return { merge: mergeFromRow(merged), image };
}

/** Most merges of one tree that are listed. */
const MERGES_MAX = 200;

/** An undone or removed one is not in the tree, unless it has descendants. */
export const MERGES_OF_TREE_SQL = `SELECT merges.* FROM merges JOIN images ON images.id = merges.image_id
  WHERE merges.root_id = (SELECT root_id FROM images WHERE id = ?)
    AND (images.deleted_at IS NULL
      OR EXISTS (SELECT 1 FROM edits WHERE edits.source_image_id = images.id)
      OR EXISTS (SELECT 1 FROM merges AS later WHERE later.left_image_id = images.id)
      OR EXISTS (SELECT 1 FROM merges AS later WHERE later.right_image_id = images.id))
  ORDER BY merges.id DESC LIMIT ${MERGES_MAX}`;

/** The merged pictures of the tree that a picture belongs to, newest first, as many as fit into one message. */
export function listMerges(db: ReadDb, imageId: number): MergedPicture[] {
  const merges = soundRows(db, MergeRow, MERGES_OF_TREE_SQL, imageId).map(mergeFromRow);
  const pictures = plainPicturesById(
    db,
    merges.map((merge) => merge.imageId),
  );
  const shown = merges.flatMap((merge) => {
    const image = pictures.get(merge.imageId);
    return image ? [{ merge, image }] : [];
  });
  return truncateToMessageSize(shown);
}

/** Whether any of these pictures was made by a merge. Null: any in the library. */
export function hasMerges(db: ReadDb, imageIds: readonly number[] | null): boolean {
  return imageIds === null
    ? number(db, 'SELECT EXISTS (SELECT 1 FROM merges)') === 1
    : number(
        db,
        'SELECT EXISTS (SELECT 1 FROM merges WHERE image_id IN (SELECT value FROM json_each(?)))',
        JSON.stringify(imageIds),
      ) === 1;
}

export const ANCESTORS_SQL = `
  WITH RECURSIVE line(id) AS (
    VALUES (@imageId)
    UNION SELECT images.parent_id FROM line JOIN images ON images.id = line.id WHERE images.parent_id IS NOT NULL
    UNION SELECT merges.right_image_id FROM line JOIN merges ON merges.image_id = line.id)
  SELECT id FROM line`;

/** A picture and all that it was made from, through both parents of a merge; in no order. */
export function ancestorsOf(db: ReadDb, imageId: number): number[] {
  return numbers(db, ANCESTORS_SQL, { imageId });
}

/** Returns the nearest common ancestor, or null. A picture counts as its own ancestor. */
export function commonBase(db: ReadDb, leftId: number, rightId: number): number | null {
  const ofLeft = new Set(ancestorsOf(db, leftId));
  const shared = ancestorsOf(db, rightId).filter((id) => ofLeft.has(id));
  // A descendant has more ancestors than the picture it was made from.
  const depths = shared.map((id) => ({ id, depth: ancestorsOf(db, id).length }));
  return depths.sort((a, b) => b.depth - a.depth)[0]?.id ?? null;
}

function mergeFromRow(merged: z.output<typeof MergeRow>): MergeRecord {
  return {
    id: merged.id,
    imageId: merged.image_id,
    baseId: merged.base_image_id,
    leftId: merged.left_image_id,
    rightId: merged.right_image_id,
    recipe: merged.recipe,
    createdAt: merged.created_at,
  };
}
