import type { EditRequest } from '@shared/domain/edit.ts';
import type { ImageMime, ImageRecord } from '@shared/domain/image.ts';
import { type ReadDb, statement } from '../database/db.ts';
import { type EditRow, editFromRow } from '../ledger/ledger-rows.ts';
import { IMAGE_COLUMNS, type ImageRow, imageFromRow } from './images.ts';

/** What is to be known of a picture that is saved outside the library. */
export interface ExportFacts {
  readonly image: ImageRecord;
  readonly rating: number;
  /** The edit that made it; null for an imported picture. */
  readonly edit: {
    readonly request: EditRequest;
    readonly source: { readonly name: string; readonly sha256: string };
    readonly at: number;
  } | null;
}

export const EXPORT_FACTS_SQL = `SELECT ${IMAGE_COLUMNS}, images.rating,
    edits.source_image_id, edits.source_sha256, edits.request, edits.prepare, edits.finish,
    edits.rerun_of, edits.created_at AS edited_at,
    (SELECT name FROM images AS sources WHERE sources.id = edits.source_image_id) AS source_name
  FROM images LEFT JOIN edits ON edits.id = images.edit_id
  WHERE images.id IN (SELECT value FROM json_each(?)) AND images.purged_at IS NULL`;

type FactsRow = ImageRow &
  Omit<EditRow, 'id'> & { readonly rating: number; readonly edited_at: number; readonly source_name: string };

/** The pictures with these ids that are in the library or its trash, in this order. */
export function exportFacts(db: ReadDb, ids: readonly number[]): ExportFacts[] {
  const rows = statement(db, EXPORT_FACTS_SQL).all(JSON.stringify(ids)) as FactsRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [factsOf(row)] : [];
  });
}

export const COUNT_LONGER_SQL = `SELECT count(*) FROM images
  WHERE id IN (SELECT value FROM json_each(?)) AND purged_at IS NULL AND max(width, height) > ? AND mime <> ?`;

/** How many of these pictures have an edge longer than `edge` pixels and another format than `mime`. */
export function countLonger(db: ReadDb, ids: readonly number[], edge: number, mime: ImageMime): number {
  return statement(db, COUNT_LONGER_SQL).pluck().get(JSON.stringify(ids), edge, mime) as number;
}

function factsOf(row: FactsRow): ExportFacts {
  const image = imageFromRow(row);
  if (row.edit_id === null) return { image, rating: row.rating, edit: null };
  const { request, createdAt } = editFromRow({ ...row, id: row.edit_id, created_at: row.edited_at });
  const source = { name: row.source_name, sha256: row.source_sha256 };
  return { image, rating: row.rating, edit: { request, source, at: createdAt } };
}
