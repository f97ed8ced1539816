import { LINEAR_OF_BYTE } from './transfer.ts';

/** CIELAB planes of a picture, D65 white. `l` is 0 to 100. */
export interface LabPlanes {
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

const CUBE_STEPS = 4096;
const EPSILON = 216 / 24_389;
const KAPPA = 24_389 / 27;
/** CIELAB's f from 0 to 1.1 in even steps. Linear interpolation is accurate to 0.002 of lightness. */
const CUBE = Float32Array.from({ length: CUBE_STEPS + 2 }, (_, at) => labCurve((at / CUBE_STEPS) * 1.1));

function labCurve(t: number): number {
  return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
}

function cube(t: number): number {
  const at = Math.min(Math.max(t, 0), 1.1) * (CUBE_STEPS / 1.1);
  const low = at | 0;
  // Below this, the curve is too steep for linear interpolation.
  if (low < 64) return labCurve(Math.max(t, 0));
  return CUBE[low]! + (CUBE[low + 1]! - CUBE[low]!) * (at - low);
}

/**
 * Writes the CIELAB (D65) of linear sRGB to `out` at `at`. Values outside 0 to 1 are used unclipped, down to
 * black.
 */
export function labOfLinear(r: number, g: number, b: number, out: LabPlanes, at: number): void {
  const x = cube((0.4123908 * r + 0.3575843 * g + 0.1804808 * b) / 0.9504559);
  const y = cube(0.212639 * r + 0.7151687 * g + 0.0721923 * b);
  const z = cube((0.0193308 * r + 0.1191948 * g + 0.9505322 * b) / 1.0890578);
  out.l[at] = 116 * y - 16;
  out.a[at] = 500 * (x - y);
  out.b[at] = 200 * (y - z);
}

export function emptyLab(count: number): LabPlanes {
  return { l: new Float32Array(count), a: new Float32Array(count), b: new Float32Array(count) };
}

/** Returns the CIELAB of sRGB bytes. Ignores alpha. */
export function labOfBytes(data: Uint8ClampedArray): LabPlanes {
  const count = data.length / 4;
  const out = emptyLab(count);
  for (let at = 0, p = 0; at < count; at++, p += 4)
    labOfLinear(
      LINEAR_OF_BYTE[data[p]!]!,
      LINEAR_OF_BYTE[data[p + 1]!]!,
      LINEAR_OF_BYTE[data[p + 2]!]!,
      out,
      at,
    );
  return out;
}

const DEGREE = Math.PI / 180;
const POW_25_7 = 25 ** 7;

/**
 * CIEDE2000 between colors of two sets of planes (Sharma, Wu, Dalal 2005; all weights 1). About 1 is just
 * visible.
 */
export function ciede2000(one: LabPlanes, i: number, other: LabPlanes, j: number): number {
  const [l1, a1, b1] = [one.l[i]!, one.a[i]!, one.b[i]!];
  const [l2, a2, b2] = [other.l[j]!, other.a[j]!, other.b[j]!];
  const meanC7 = ((Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2) ** 7;
  const g = 1 + 0.5 * (1 - Math.sqrt(meanC7 / (meanC7 + POW_25_7)));
  const c1 = Math.sqrt(a1 * g * a1 * g + b1 * b1);
  const c2 = Math.sqrt(a2 * g * a2 * g + b2 * b2);
  const h1 = hueOf(a1 * g, b1);
  const h2 = hueOf(a2 * g, b2);
  const gray = c1 * c2 === 0;
  let turn = gray ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  else if (turn < -180) turn += 360;
  const dL = l2 - l1;
  const dC = c2 - c1;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * DEGREE);
  const l = (l1 + l2) / 2 - 50;
  const c = (c1 + c2) / 2;
  const h = meanHue(h1, h2, gray);
  const t =
    1 -
    0.17 * Math.cos((h - 30) * DEGREE) +
    0.24 * Math.cos(2 * h * DEGREE) +
    0.32 * Math.cos((3 * h + 6) * DEGREE) -
    0.2 * Math.cos((4 * h - 63) * DEGREE);
  const c7 = c ** 7;
  const rotation =
    -2 * Math.sqrt(c7 / (c7 + POW_25_7)) * Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * DEGREE);
  const partL = dL / (1 + (0.015 * l * l) / Math.sqrt(20 + l * l));
  const partC = dC / (1 + 0.045 * c);
  const partH = dH / (1 + 0.015 * c * t);
  return Math.sqrt(Math.max(0, partL * partL + partC * partC + partH * partH + rotation * partC * partH));
}

function hueOf(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const hue = Math.atan2(b, a) / DEGREE;
  return hue < 0 ? hue + 360 : hue;
}

function meanHue(h1: number, h2: number, gray: boolean): number {
  if (gray) return h1 + h2;
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}
