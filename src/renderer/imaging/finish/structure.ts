import { lumaOf, type PixelBlock } from '../measure.ts';
import { boxMean } from './blur.ts';
import type { FloatPlane } from './resample.ts';

/** Whether only light and color changed. `kept` is the part of the places with structure that still show the same, 0 to 1. */
export type StructureCheck =
  | { readonly same: true; readonly kept: number }
  | { readonly same: false; readonly kept: number; readonly reason: 'content-changed' | 'no-detail' };

const RADIUS = 4;
/** Variance in squared levels from which a window has structure: more than an encoder's noise. */
const STRUCTURE = 50;
const LEAST_CORRELATION = 0.5;
/** Of the windows with structure; grades and encoders spoil a few. */
const LEAST_KEPT = 0.97;
const LEAST_WINDOWS = 200;
/** Within so many levels of black or white, structure is clipped by the light and not gone. */
const CLIPPED = 12;

/**
 * Compares structure in small windows, whatever gain and offset light gave them. `seen` is the source where the result has
 * its pixels. Carrying light over is refused unless this is the same: where something moved, its light would fall on the wrong thing.
 */
export function checkStructure(seen: PixelBlock, result: PixelBlock): StructureCheck {
  const [one, other] = [lumaPlane(seen), lumaPlane(result)];
  const product = (a: FloatPlane, b: FloatPlane): Float32Array =>
    boxMean({ ...a, data: a.data.map((value, at) => value * b.data[at]!) }, RADIUS).data;
  const [a, b] = [boxMean(one, RADIUS).data, boxMean(other, RADIUS).data];
  const [aa, bb, ab] = [product(one, one), product(other, other), product(one, other)];
  let [windows, kept] = [0, 0];
  for (let at = 0; at < a.length; at++) {
    const varA = aa[at]! - a[at]! * a[at]!;
    const varB = bb[at]! - b[at]! * b[at]!;
    if (Math.max(varA, varB) < STRUCTURE || b[at]! < CLIPPED || b[at]! > 255 - CLIPPED) continue;
    windows++;
    const correlation = (ab[at]! - a[at]! * b[at]!) / Math.sqrt((varA + 1) * (varB + 1));
    if (correlation >= LEAST_CORRELATION) kept++;
  }
  if (windows < LEAST_WINDOWS) return { same: false, kept: 0, reason: 'no-detail' };
  const part = kept / windows;
  return part >= LEAST_KEPT
    ? { same: true, kept: part }
    : { same: false, kept: part, reason: 'content-changed' };
}

function lumaPlane(block: PixelBlock): FloatPlane {
  const { width, height, data } = lumaOf(block);
  return { width, height, data: Float32Array.from(data) };
}
