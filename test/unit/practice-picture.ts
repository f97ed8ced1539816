import { resolve } from 'node:path';
import sharp from 'sharp';
import { outputSize, type Pixels, renderPractice } from '../../src/renderer/imaging/practice/index.ts';
import { defaultParams, type ParamValues } from '../../src/shared/domain/model.ts';
import { PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';

export const DEFAULTS = defaultParams(PRACTICE_FILTERS);

/** A sample at any size, in color and opaque. */
export async function sample(name: string, width: number, height: number): Promise<Pixels> {
  const raw = await sharp(resolve('resources/samples', name))
    .resize(width, height, { fit: 'cover' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width, height, data: new Uint8ClampedArray(raw) };
}

/** A sample at the size an edit at the default settings works on. */
export function fullSize(name: string): Promise<Pixels> {
  const { width, height } = outputSize({ width: 1200, height: 800 }, DEFAULTS);
  return sample(name, width, height);
}

export interface Render {
  readonly pixels: Pixels;
  readonly steps: readonly { readonly step: number; readonly steps: number }[];
}

/** Runs an edit to its end; omitted parameters are at their default, except full strength. */
export function render(source: Pixels, prompt: string, seed = 7, params: ParamValues = {}): Render {
  const run = renderPractice(source, { prompt, seed, params: { ...DEFAULTS, strength: 1, ...params } });
  const steps: { step: number; steps: number }[] = [];
  for (;;) {
    const next = run.next();
    if (next.done) return { pixels: next.value, steps };
    steps.push(next.value);
  }
}

export function sameBytes(a: Pixels, b: Pixels): boolean {
  return a.width === b.width && a.height === b.height && Buffer.from(a.data).equals(Buffer.from(b.data));
}

/** Mean difference of the color channels of two pictures of the same size, 0 to 255. */
export function difference(a: Pixels, b: Pixels): number {
  let sum = 0;
  for (let p = 0; p < a.data.length; p++)
    if ((p & 3) !== 3) sum += Math.abs((a.data[p] ?? 0) - (b.data[p] ?? 0));
  return sum / (a.width * a.height * 3);
}

/** Variation between neighbors: lower in softer pictures. */
export function detail({ width, height, data }: Pixels): number {
  let sum = 0;
  for (let y = 0; y < height; y++)
    for (let x = 1; x < width; x++) {
      const p = (y * width + x) * 4 + 1;
      sum += Math.abs((data[p] ?? 0) - (data[p - 4] ?? 0));
    }
  return sum / (width * height);
}

/** Mean of each channel, 0 to 255. */
export function means({ data }: Pixels): { r: number; g: number; b: number } {
  const sums = [0, 0, 0, 0];
  for (let p = 0; p < data.length; p++) sums[p & 3] = (sums[p & 3] ?? 0) + (data[p] ?? 0);
  const [r = 0, g = 0, b = 0] = sums.map((sum) => sum / (data.length / 4));
  return { r, g, b };
}
