import type { Size } from '@shared/geometry.ts';
import type { JobErrorCode } from '@shared/imaging.ts';
import { DecodeError } from './decode-error.ts';
import { grownRows } from './finish/grown-rows.ts';
import type { MaskRows } from './finish/rows.ts';
import { readMask } from './image-rows.ts';
import type { OpenPicture } from './open.ts';

/**
 * How far (px) an encoder spreads a pixel's color: over its block of 16 x 16 with subsampled colors, plus
 * smoothing, diagonally.
 */
const REACH = 25;

/** The mask of a mask file. It must have its picture's size. */
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
 * Returns the area hidden before sending and kept in the finished picture: the painted area, extended as far
 * as its traces may reach in a previously compressed picture.
 */
export async function hiddenOf(file: OpenPicture): Promise<MaskOf> {
  const mask = await maskOf(file);
  return { ...mask, rows: grownRows(mask.rows, REACH) };
}
