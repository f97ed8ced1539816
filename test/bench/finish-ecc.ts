import { createRequire } from 'node:module';
import { lumaPlane } from '../../src/renderer/imaging/finish/channels.ts';
import { type Placement, stretched } from '../../src/renderer/imaging/finish/placement.ts';
import { resample } from '../../src/renderer/imaging/finish/resample.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import type { SyntheticEdit } from '../fixtures/synthetic-edits/index.ts';

/**
 * Types of the used parts of OpenCV: its own would be needed to check the project, and only the bench needs
 * the package.
 */
interface Mat {
  readonly data32F: Float32Array;
  delete(): void;
}
interface OpenCv {
  readonly CV_8UC1: number;
  readonly CV_32FC1: number;
  readonly MOTION_AFFINE: number;
  readonly Mat: { new (): Mat; eye(rows: number, columns: number, type: number): Mat };
  readonly TermCriteria: new (type: number, rounds: number, epsilon: number) => object;
  matFromArray(rows: number, columns: number, type: number, values: ArrayLike<number>): Mat;
  findTransformECC(
    template: Mat,
    input: Mat,
    warp: Mat,
    motion: number,
    criteria: object,
    mask: Mat,
    smoothing: number,
  ): number;
}
type Loading = OpenCv & { onRuntimeInitialized?: () => void };

/** Stop by count and precision. */
const COUNT_AND_EPSILON = 3;
const ROUNDS = 100;
const PRECISION = 1e-6;
const SMOOTHING = 5;
/** Coarse to fine, as is usual: from the start position alone it would miss every larger shift. */
const LEVELS = [4, 2, 1];

export async function loadOpenCv(): Promise<OpenCv> {
  const loaded = createRequire(import.meta.url)('@techstark/opencv-js') as Loading | Promise<Loading>;
  // A module that looks like a promise but isn't never settles.
  const cv = loaded instanceof Promise ? await loaded : loaded;
  if (!cv.Mat)
    await new Promise<void>((done) => {
      cv.onRuntimeInitialized = done;
    });
  // Not the module itself: an async function would await it, since it looks like a promise.
  return {
    CV_8UC1: cv.CV_8UC1,
    CV_32FC1: cv.CV_32FC1,
    MOTION_AFFINE: cv.MOTION_AFFINE,
    Mat: cv.Mat,
    TermCriteria: cv.TermCriteria,
    matFromArray: cv.matFromArray.bind(cv),
    findTransformECC: cv.findTransformECC.bind(cv),
  };
}

function lumaAt(block: PixelBlock, placement: Placement, width: number, height: number): Uint8ClampedArray {
  return Uint8ClampedArray.from(resample(lumaPlane(block), placement, { width, height }).data);
}

/** Error of OpenCV's `findTransformECC` at the worst corner, in pixels of the result; infinite if it fails. */
export function eccCornerError(cv: OpenCv, { source, result, placement }: SyntheticEdit): number {
  const nominal = stretched(source, result);
  const warp = cv.Mat.eye(2, 3, cv.CV_32FC1);
  const mask = new cv.Mat();
  const criteria = new cv.TermCriteria(COUNT_AND_EPSILON, ROUNDS, PRECISION);
  try {
    let last = LEVELS[0] ?? 1;
    for (const level of LEVELS) {
      const [width, height] = [Math.floor(result.width / level), Math.floor(result.height / level)];
      const down: Placement = { scaleX: 1 / level, scaleY: 1 / level, x: 0, y: 0 };
      const target = lumaAt(result, down, width, height);
      const seen = lumaAt(
        source,
        { scaleX: nominal.scaleX / level, scaleY: nominal.scaleY / level, x: 0, y: 0 },
        width,
        height,
      );
      const factor = last / level;
      const w = warp.data32F;
      // Shifts are relative to pixel centers, which halving moves too.
      for (const row of [0, 3]) {
        const slope = (w[row] ?? 0) + (w[row + 1] ?? 0) - 1;
        w[row + 2] = (w[row + 2] ?? 0) * factor + ((1 - factor) * slope) / 2;
      }
      last = level;
      const template = cv.matFromArray(height, width, cv.CV_8UC1, target);
      const input = cv.matFromArray(height, width, cv.CV_8UC1, seen);
      try {
        cv.findTransformECC(template, input, warp, cv.MOTION_AFFINE, criteria, mask, SMOOTHING);
      } finally {
        template.delete();
        input.delete();
      }
    }
    return cornerError(warp.data32F, nominal, placement, source);
  } catch {
    return Number.POSITIVE_INFINITY;
  } finally {
    warp.delete();
    mask.delete();
  }
}

/** The warp maps pixel centers of the result to those of the nominally placed source. */
function cornerError(
  w: Float32Array,
  nominal: Placement,
  truth: Placement,
  { width, height }: PixelBlock,
): number {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0] = w;
  let worst = 0;
  for (const x of [0, width])
    for (const y of [0, height]) {
      const there = { x: x * truth.scaleX + truth.x - 0.5, y: y * truth.scaleY + truth.y - 0.5 };
      const seen = { x: x * nominal.scaleX + nominal.x - 0.5, y: y * nominal.scaleY + nominal.y - 0.5 };
      // The inverse of the warp at the corner of the source.
      const determinant = a * e - b * d;
      const found = {
        x: (e * (seen.x - c) - b * (seen.y - f)) / determinant,
        y: (a * (seen.y - f) - d * (seen.x - c)) / determinant,
      };
      worst = Math.max(worst, Math.hypot(found.x - there.x, found.y - there.y));
    }
  return worst;
}
