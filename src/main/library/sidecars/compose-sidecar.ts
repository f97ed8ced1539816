import type { ImageMime } from '@shared/domain/image.ts';
import { References } from '@shared/domain/reference.ts';
import { RunState } from '@shared/domain/run.ts';
import { WatchSchedule } from '@shared/domain/watch.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { jsonText, numbers, row, rows, texts } from '../database/rows.ts';
import { NotesText } from '../images/blobs.ts';
import {
  FrozenRequest,
  type ImageRef,
  SIDECAR_VERSION,
  type Sidecar,
  type SidecarBlob,
  type SidecarEdit,
  type SidecarError,
  type SidecarGhost,
  type SidecarImage,
  type SidecarRun,
} from './sidecar.ts';

/** Maximum number of purged images in one sidecar. */
const GHOSTS_MAX = 2000;

/** Returns everything the database knows about the images with these bytes, or null if there are none. */
export function composeSidecar(db: ReadDb, sha256: string): Sidecar | null {
  const blob = row(
    db,
    BlobRow,
    `SELECT ${BLOB_COLUMNS} FROM blobs WHERE sha256 = ? AND purged_at IS NULL`,
    sha256,
  );
  const images = rows(db, ImageRow, `${IMAGES_SQL} WHERE images.sha256 = ? ORDER BY images.id`, sha256);
  if (!blob || images.length === 0) return null;
  const { edits, ghosts } = around(db, sha256, images);
  return {
    format: 'reseed-picture',
    version: SIDECAR_VERSION,
    blob: blobOf(blob),
    images: images.map((each) => imageOf(db, each)),
    edits: [...edits].sort((a, b) => a - b).flatMap((id) => editOf(db, id) ?? []),
    ghosts: ghosts.map((each) => ghostOf(db, each)),
    prepared: preparedOf(db, sha256),
    masks: masksOf(db, sha256),
  };
}

/** Hashes of the sidecars that an image's changes affect: its own, and those of the files made from it. */
export const SIDECARS_OF_IMAGE_SQL = `
  WITH own(sha256) AS (SELECT sha256 FROM images WHERE id = ?)
  SELECT sha256 FROM own
  UNION SELECT prepared.sha256 FROM own JOIN prepared ON prepared.source_sha256 = own.sha256
  UNION SELECT masks.sha256 FROM own JOIN masks ON masks.source_sha256 = own.sha256`;

/**
 * Hashes of the sidecars that contain an edit: its results, or its source while it has none. If the source
 * was purged, the sidecars of the edit that made it.
 */
export const SIDECARS_OF_EDIT_SQL = `
  WITH RECURSIVE telling(id) AS (
    SELECT @id UNION SELECT sources.edit_id FROM telling
      JOIN edits ON edits.id = telling.id JOIN images AS sources ON sources.id = edits.source_image_id
      WHERE sources.purged_at IS NOT NULL AND sources.edit_id IS NOT NULL)
  SELECT sha256 FROM images WHERE edit_id IN telling AND purged_at IS NULL
  UNION SELECT source_sha256 FROM edits WHERE id IN telling`;

const BLOB_COLUMNS =
  'sha256, mime, bytes, width, height, notes, needs_display, display_checked, created_at, purged_at';
const BlobRow = z.object({
  sha256: z.string(),
  mime: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  notes: NotesText,
  needs_display: z.int(),
  display_checked: z.int(),
  created_at: z.number(),
  purged_at: z.number().nullable(),
});

function blobOf(found: z.infer<typeof BlobRow>): SidecarBlob {
  const { sha256, mime, bytes, width, height, notes, needs_display, display_checked, created_at } = found;
  return {
    sha256,
    mime: mime as ImageMime,
    bytes,
    width,
    height,
    notes: notes ? [...notes] : [],
    needsDisplay: display_checked === 1 ? needs_display === 1 : null,
    createdAt: created_at,
    purgedAt: found.purged_at,
  };
}

export function blobBy(db: ReadDb, sha256: string): SidecarBlob | null {
  const found = row(db, BlobRow, `SELECT ${BLOB_COLUMNS} FROM blobs WHERE sha256 = ?`, sha256);
  return found && blobOf(found);
}

const Prepared = z.object({ prepare: z.string(), sha256: z.string() });

function preparedOf(db: ReadDb, sha256: string): Sidecar['prepared'] {
  const sql = 'SELECT prepare, sha256 FROM prepared WHERE source_sha256 = ? ORDER BY prepare';
  return rows(db, Prepared, sql, sha256).flatMap(({ prepare, sha256: made }) => {
    const blob = blobBy(db, made);
    return blob ? [{ prepare, blob }] : [];
  });
}

const Mask = z.object({ sha256: z.string(), created_at: z.number(), used_at: z.number().nullable() });

function masksOf(db: ReadDb, sha256: string): Sidecar['masks'] {
  const sql = 'SELECT sha256, created_at, used_at FROM masks WHERE source_sha256 = ? ORDER BY sha256';
  return rows(db, Mask, sql, sha256).flatMap(({ sha256: mask, created_at, used_at }) => {
    const blob = blobBy(db, mask);
    return blob ? [{ blob, createdAt: created_at, usedAt: used_at }] : [];
  });
}

const IMAGES_SQL = `
  SELECT images.id, images.sha256, images.name, images.origin, images.created_at, images.deleted_at, images.purged_at,
    images.edit_id, edits.created_at AS edit_at, images.rating, images.favourite,
    images.parent_id, parents.sha256 AS parent_sha256, images.root_id, roots.sha256 AS root_sha256,
    results.id AS result_id, results.run_id, results.ordinal, results.verdict, results.ssim, results.changed_share,
    results.against_image_id, against.sha256 AS against_sha256, results.finish_code, results.finish_reason,
    results.finish_params, results.finish_quote, results.finish_tries
  FROM images
  LEFT JOIN edits ON edits.id = images.edit_id
  LEFT JOIN images AS parents ON parents.id = images.parent_id
  LEFT JOIN images AS roots ON roots.id = images.root_id
  LEFT JOIN results ON results.image_id = images.id
  LEFT JOIN images AS against ON against.id = results.against_image_id`;

const ImageRow = z.object({
  id: z.int(),
  sha256: z.string(),
  name: z.string(),
  origin: z.enum(['import', 'result']),
  created_at: z.number(),
  deleted_at: z.number().nullable(),
  purged_at: z.number().nullable(),
  edit_id: z.int().nullable(),
  edit_at: z.number().nullable(),
  rating: z.int(),
  favourite: z.int(),
  parent_id: z.int().nullable(),
  parent_sha256: z.string().nullable(),
  root_id: z.int(),
  root_sha256: z.string().nullable(),
  result_id: z.int().nullable(),
  run_id: z.int().nullable(),
  ordinal: z.int().nullable(),
  verdict: z.string().nullable(),
  ssim: z.number().nullable(),
  changed_share: z.number().nullable(),
  against_image_id: z.int().nullable(),
  against_sha256: z.string().nullable(),
  finish_code: z.string().nullable(),
  finish_reason: z.string().nullable(),
  finish_params: jsonText(z.json()).nullable(),
  finish_quote: z.string().nullable(),
  finish_tries: z.int().nullable(),
});
type ImageRow = z.infer<typeof ImageRow>;

const Snapshot = z.object({ id: z.int(), name: z.string(), createdAt: z.number() });

function imageOf(db: ReadDb, found: ImageRow): SidecarImage {
  const { id, name, origin } = found;
  const names = (members: string, owners: string, column: string) =>
    texts(
      db,
      `SELECT name FROM ${members} JOIN ${owners} ON ${owners}.id = ${column} WHERE image_id = ? ORDER BY key`,
      id,
    );
  return {
    id,
    name,
    origin,
    createdAt: found.created_at,
    deletedAt: found.deleted_at,
    purgedAt: found.purged_at,
    parent: reference(found.parent_id, found.parent_sha256),
    root: reference(found.root_id, found.root_sha256) ?? { id, sha256: found.sha256 },
    edit:
      found.edit_id === null || found.edit_at === null
        ? null
        : { id: found.edit_id, createdAt: found.edit_at },
    result: resultOf(found),
    finish: finishOf(db, id),
    ...mergeOf(db, id),
    rating: found.rating as SidecarImage['rating'],
    favorite: found.favourite === 1,
    tags: names('image_tags', 'tags', 'tag_id'),
    collections: names('collection_images', 'collections', 'collection_id'),
    snapshots: rows(
      db,
      Snapshot,
      'SELECT id, name, created_at AS createdAt FROM snapshots WHERE image_id = ? ORDER BY id',
      id,
    ),
  };
}

function resultOf(found: ImageRow): SidecarImage['result'] {
  if (found.result_id === null || found.run_id === null || found.ordinal === null) return null;
  const kind = found.verdict as NonNullable<NonNullable<SidecarImage['result']>['verdict']>['kind'] | null;
  return {
    id: found.result_id,
    runId: found.run_id,
    ordinal: found.ordinal,
    verdict: kind && {
      kind,
      ssim: found.ssim ?? 0,
      changedShare: found.changed_share ?? 0,
      against: reference(found.against_image_id, found.against_sha256),
    },
    finishError: errorOf(found.finish_code, found.finish_reason, found.finish_params, found.finish_quote),
    finishTries: found.finish_tries ?? 0,
  };
}

function errorOf(
  code: string | null,
  reason: string | null,
  params: SidecarError['params'],
  quote: string | null,
): SidecarError | null {
  return code === null ? null : { code, reason, params, quote };
}

const FinishRow = z.object({
  id: z.int(),
  raw_image_id: z.int(),
  raw_sha256: z.string(),
  recipe: jsonText(z.json()),
  mask_sha256: z.string(),
  certificate: jsonText(z.json()),
  created_at: z.number(),
});

function finishOf(db: ReadDb, imageId: number): SidecarImage['finish'] {
  const found = row(
    db,
    FinishRow,
    `SELECT finishes.id, raw_image_id, images.sha256 AS raw_sha256, recipe, mask_sha256, certificate, finishes.created_at
     FROM finishes JOIN images ON images.id = raw_image_id WHERE image_id = ?`,
    imageId,
  );
  const mask = found && blobBy(db, found.mask_sha256);
  return (
    mask && {
      id: found.id,
      raw: { id: found.raw_image_id, sha256: found.raw_sha256 },
      recipe: found.recipe,
      mask,
      certificate: found.certificate,
      createdAt: found.created_at,
    }
  );
}

const MergeRow = z.object({
  id: z.int(),
  base_image_id: z.int(),
  base_sha256: z.string(),
  left_image_id: z.int(),
  left_sha256: z.string(),
  right_image_id: z.int(),
  right_sha256: z.string(),
  recipe: jsonText(z.json()),
  created_at: z.number(),
});

function mergeOf(db: ReadDb, imageId: number): Pick<SidecarImage, 'merge'> {
  const found = row(
    db,
    MergeRow,
    `SELECT merges.id, base_image_id, bases.sha256 AS base_sha256, left_image_id, lefts.sha256 AS left_sha256,
       right_image_id, rights.sha256 AS right_sha256, recipe, merges.created_at
     FROM merges JOIN images AS bases ON bases.id = base_image_id JOIN images AS lefts ON lefts.id = left_image_id
       JOIN images AS rights ON rights.id = right_image_id
     WHERE image_id = ?`,
    imageId,
  );
  if (!found) return {};
  return {
    merge: {
      id: found.id,
      base: { id: found.base_image_id, sha256: found.base_sha256 },
      left: { id: found.left_image_id, sha256: found.left_sha256 },
      right: { id: found.right_image_id, sha256: found.right_sha256 },
      recipe: found.recipe,
      createdAt: found.created_at,
    },
  };
}

function reference(id: number | null, sha256: string | null): ImageRef | null {
  return id === null || sha256 === null ? null : { id, sha256 };
}

/** Records in a sidecar besides its own images. */
interface Around {
  readonly edits: ReadonlySet<number>;
  readonly ghosts: readonly ImageRow[];
}

/**
 * The history around the images: the edits that made them, their edits without results, and purged images,
 * which have no sidecar of their own. Upward it includes ancestors up to the first that still exists, and purged
 * reference pictures of the edits. Downward it includes the purged results of these edits and their descendants,
 * down to images that exist and have their own sidecar.
 */
function around(db: ReadDb, sha256: string, images: readonly ImageRow[]): Around {
  const edits = new Set<number>();
  const ghosts = new Map<number, ImageRow>();
  const purged = (condition: string, id: number) => {
    const found = rows(
      db,
      ImageRow,
      `${IMAGES_SQL} WHERE ${condition} = ? AND images.purged_at IS NOT NULL`,
      id,
    );
    const fresh = found.filter((each) => !ghosts.has(each.id)).slice(0, GHOSTS_MAX - ghosts.size);
    for (const each of fresh) ghosts.set(each.id, each);
    return fresh;
  };
  const addDownward = (first: readonly number[]) => {
    const open = [...first];
    for (let edit = open.pop(); edit !== undefined; edit = open.pop()) {
      if (edits.has(edit)) continue;
      edits.add(edit);
      for (const { id } of purged('images.edit_id', edit))
        open.push(...numbers(db, withoutResultSql('source_image_id'), id));
    }
  };
  addDownward([
    ...images.flatMap(({ edit_id }) => edit_id ?? []),
    ...numbers(db, withoutResultSql('source_sha256'), sha256),
  ]);
  const open = [
    ...images.flatMap((image) => parentsOf(db, image)),
    ...[...edits].flatMap((edit) => referencesOf(db, edit)),
  ];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop())
    for (const ghost of purged('images.id', parent)) {
      if (ghost.edit_id !== null && !edits.has(ghost.edit_id)) {
        edits.add(ghost.edit_id);
        open.push(...referencesOf(db, ghost.edit_id));
      }
      open.push(...parentsOf(db, ghost));
    }
  return { edits, ghosts: [...ghosts.values()].sort((a, b) => a.id - b.id) };
}

function referencesOf(db: ReadDb, editId: number): number[] {
  return numbers(db, 'SELECT image_id FROM edit_references WHERE edit_id = ?', editId);
}

/** The pictures that a picture was made from: one by an edit, up to three by a merge. */
function parentsOf(db: ReadDb, { id, parent_id }: ImageRow): number[] {
  const merged = mergeOf(db, id).merge;
  if (merged) return [merged.base.id, merged.left.id, merged.right.id];
  return parent_id === null ? [] : [parent_id];
}

function ghostOf(db: ReadDb, found: ImageRow): SidecarGhost {
  const blob = blobBy(db, found.sha256);
  if (!blob) throw new Error('a picture has a blob');
  return { blob, image: imageOf(db, found) };
}

const EditRow = z.object({
  id: z.int(),
  created_at: z.number(),
  source_image_id: z.int(),
  source_sha256: z.string(),
  root_id: z.int(),
  root_sha256: z.string().nullable(),
  request: jsonText(FrozenRequest),
  reference_pictures: jsonText(References).nullable(),
  prepare: jsonText(z.json()).nullable(),
  finish: jsonText(z.json()).nullable(),
  rerun_of: z.int().nullable(),
  rerun_at: z.number().nullable(),
  note: z.string().nullable(),
  branch: z.string().nullable(),
});

const EDIT_SQL = `
  SELECT edits.id, edits.created_at, edits.source_image_id, edits.source_sha256, edits.root_id, roots.sha256 AS root_sha256,
    edits.request, edits.reference_pictures, edits.prepare, edits.finish, edits.rerun_of, reruns.created_at AS rerun_at, edits.note, edits.branch
  FROM edits LEFT JOIN images AS roots ON roots.id = edits.root_id LEFT JOIN edits AS reruns ON reruns.id = edits.rerun_of
  WHERE edits.id = ?`;

/** Edits of these bytes or this image without a remaining result whose sidecar would contain them. */
const withoutResultSql = (column: 'source_sha256' | 'source_image_id') => `
  SELECT id FROM edits WHERE ${column} = ?
    AND NOT EXISTS (SELECT 1 FROM images WHERE images.edit_id = edits.id AND images.purged_at IS NULL)`;

function editOf(db: ReadDb, id: number): SidecarEdit | null {
  const found = row(db, EditRow, EDIT_SQL, id);
  if (!found) return null;
  const { request, reference_pictures: references, prepare, finish, note, branch } = found;
  const source = { id: found.source_image_id, sha256: found.source_sha256 };
  const watch = row(db, WatchRow, 'SELECT schedule, since FROM watches WHERE edit_id = ?', id);
  return {
    id,
    createdAt: found.created_at,
    source,
    root: reference(found.root_id, found.root_sha256) ?? source,
    request,
    ...(references && { references: references.map(({ imageId, sha256 }) => ({ id: imageId, sha256 })) }),
    prepare,
    finish,
    rerunOf:
      found.rerun_of === null || found.rerun_at === null
        ? null
        : { id: found.rerun_of, createdAt: found.rerun_at },
    note,
    branch,
    ...(watch && { watch }),
    runs: rows(db, RunRow, 'SELECT * FROM runs WHERE edit_id = ? ORDER BY id', id).map((run) =>
      runOf(db, run),
    ),
  };
}

const WatchRow = z.object({ schedule: WatchSchedule, since: z.number() });

const RunRow = z.object({
  id: z.int(),
  engine: z.string(),
  state: RunState,
  position: z.number(),
  queued_at: z.number(),
  started_at: z.number().nullable(),
  finished_at: z.number().nullable(),
  cleared_at: z.number().nullable(),
  remote_id: z.string().nullable(),
  error_code: z.string().nullable(),
  error_reason: z.string().nullable(),
  error_params: jsonText(z.json()).nullable(),
  error_quote: z.string().nullable(),
  charged: z.enum(['no', 'yes', 'unknown']),
  receipt: jsonText(z.json()),
});
const EventRow = z.object({ state: RunState, at: z.number() });

function runOf(db: ReadDb, found: z.infer<typeof RunRow>): SidecarRun {
  const { id, engine, state, position, charged, receipt } = found;
  return {
    id,
    engine,
    state,
    position,
    queuedAt: found.queued_at,
    startedAt: found.started_at,
    finishedAt: found.finished_at,
    clearedAt: found.cleared_at,
    remoteId: found.remote_id,
    error: errorOf(found.error_code, found.error_reason, found.error_params, found.error_quote),
    charged,
    receipt,
    events: rows(db, EventRow, 'SELECT state, at FROM run_events WHERE run_id = ? ORDER BY id', id),
  };
}
