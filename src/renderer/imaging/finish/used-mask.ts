import type { Box, Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { coveredMask, reachOf } from './covered.ts';
import { grown } from './distance.ts';
import type { Frame } from './frame.ts';
import type { Located } from './locate.ts';
import { maskAtSource } from './mask-at-source.ts';
import { bandsOf, type MaskRows } from './rows.ts';
import { nextSet } from './set-columns.ts';

/** A mask of the whole picture in memory, one byte per pixel. */
export interface Mask extends Size {
  readonly data: Uint8Array;
  /** Share of it that is set, 0 to 1. */
  readonly insideShare: number;
}

/**
 * The changed area as a mask of the finished picture, extended by `featherPx` pixels, so that the result
 * fades in where nothing changed. Content beyond what was sent doesn't count as a change of the source.
 */
export function foundMask(
  changed: Uint8Array,
  reference: PixelBlock,
  result: PixelBlock,
  { ofReference, ofWhole }: Located,
  { whole }: Frame,
  featherPx: number,
): MaskRows {
  const covered = coveredMask(reference, ofReference, result);
  const shared = changed.map((value, at) => (covered[at] === 0 ? 0 : value));
  const radius = featherPx * Math.max(ofWhole.scaleX, ofWhole.scaleY);
  const wide = radius > 0 ? grown(shared, result, radius) : shared;
  return maskAtSource(wide, result, ofWhole, whole);
}

/**
 * 255 everywhere in the finished picture, or with a pad only around the source, which is put back over its
 * place.
 */
export function everywhere({ whole, at }: Frame, source: Size): MaskRows {
  const isPadded = whole.width !== source.width || whole.height !== source.height;
  return {
    ...whole,
    rows(top, height) {
      const out = new Uint8Array(whole.width * height).fill(255);
      if (isPadded)
        for (let y = Math.max(top, at.y); y < Math.min(top + height, at.y + source.height); y++) {
          const from = (y - top) * whole.width + at.x;
          out.fill(0, from, from + source.width);
        }
      return out;
    },
  };
}

/** The whole finished picture without protected areas, for applying another picture's colors. */
export function everythingBut({ whole }: Frame, hidden: MaskRows | null): Mask {
  const data = new Uint8Array(whole.width * whole.height).fill(255);
  let inside = data.length;
  if (hidden)
    for (const { top, height } of bandsOf(whole.height))
      for (const [at, no] of hidden.rows(top, height).entries()) {
        if (no === 0) continue;
        data[top * whole.width + at] = 0;
        inside--;
      }
  return { ...whole, data, insideShare: inside / data.length };
}

/** Limits the `chosen` mask to where a result came back, without protected areas. */
export function usedMask(
  chosen: MaskRows,
  result: Size,
  { ofWhole }: Located,
  { whole, sent }: Frame,
  hidden: MaskRows | null,
): Mask {
  const box = common(sent, reachOf(result, ofWhole, whole));
  const data = new Uint8Array(whole.width * whole.height);
  let inside = 0;
  for (const { top, height } of bandsOf(whole.height)) {
    if (top + height <= box.y || top >= box.y + box.height) continue;
    const wanted = chosen.rows(top, height);
    const no = hidden?.rows(top, height);
    for (let y = Math.max(top, box.y); y < Math.min(top + height, box.y + box.height); y++) {
      const from = (y - top) * whole.width + box.x;
      const to = top * whole.width;
      const end = from + box.width;
      for (let at = nextSet(wanted, from, end); at < end; at++) {
        if (wanted[at] === 0 || (no && no[at] !== 0)) continue;
        data[to + at] = wanted[at]!;
        inside++;
      }
    }
  }
  return { ...whole, data, insideShare: inside / data.length };
}

function common(one: Box, other: Box): Box {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
