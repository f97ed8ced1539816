import { ImageMime } from '@shared/domain/image.ts';
import { PictureNote } from '@shared/domain/picture-note.ts';
import { Failure } from '@shared/errors.ts';
import type { PictureInfo } from '@shared/imaging.ts';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { jsonText, row } from '../database/rows.ts';
import type { Staged } from '../store/staging.ts';

/** Content information of a blob. Width and height are those of the upright image in pixels. */
export interface BlobInfo {
  readonly sha256: string;
  readonly mime: ImageMime;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** What the decoded image lacks of the file, if anything. */
  readonly notes?: readonly PictureNote[] | undefined;
  /** Whether the browser shows it differently from how it is decoded. Undefined if not checked yet. */
  readonly needsDisplay?: boolean | undefined;
}

/**
 * Returns the blob of a staged file that the imaging window read or made. Fields missing in `info` were
 * checked and are absent.
 */
export function decodedBlob({ sha256, bytes }: Staged, mime: ImageMime, info: PictureInfo): BlobInfo {
  return { sha256, mime, bytes, ...info, needsDisplay: info.needsDisplay ?? false };
}

/** Notes as a column, or null. */
export const NotesText = jsonText(z.array(PictureNote)).nullable();

const BlobRow = z.object({
  sha256: z.string(),
  mime: ImageMime,
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  notes: NotesText,
  needs_display: z.int(),
  display_checked: z.int(),
});

/** Columns that replace a purged blob when its file is back. */
export const REPLACE_PURGED = `(mime, bytes, width, height, notes, needs_display, display_checked, purged_at) =
  (excluded.mime, excluded.bytes, excluded.width, excluded.height, excluded.notes, excluded.needs_display, excluded.display_checked, NULL)
  WHERE purged_at IS NOT NULL`;

function notesText({ notes = [] }: BlobInfo): string | null {
  return notes.length > 0 ? JSON.stringify(notes) : null;
}

/**
 * Inserts a blob whose file is in the store. A known blob is unchanged. A purged one is replaced: a rebuild knows
 * only the hash of a lost file. Runs inside the caller's transaction.
 */
export function insertBlob(db: WriteDb, blob: BlobInfo, now: number): void {
  statement(
    db,
    `INSERT INTO blobs (sha256, mime, bytes, width, height, notes, needs_display, display_checked, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET ${REPLACE_PURGED}`,
  ).run(
    blob.sha256,
    blob.mime,
    blob.bytes,
    blob.width,
    blob.height,
    notesText(blob),
    blob.needsDisplay ? 1 : 0,
    blob.needsDisplay === undefined ? 0 : 1,
    now,
  );
  // Its file is in the store (again), so don't remove it.
  statement(db, 'DELETE FROM purge_queue WHERE sha256 = ?').run(blob.sha256);
}

/** Returns null if these bytes were never imported or were permanently deleted. */
export function blobInfo(db: ReadDb, sha256: string): BlobInfo | null {
  const found = row(
    db,
    BlobRow,
    `SELECT sha256, mime, bytes, width, height, notes, needs_display, display_checked
     FROM blobs WHERE sha256 = ? AND purged_at IS NULL`,
    sha256,
  );
  if (!found) return null;
  const { notes, needs_display, display_checked, ...rest } = found;
  return {
    ...rest,
    ...(notes && { notes }),
    ...(display_checked === 1 && { needsDisplay: needs_display === 1 }),
  };
}

/** Records whether a blob needs a display copy. */
export function setNeedsDisplay(db: WriteDb, sha256: string, needsDisplay: boolean): void {
  const sql = 'UPDATE blobs SET needs_display = ?, display_checked = 1 WHERE sha256 = ?';
  statement(db, sql).run(needsDisplay ? 1 : 0, sha256);
}

/** Whether these bytes were permanently deleted. */
export function isPurged(db: ReadDb, sha256: string): boolean {
  const sql = 'SELECT 1 FROM blobs WHERE sha256 = ? AND purged_at IS NOT NULL';
  return statement(db, sql).get(sha256) !== undefined;
}

/** Throws `Failure` (`not-found`) if the source bytes of an edit were permanently deleted. */
export function assertNotPurged(db: ReadDb, sourceSha256: string): void {
  if (isPurged(db, sourceSha256)) throw new Failure('not-found', { reason: 'source-purged' });
}
