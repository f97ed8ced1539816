import type { Picture, WorkState } from '@shared/domain/library-query.ts';
import { type ReadDb, statement } from '../database/db.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from './images.ts';

export const PICTURES_SQL = `SELECT ${IMAGE_COLUMNS}, images.rating, images.favourite, images.work,
    coalesce((SELECT live FROM copies WHERE copies.sha256 = images.sha256), 1) AS copies
  FROM images WHERE images.id IN (SELECT value FROM json_each(?))`;

type PictureRow = ImageRow & { rating: number; favourite: number; copies: number; work: WorkState | null };

/** The pictures with these ids that exist, in this order, as lists show them. */
export function picturesById(db: ReadDb, ids: readonly number[]): Picture[] {
  const rows = statement(db, PICTURES_SQL).all(JSON.stringify(ids)) as PictureRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { rating, favourite, copies, work } = row;
    return [{ ...imageFromRow(row), rating, favourite: favourite === 1, copies, work }];
  });
}
