import type { PixelBlock } from '../measure.ts';
import { lumaPlane } from './channels.ts';
import { forEachWindow } from './local-moments.ts';

/** Whether only light and color changed. `kept` is the share of structured places that still match, 0 to 1. */
export type StructureCheck =
  | { readonly same: true; readonly kept: number }
  | { readonly same: false; readonly kept: number; readonly reason: 'content-changed' | 'no-detail' };

const RADIUS = 4;
/** Minimum variance of structure in a window, in squared levels: above an encoder's noise. */
const STRUCTURE = 50;
const LEAST_CORRELATION = 0.5;
/** Share of structured windows that must match: grades and encoders spoil a few. */
const LEAST_KEPT = 0.97;
const LEAST_WINDOWS = 200;
/** Within this many levels of black or white, structure may be clipped by the light. */
const CLIPPED = 12;

/**
 * Compares structure in small windows, independent of gain and offset. `seen` is the source sampled at the
 * result's pixels. Carry-over is refused unless this matches: where something moved, its light would affect
 * the wrong content.
 */
export function checkStructure(seen: PixelBlock, result: PixelBlock): StructureCheck {
  let [windows, kept] = [0, 0];
  forEachWindow(lumaPlane(seen), lumaPlane(result), RADIUS, (_at, varA, varB, covariance, level) => {
    if (Math.max(varA, varB) < STRUCTURE || level < CLIPPED || level > 255 - CLIPPED) return;
    windows++;
    if (covariance / Math.sqrt((varA + 1) * (varB + 1)) >= LEAST_CORRELATION) kept++;
  });
  if (windows < LEAST_WINDOWS) return { same: false, kept: 0, reason: 'no-detail' };
  const part = kept / windows;
  return part >= LEAST_KEPT
    ? { same: true, kept: part }
    : { same: false, kept: part, reason: 'content-changed' };
}
