import { monthName } from '@shared/local-day.ts';
import { statement, type WriteDb } from '../database/db.ts';
import { REPLACE_PURGED } from '../images/blobs.ts';
import { referencesColumn } from '../ledger/references.ts';
import { reindexTag } from '../lists/search.ts';
import { labelKey, nameKey } from '../names.ts';
import type { IdPlan } from './id-plan.ts';
import {
  type ImageRef,
  RequestParts,
  type Sidecar,
  type SidecarBlob,
  type SidecarEdit,
  type SidecarError,
  type SidecarImage,
  type SidecarRun,
} from './sidecar.ts';

/** Ids of the rows that sidecars added. */
export interface AddedRecords {
  readonly images: number[];
  readonly edits: number[];
  readonly runs: number[];
}

/**
 * Adds a sidecar's records to a database, as far as the plan takes them from it. Runs inside the caller's
 * transaction, in which foreign keys are deferred to the end. The caller updates search and work states.
 */
export function addSidecar(db: WriteDb, plan: IdPlan, sidecar: Sidecar, now: number): AddedRecords {
  const { blob, images, ghosts, edits } = sidecar;
  const added: AddedRecords = { images: [], edits: [], runs: [] };
  addBlob(db, blob);
  for (const image of images) {
    const ref = { id: image.id, sha256: blob.sha256 };
    if (plan.addsImage(ref, blob.sha256)) added.images.push(addImage(db, plan, blob, image, now));
    else if (returnPurged(db, plan.image(ref), image)) added.images.push(image.id);
  }
  for (const { blob: gone, image } of ghosts) {
    if (!plan.addsImage({ id: image.id, sha256: gone.sha256 }, blob.sha256)) continue;
    addBlob(db, gone);
    added.images.push(addImage(db, plan, gone, image, now));
  }
  for (const edit of edits) {
    if (plan.addsEdit(edit, blob.sha256)) added.edits.push(addEdit(db, plan, edit, now));
    for (const run of edit.runs)
      if (plan.addsRun(edit, run.id, blob.sha256)) added.runs.push(addRun(db, plan, edit, run));
      else if (endRun(db, plan.run(edit, run.id), run)) added.runs.push(run.id);
  }
  for (const { prepare, blob: made } of sidecar.prepared) {
    addBlob(db, made);
    addPrepared(db, blob.sha256, prepare, made.sha256);
  }
  for (const { blob: mask, createdAt, usedAt } of sidecar.masks) {
    addBlob(db, mask);
    addMask(db, blob.sha256, mask.sha256, { createdAt, usedAt });
  }
  return added;
}

/** Restores a picture that was permanently deleted and whose file is back. Returns whether it was. */
function returnPurged(db: WriteDb, id: number | null, { deletedAt }: SidecarImage): boolean {
  const sql = 'UPDATE images SET purged_at = NULL, deleted_at = ? WHERE id = ? AND purged_at IS NOT NULL';
  return statement(db, sql).run(deletedAt, id).changes > 0;
}

/**
 * Ends a run that was active when the database was copied, if a sidecar has its outcome. Returns whether it
 * did.
 */
function endRun(db: WriteDb, id: number | null, run: SidecarRun): boolean {
  if (run.state !== 'saved') return false;
  const { changes } = statement(
    db,
    `UPDATE runs SET state = @state, finished_at = @finishedAt, cleared_at = @clearedAt, remote_id = @remoteId, charged = @charged,
       receipt = @receipt, error_code = NULL, error_reason = NULL, error_params = NULL, error_quote = NULL
     WHERE id = @id AND state <> 'saved'`,
  ).run({
    id,
    state: run.state,
    finishedAt: run.finishedAt,
    clearedAt: run.clearedAt,
    remoteId: run.remoteId,
    charged: run.charged,
    receipt: JSON.stringify(run.receipt),
  });
  if (changes === 0 || id === null) return false;
  statement(db, 'DELETE FROM run_events WHERE run_id = ?').run(id);
  addEvents(db, id, run);
  return true;
}

export function addPrepared(db: WriteDb, source: string, prepare: string, sha256: string): void {
  const sql = 'INSERT OR IGNORE INTO prepared (source_sha256, prepare, sha256) VALUES (?, ?, ?)';
  statement(db, sql).run(source, prepare, sha256);
}

export function addMask(
  db: WriteDb,
  source: string,
  sha256: string,
  { createdAt, usedAt }: { readonly createdAt: number; readonly usedAt: number | null },
): void {
  const sql = 'INSERT OR IGNORE INTO masks (sha256, source_sha256, created_at, used_at) VALUES (?, ?, ?, ?)';
  statement(db, sql).run(sha256, source, createdAt, usedAt);
}

/** Existing data outweighs a sidecar that reports the blob as purged: the same bytes were imported again. */
export function addBlob(db: WriteDb, blob: SidecarBlob): void {
  statement(
    db,
    `INSERT INTO blobs (sha256, mime, bytes, width, height, notes, needs_display, display_checked, created_at, purged_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET created_at = excluded.created_at, ${REPLACE_PURGED} AND excluded.purged_at IS NULL`,
  ).run(
    blob.sha256,
    blob.mime,
    blob.bytes,
    blob.width,
    blob.height,
    blob.notes.length > 0 ? JSON.stringify(blob.notes) : null,
    blob.needsDisplay ? 1 : 0,
    blob.needsDisplay === null ? 0 : 1,
    blob.createdAt,
    blob.purgedAt,
  );
}

function addImage(db: WriteDb, plan: IdPlan, blob: SidecarBlob, image: SidecarImage, now: number): number {
  const { name, result } = image;
  const id = plan.image({ id: image.id, sha256: blob.sha256 }) ?? image.id;
  const editId = image.edit && plan.edit(image.edit);
  statement(
    db,
    `INSERT INTO images (id, sha256, mime, bytes, width, height, notes, name, name_key, origin, edit_id, parent_id, root_id,
       created_at, month, deleted_at, purged_at, rating, favourite, verdict)
     SELECT @id, sha256, mime, bytes, width, height, notes, @name, @key, @origin, @editId, @parentId, @rootId,
       @createdAt, @month, @deletedAt, @purgedAt, @rating, @favorite, @verdict
     FROM blobs WHERE sha256 = @sha256`,
  ).run({
    id,
    sha256: blob.sha256,
    name,
    key: nameKey(name),
    origin: image.origin,
    editId,
    parentId: image.parent && ensureImage(db, plan, image.parent, blob, now),
    rootId: ensureImage(db, plan, image.root, blob, now),
    createdAt: image.createdAt,
    month: monthName(image.createdAt),
    deletedAt: image.deletedAt,
    purgedAt: image.purgedAt,
    rating: image.rating,
    favorite: image.favorite ? 1 : 0,
    verdict: result?.verdict?.kind ?? null,
  });
  for (const [members, owners, column, names] of [
    ['image_tags', 'tags', 'tag_id', image.tags],
    ['collection_images', 'collections', 'collection_id', image.collections],
  ] as const)
    for (const each of names)
      statement(db, `INSERT OR IGNORE INTO ${members} (${column}, image_id) VALUES (?, ?)`).run(
        ensureLabel(db, owners, each),
        id,
      );
  for (const snapshot of image.snapshots)
    insertFreely(db, 'snapshots', snapshot.id, {
      image_id: id,
      root_id: plan.image(image.root) ?? id,
      name: snapshot.name,
      created_at: snapshot.createdAt,
    });
  if (image.finish) addFinish(db, plan, image, image.finish, { imageId: id, like: blob, now });
  if (image.merge) addMerge(db, plan, image.merge, { imageId: id, root: image.root, like: blob, now });
  const runId = result && image.edit && plan.run(image.edit, result.runId);
  if (!result || runId === null) return id;
  const verdict = result.verdict;
  insertFreely(db, 'results', result.id, {
    run_id: runId,
    image_id: id,
    ordinal: result.ordinal,
    verdict: verdict?.kind ?? null,
    ssim: verdict?.ssim ?? null,
    changed_share: verdict?.changedShare ?? null,
    against_image_id: verdict?.against ? ensureImage(db, plan, verdict.against, blob, now) : null,
    ...errorColumns('finish', result.finishError),
    finish_tries: result.finishTries,
  });
  return id;
}

function addFinish(
  db: WriteDb,
  plan: IdPlan,
  { parent }: SidecarImage,
  finish: NonNullable<SidecarImage['finish']>,
  { imageId, like, now }: { readonly imageId: number; readonly like: SidecarBlob; readonly now: number },
): void {
  addBlob(db, finish.mask);
  // The source's own sidecar contains it too, if it still exists.
  if (parent)
    addMask(db, parent.sha256, finish.mask.sha256, { createdAt: finish.createdAt, usedAt: finish.createdAt });
  insertFreely(db, 'finishes', finish.id, {
    image_id: imageId,
    raw_image_id: ensureImage(db, plan, finish.raw, like, now),
    recipe: JSON.stringify(finish.recipe),
    mask_sha256: finish.mask.sha256,
    certificate: JSON.stringify(finish.certificate),
    created_at: finish.createdAt,
  });
}

function addMerge(
  db: WriteDb,
  plan: IdPlan,
  merge: NonNullable<SidecarImage['merge']>,
  of: {
    readonly imageId: number | null;
    readonly root: ImageRef;
    readonly like: SidecarBlob;
    readonly now: number;
  },
): void {
  const picture = (ref: ImageRef) => ensureImage(db, plan, ref, of.like, of.now);
  insertFreely(db, 'merges', merge.id, {
    image_id: of.imageId,
    root_id: picture(of.root),
    base_image_id: picture(merge.base),
    left_image_id: picture(merge.left),
    right_image_id: picture(merge.right),
    recipe: JSON.stringify(merge.recipe),
    created_at: merge.createdAt,
  });
}

/** The four columns of an error. */
function errorColumns(prefix: 'error' | 'finish', error: SidecarError | null): Record<string, string | null> {
  return {
    [`${prefix}_code`]: error?.code ?? null,
    [`${prefix}_reason`]: error?.reason ?? null,
    [`${prefix}_params`]: jsonOrNull(error?.params ?? null),
    [`${prefix}_quote`]: error?.quote ?? null,
  };
}

const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** Returns the id of a tag or collection, and creates it if needed. */
function ensureLabel(db: WriteDb, table: 'tags' | 'collections', name: string): number {
  const key = labelKey(name);
  const known = statement(db, `SELECT id FROM ${table} WHERE key = ?`).pluck().get(key);
  if (typeof known === 'number') return known;
  const { lastInsertRowid } = statement(db, `INSERT INTO ${table} (name, key) VALUES (?, ?)`).run(name, key);
  const id = Number(lastInsertRowid);
  if (table === 'tags') reindexTag(db, id);
  return id;
}

/** Inserts a row with its previous id, or the next free one. */
function insertFreely(
  db: WriteDb,
  table: 'snapshots' | 'results' | 'finishes' | 'merges',
  id: number,
  values: Readonly<Record<string, string | number | null>>,
): void {
  const columns = Object.keys(values);
  const isFree = !statement(db, `SELECT 1 FROM ${table} WHERE id = ?`).get(id);
  statement(
    db,
    `INSERT OR IGNORE INTO ${table} (id, ${columns.join(', ')}) VALUES (@id, ${columns.map((each) => `@${each}`).join(', ')})`,
  ).run({ id: isFree ? id : null, ...values });
}

/**
 * Returns the id of a referenced image. An image in no sidecar has lost both of its files. It becomes a
 * purged image, so that its descendants keep their place in the history.
 */
function ensureImage(db: WriteDb, plan: IdPlan, ref: ImageRef, like: SidecarBlob, now: number): number {
  const planned = plan.image(ref);
  if (planned !== null) return planned;
  const known = statement(db, 'SELECT id FROM images WHERE sha256 = ? ORDER BY id <> ?, id LIMIT 1')
    .pluck()
    .get(ref.sha256, ref.id);
  if (typeof known === 'number') return known;
  addBlob(db, { ...like, sha256: ref.sha256, bytes: 0, notes: [], createdAt: now, purgedAt: now });
  const name = ref.sha256.slice(0, 12);
  const { lastInsertRowid } = statement(
    db,
    `INSERT INTO images (id, sha256, mime, bytes, width, height, name, name_key, origin, created_at, month, deleted_at, purged_at)
     SELECT max(@next, coalesce((SELECT max(id) FROM images), 0) + 1), sha256, mime, bytes, width, height, @name, @name, 'import',
       @now, @month, @now, @now FROM blobs WHERE sha256 = @sha256`,
  ).run({ next: plan.nextImageId, sha256: ref.sha256, name, now, month: monthName(now) });
  statement(db, 'UPDATE images SET root_id = id WHERE id = ?').run(lastInsertRowid);
  return Number(lastInsertRowid);
}

function addEdit(db: WriteDb, plan: IdPlan, edit: SidecarEdit, now: number): number {
  const id = plan.edit(edit) ?? edit.id;
  const { engine, model, prompt, seed } = RequestParts.parse(edit.request);
  const source = { sha256: edit.source.sha256, ...LOST };
  const references = (edit.references ?? []).map((ref) => ({
    imageId: ensureImage(db, plan, ref, { sha256: ref.sha256, ...LOST }, now),
    sha256: ref.sha256,
  }));
  statement(
    db,
    `INSERT INTO edits (id, source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, reference_pictures,
       prepare, finish, rerun_of, created_at, note, branch)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    ensureImage(db, plan, edit.source, source, now),
    edit.source.sha256,
    ensureImage(db, plan, edit.root, source, now),
    engine,
    model,
    prompt,
    seed,
    JSON.stringify(edit.request),
    referencesColumn(references),
    jsonOrNull(edit.prepare),
    jsonOrNull(edit.finish),
    edit.rerunOf && plan.edit(edit.rerunOf),
    edit.createdAt,
    edit.note,
    edit.branch,
  );
  if (edit.watch)
    statement(db, 'INSERT INTO watches (edit_id, schedule, since) VALUES (?, ?, ?)').run(
      id,
      edit.watch.schedule,
      edit.watch.since,
    );
  return id;
}

/** Blob values for an image of which only the hash is known. */
export const LOST: Omit<SidecarBlob, 'sha256'> = {
  mime: 'image/png',
  bytes: 0,
  width: 1,
  height: 1,
  notes: [],
  needsDisplay: null,
  createdAt: 0,
  purgedAt: 0,
};

function addRun(db: WriteDb, plan: IdPlan, edit: SidecarEdit, run: SidecarRun): number {
  const { error, receipt, events: _, ...rest } = run;
  const id = plan.run(edit, run.id) ?? run.id;
  statement(
    db,
    `INSERT INTO runs (id, edit_id, engine, state, position, queued_at, started_at, finished_at, cleared_at, remote_id,
       error_code, error_reason, error_params, error_quote, charged, receipt)
     VALUES (@id, @editId, @engine, @state, @position, @queuedAt, @startedAt, @finishedAt, @clearedAt, @remoteId,
       @error_code, @error_reason, @error_params, @error_quote, @charged, @receipt)`,
  ).run({
    ...rest,
    ...errorColumns('error', error),
    receipt: JSON.stringify(receipt),
    id,
    editId: plan.edit(edit),
  });
  addEvents(db, id, run);
  return id;
}

function addEvents(db: WriteDb, runId: number, { events }: SidecarRun): void {
  const add = statement(db, 'INSERT INTO run_events (run_id, state, at) VALUES (?, ?, ?)');
  for (const { state, at } of events) add.run(runId, state, at);
}
