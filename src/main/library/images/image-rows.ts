import type { LibraryImage, RevisedImage } from '@shared/domain/library-query.ts';
import { Rating, WorkState } from '@shared/domain/library-query.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { CHANGES, revisionFrom, revisionOf } from '../database/revision.ts';
import { soundRows } from '../database/rows.ts';
import { truncateToMessageSize } from '../message-size.ts';
import { IMAGE_COLUMNS, ImageRow, imageFromRow } from './images.ts';

export const IMAGES_SQL = `SELECT ${IMAGE_COLUMNS}, images.rating, images.favourite, images.work,
    coalesce((SELECT live FROM copies WHERE copies.sha256 = images.sha256), 1) AS copies,
    ${CHANGES} AS changes
  FROM images WHERE images.id IN (SELECT value FROM json_each(?))`;

const PictureRow = ImageRow.extend({
  rating: Rating,
  favourite: z.int(),
  copies: z.int().positive(),
  work: WorkState.nullable(),
  changes: z.int(),
});

/** Returns the existing images with these ids, in this order, for lists. A damaged row is skipped and logged. */
export function imageRowsByIds(db: ReadDb, ids: readonly number[]): RevisedImage[] {
  const found = soundRows(db, PictureRow, IMAGES_SQL, JSON.stringify(ids));
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { rating, favourite, copies, work } = row;
    const revision = revisionFrom(db, row.changes);
    return [{ ...imageFromRow(row), rating, favourite: favourite === 1, copies, work, revision }];
  });
}

/** Returns images by id, for records without their own revision. */
export function plainPicturesById(db: ReadDb, ids: readonly number[]): ReadonlyMap<number, LibraryImage> {
  return new Map(imageRowsByIds(db, ids).map(({ revision, ...picture }) => [picture.id, picture]));
}

/** Returns the images with these ids that fit into one message, and the ids without an image as of `revision`. */
export function findImageRows(
  db: ReadDb,
  ids: readonly number[],
): { readonly pictures: RevisedImage[]; readonly gone: number[]; readonly revision: number } {
  const found = imageRowsByIds(db, ids);
  const there = new Set(found.map(({ id }) => id));
  return {
    pictures: truncateToMessageSize(found),
    gone: ids.filter((id) => !there.has(id)),
    revision: revisionOf(db),
  };
}
