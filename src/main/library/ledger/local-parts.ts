import type { LocalParts } from '@shared/domain/edit.ts';
import type { Prepare } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import type { Size } from '@shared/geometry.ts';
import { z } from 'zod';
import type { ReadDb, WriteDb } from '../database/db.ts';
import { row } from '../database/rows.ts';
import type { BlobInfo } from '../images/blobs.ts';
import { keepMask, maskBlob } from '../images/masks.ts';

const Source = z.object({ sha256: z.string(), width: z.int(), height: z.int() });

/**
 * Marks the masks of a new edit as used, inside the caller's transaction. Throws `Failure` (`bad-request`)
 * for a region outside the image, and for masks that are missing or have another size. The caller handles a
 * missing image.
 */
export function takeOverParts(
  db: WriteDb,
  sourceImageId: number,
  { prepare, finish }: LocalParts,
  now: number,
): void {
  const source = row(db, Source, 'SELECT sha256, width, height FROM images WHERE id = ?', sourceImageId);
  if (!source) return;
  assertInside(prepare, source);
  const drawn = finish?.mask.kind === 'drawn' ? [finish.mask.sha256] : [];
  const masks = [...(prepare.protect === null ? [] : [prepare.protect]), ...drawn];
  for (const sha256 of masks)
    keepMask(db, maskFor(db, sha256, source, prepare), source.sha256, { now, used: true });
}

/** Throws `Failure` (`bad-request`) if a region isn't inside the image. */
export function assertInside({ region }: Prepare, { width, height }: Size): void {
  if (region && (region.x + region.width > width || region.y + region.height > height))
    throw new Failure('bad-request', { reason: 'region-outside' });
}

/**
 * Returns a mask that fits a source. Throws `Failure` (`bad-request`). The mask of a padded image has the
 * padded size, which isn't checked here.
 */
export function maskFor(db: ReadDb, sha256: string, source: Size, prepare: Prepare): BlobInfo {
  const mask = maskBlob(db, sha256);
  if (!mask) throw new Failure('bad-request', { reason: 'mask-missing' });
  const fits = mask.width === source.width && mask.height === source.height;
  if (!fits && (prepare.pad === null || sha256 === prepare.protect))
    throw new Failure('bad-request', { reason: 'mask-size' });
  return mask;
}
