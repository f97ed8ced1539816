import type { EditRequest, LocalParts } from '@shared/domain/edit.ts';
import type { Recipe } from '@shared/domain/export.ts';
import { Certificate, FinishRecipe, type FinishRecord } from '@shared/domain/finish.ts';
import type { ImageMime, ImageRecord } from '@shared/domain/image.ts';
import { MergeRecipe } from '@shared/domain/merge.ts';
import type { References } from '@shared/domain/reference.ts';
import { z } from 'zod';
import { type ReadDb, statement } from '../database/db.ts';
import { jsonText, number, row, rows } from '../database/rows.ts';
import { EditRow, editFromRow } from '../ledger/ledger-rows.ts';
import { IMAGE_COLUMNS, ImageRow, imageFromRow } from './images.ts';

/** Data of an image for an export. */
export interface ExportFacts {
  readonly image: ImageRecord;
  readonly rating: number;
  /** The edit that made it, or null for an imported image. */
  readonly edit:
    | (LocalParts & {
        readonly request: EditRequest;
        readonly source: { readonly name: string; readonly sha256: string };
        /** Pictures that were sent beside the source, in order. */
        readonly references: readonly { readonly name: string; readonly sha256: string }[];
        readonly at: number;
      })
    | null;
  /** How it was made from a raw result, or null for an image that isn't finished. */
  readonly finished:
    | (Pick<FinishRecord, 'recipe' | 'maskSha256' | 'certificate'> & { readonly rawSha256: string })
    | null;
  /** How it was made from two pictures, or null if it wasn't merged. */
  readonly merged: Recipe['merged'];
}

export const EXPORT_FACTS_SQL = `SELECT ${IMAGE_COLUMNS}, images.rating,
    edits.source_image_id, edits.source_sha256, edits.request, edits.reference_pictures,
    edits.prepare, edits.finish,
    edits.rerun_of, edits.created_at AS edited_at,
    (SELECT name FROM images AS sources WHERE sources.id = edits.source_image_id) AS source_name
  FROM images LEFT JOIN edits ON edits.id = images.edit_id
  WHERE images.id IN (SELECT value FROM json_each(?)) AND images.purged_at IS NULL`;

/** The edit columns are null for an imported image. */
const FactsRow = ImageRow.extend({
  rating: z.number(),
  ...EditRow.omit({ id: true, created_at: true, root_id: true }).partial().shape,
  source_image_id: z.number().nullable(),
  source_sha256: z.string().nullable(),
  request: z.string().nullable(),
  edited_at: z.number().nullable(),
  source_name: z.string().nullable(),
});
type FactsRow = z.output<typeof FactsRow>;

/** The edit columns of a result. */
const EditFacts = EditRow.extend({ source_name: z.string() });

/** Returns the images with these ids that are in the library or its trash, in this order. */
export function exportFacts(db: ReadDb, ids: readonly number[]): ExportFacts[] {
  const found = rows(db, FactsRow, EXPORT_FACTS_SQL, JSON.stringify(ids));
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [factsOf(db, row)] : [];
  });
}

export const COUNT_LONGER_SQL = `SELECT count(*) FROM images
  WHERE id IN (SELECT value FROM json_each(?)) AND purged_at IS NULL AND max(width, height) > ? AND mime <> ?`;

/** Returns how many of these images have an edge longer than `edge` pixels and another format than `mime`. */
export function countLonger(db: ReadDb, ids: readonly number[], edge: number, mime: ImageMime): number {
  return number(db, COUNT_LONGER_SQL, JSON.stringify(ids), edge, mime) ?? 0;
}

function factsOf(db: ReadDb, facts: FactsRow): ExportFacts {
  const image = imageFromRow(facts);
  const { rating } = facts;
  if (facts.edit_id === null)
    return { image, rating, edit: null, finished: null, merged: mergedFacts(db, image) };
  const parsed = EditFacts.parse({ ...facts, id: facts.edit_id, created_at: facts.edited_at });
  const { request, references, prepare, finish, createdAt } = editFromRow(parsed);
  const source = { name: parsed.source_name, sha256: parsed.source_sha256 };
  const edit = {
    request,
    references: namedReferences(db, references),
    prepare,
    finish,
    source,
    at: createdAt,
  };
  return { image, rating, edit, finished: finishedFacts(db, image), merged: null };
}

export const REFERENCE_NAME_SQL = 'SELECT name FROM images WHERE id = ?';

function namedReferences(db: ReadDb, references: References) {
  const nameOf = statement(db, REFERENCE_NAME_SQL).pluck();
  return references.map(({ imageId, sha256 }) => ({ name: String(nameOf.get(imageId) ?? ''), sha256 }));
}

export const FINISHED_FACTS_SQL = `SELECT raws.sha256 AS rawSha256, recipe, mask_sha256 AS maskSha256, certificate
  FROM finishes JOIN images AS raws ON raws.id = finishes.raw_image_id WHERE finishes.image_id = ?`;

const FinishedFacts = z.object({
  rawSha256: z.string(),
  recipe: jsonText(FinishRecipe),
  maskSha256: z.string(),
  certificate: jsonText(Certificate),
});

function finishedFacts(db: ReadDb, { id, finishOf }: ImageRecord): ExportFacts['finished'] {
  return finishOf === undefined ? null : row(db, FinishedFacts, FINISHED_FACTS_SQL, id);
}

export const MERGED_FACTS_SQL = `SELECT bases.sha256 AS baseSha256, lefts.sha256 AS leftSha256, rights.sha256 AS rightSha256, recipe
  FROM merges JOIN images AS bases ON bases.id = base_image_id JOIN images AS lefts ON lefts.id = left_image_id
    JOIN images AS rights ON rights.id = right_image_id
  WHERE merges.image_id = ?`;

const MergedFacts = z.object({
  baseSha256: z.string(),
  leftSha256: z.string(),
  rightSha256: z.string(),
  recipe: jsonText(MergeRecipe),
});

function mergedFacts(db: ReadDb, { id, mergeOf }: ImageRecord): ExportFacts['merged'] {
  return mergeOf === undefined ? null : row(db, MergedFacts, MERGED_FACTS_SQL, id);
}
