import { toLinear } from '../srgb-curve.ts';
import { rgbProfile } from './rgb-profile.ts';

/** Code points of ISO/IEC 23091-2 for primaries and transfer function. */
export interface LightCodes {
  readonly primaries: number;
  readonly transfer: number;
}

/** CIE x and y of red, green and blue. All have the white point D65. */
const PRIMARIES: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  1: [0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
};
const SRGB_PRIMARIES = 1;
const LINEAR = 8;
const PQ = 16;
const HLG = 18;
/** Reference white of HDR pictures in cd/m² (ITU-R BT.2408). */
const WHITE_NITS = 203;
const HLG_PEAK_NITS = 1000;

/** Whether the values exceed the white of a standard display. */
export function isHdr({ transfer }: LightCodes): boolean {
  return transfer === PQ || transfer === HLG;
}

/**
 * Returns an ICC profile for code points. Null if they mean sRGB or are unknown, which counts as sRGB. Light
 * above white is clipped: the simplest tone mapping, which the picture's note states.
 */
export function profileOf(codes: LightCodes): Uint8Array<ArrayBuffer> | null {
  const primaries = PRIMARIES[codes.primaries] ?? PRIMARIES[SRGB_PRIMARIES];
  const curve = curveOf(codes.transfer);
  if (!primaries || (primaries === PRIMARIES[SRGB_PRIMARIES] && curve === toLinear)) return null;
  return rgbProfile(primaries, curve);
}

/**
 * Returns the transfer function from value to light, both 0 to 1. Video transfer functions are displayed like
 * browsers do: as sRGB.
 */
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
