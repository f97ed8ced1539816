import { Sha256 } from '@shared/domain/image.ts';
import { z } from 'zod';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { number, rows } from '../database/rows.ts';
import { addBlob, addMask, addPrepared, LOST } from './add-sidecar.ts';
import { blobBy } from './compose-sidecar.ts';
import { SIDECAR_VERSION, SidecarBlob } from './sidecar.ts';

/*
 * Beside a mask or a picture that was made to be sent lies a sidecar too: it says that this file is no picture of the library, even when the
 * sidecar of its source is lost.
 */

export const PartSidecar = z.object({
  format: z.literal('reseed-part'),
  version: z.literal(SIDECAR_VERSION),
  blob: SidecarBlob,
  /** The sources that it is sent for, and the part of each. */
  prepared: z.array(z.object({ source: Sha256, prepare: z.string() })),
  /** The sources that it is a mask of. */
  masks: z.array(z.object({ source: Sha256, createdAt: z.number(), usedAt: z.number().nullable() })),
});
export type PartSidecar = z.infer<typeof PartSidecar>;

const Prepared = z.object({ source: z.string(), prepare: z.string() });
const Mask = z.object({ source: z.string(), createdAt: z.number(), usedAt: z.number().nullable() });

export const PREPARED_AS_SQL = `SELECT source_sha256 AS source, prepare FROM prepared
  WHERE sha256 = ? ORDER BY source_sha256, prepare`;
export const MASK_OF_SQL = `SELECT source_sha256 AS source, created_at AS createdAt, used_at AS usedAt FROM masks
  WHERE sha256 = ? ORDER BY source_sha256`;

/** Returns the purpose of these bytes, or null if they aren't such a file (anymore). */
export function composePart(db: ReadDb, sha256: string): PartSidecar | null {
  const blob = blobBy(db, sha256);
  if (!blob || blob.purgedAt !== null) return null;
  const prepared = rows(db, Prepared, PREPARED_AS_SQL, sha256);
  const masks = rows(db, Mask, MASK_OF_SQL, sha256);
  if (prepared.length + masks.length === 0) return null;
  return { format: 'reseed-part', version: SIDECAR_VERSION, blob, prepared, masks };
}

/**
 * Adds a part's sidecar. `hasFile`: whether a source unknown to the database has a file in the store; its row
 * is filled in when that is imported. Runs inside the caller's transaction.
 */
export function addPart(
  db: WriteDb,
  { blob, prepared, masks }: PartSidecar,
  now: number,
  hasFile: (sha256: string) => boolean,
): void {
  addBlob(db, blob);
  const hasRow = (sha256: string) => {
    if (number(db, 'SELECT 1 FROM blobs WHERE sha256 = ?', sha256) === 1) return true;
    if (!hasFile(sha256)) return false;
    addBlob(db, { ...LOST, sha256, createdAt: now, purgedAt: now });
    return true;
  };
  for (const { source, prepare } of prepared)
    if (hasRow(source)) addPrepared(db, source, prepare, blob.sha256);
  for (const { source, ...times } of masks) if (hasRow(source)) addMask(db, source, blob.sha256, times);
}
