import { toLinear } from '../srgb-curve.ts';
import { rgbProfile } from './rgb-profile.ts';

/** Code points of ISO/IEC 23091-2 for primaries and for the curve from numbers to light. */
export interface LightCodes {
  readonly primaries: number;
  readonly transfer: number;
}

/** Red, green and blue as CIE x and y; all with the white point D65. */
const PRIMARIES: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  1: [0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
};
const SRGB_PRIMARIES = 1;
const LINEAR = 8;
const PQ = 16;
const HLG = 18;
/** The light of white paper in a picture of high dynamic range, in candela a square meter (ITU-R BT.2408). */
const WHITE_NITS = 203;
const HLG_PEAK_NITS = 1000;

/** Returns whether the numbers reach beyond the white of an ordinary screen. */
export function isHdr({ transfer }: LightCodes): boolean {
  return transfer === PQ || transfer === HLG;
}

/**
 * Returns an ICC profile for code points; null when they mean sRGB, or something unknown, which is taken for it. Light above
 * white is cut off there: the simplest tone map, and the picture's note says so.
 */
export function profileOf(codes: LightCodes): Uint8Array<ArrayBuffer> | null {
  const primaries = PRIMARIES[codes.primaries] ?? PRIMARIES[SRGB_PRIMARIES];
  const curve = curveOf(codes.transfer);
  if (!primaries || (primaries === PRIMARIES[SRGB_PRIMARIES] && curve === toLinear)) return null;
  return rgbProfile(primaries, curve);
}

/** Light, 0 to 1, of a number, 0 to 1. Curves of video are shown as browsers show them: as sRGB's. */
function curveOf(transfer: number): (value: number) => number {
  if (transfer === LINEAR) return (value) => value;
  if (transfer === PQ) return (value) => Math.min(1, pqNits(value) / WHITE_NITS);
  if (transfer === HLG) return (value) => Math.min(1, (HLG_PEAK_NITS / WHITE_NITS) * hlgScene(value) ** 1.2);
  return toLinear;
}

function pqNits(value: number): number {
  const power = value ** (32 / 2523);
  const top = Math.max(0, power - 3424 / 4096);
  return 10_000 * (top / (2413 / 128 - (2392 / 128) * power)) ** (16_384 / 2610);
}

function hlgScene(value: number): number {
  if (value <= 0.5) return value ** 2 / 3;
  const a = 0.17883277;
  const b = 1 - 4 * a;
  const c = 0.5 - a * Math.log(4 * a);
  return (Math.exp((value - c) / a) + b) / 12;
}
