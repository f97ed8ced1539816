import type { Size } from '@shared/geometry.ts';
import type { JobErrorCode } from '@shared/imaging.ts';
import { DecodeError } from './decode-error.ts';
import { grownRows } from './finish/grown-rows.ts';
import type { MaskRows } from './finish/rows.ts';
import { readMask } from './image-rows.ts';
import type { OpenPicture } from './open.ts';

/**
 * How far an encoder carries the color of a pixel: over its block of 16 x 16, where colors have half the size, and over what smooths them from
 * there, diagonally.
 */
const REACH = 25;

/** A mask file's mask, that must be as large as its picture. */
export interface MaskOf {
  readonly rows: MaskRows;
  assertFits(picture: Size, code: JobErrorCode): void;
}

export async function maskOf(file: OpenPicture): Promise<MaskOf> {
  const rows = await readMask(file);
  return {
    rows,
    assertFits({ width, height }, code) {
      if (rows.width === width && rows.height === height) return;
      throw new DecodeError(code, `A mask of ${rows.width} x ${rows.height} for ${width} x ${height}`, {
        reason: 'sizes-differ',
      });
    },
  };
}

/**
 * What is hidden before a picture leaves, and kept in the finished one: what was painted, and as far around as a trace of it may lie in a
 * picture that was compressed before.
 */
export async function hiddenOf(file: OpenPicture): Promise<MaskOf> {
  const mask = await maskOf(file);
  return { ...mask, rows: grownRows(mask.rows, REACH) };
}
