import { ssim } from 'ssim.js';
import { describe, expect, test } from 'vitest';
import {
  countDifferences,
  fitWithin,
  lumaOf,
  type PixelBlock,
  structuralSimilarity,
  VISIBLE_DIFFERENCE,
} from '../../src/renderer/imaging/measure.ts';

function block(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[],
): PixelBlock {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(color(x, y), (y * width + x) * 4);
  return { width, height, data };
}

const waves = (shift: number, noise: number) => (x: number, y: number) => {
  const value = 128 + 90 * Math.sin((x + shift) / 7) * Math.cos(y / 5);
  const grain = (((x * 7919 + y * 104_729) % 101) / 101 - 0.5) * noise;
  return [value + grain, value - grain, 255 - value, 255];
};

describe('countDifferences', () => {
  const count = (a: readonly number[], b: readonly number[]) =>
    countDifferences(new Uint8ClampedArray(a), new Uint8ClampedArray(b));

  test('counts unequal and visibly changed pixels separately', () => {
    const pixel = [100, 100, 100, 255];
    expect(count(pixel, pixel)).toMatchObject({ unequal: 0, changed: 0 });
    expect(count(pixel, [100 + VISIBLE_DIFFERENCE, 100, 100, 255])).toMatchObject({ unequal: 1, changed: 0 });
    for (const channel of [0, 1, 2]) {
      const other = pixel.with(channel, 100 - VISIBLE_DIFFERENCE - 1);
      expect(count(pixel, other)).toMatchObject({ unequal: 1, changed: 1 });
    }
    expect(count([...pixel, ...pixel], [...pixel, 0, 0, 0, 255])).toMatchObject({ unequal: 1, changed: 1 });
  });

  test('treats fully transparent pixels as equal in any color, and counts changes of alpha', () => {
    expect(count([255, 0, 0, 0], [0, 255, 9, 0])).toMatchObject({ unequal: 0, changed: 0 });
    expect(count([0, 0, 0, 255], [0, 0, 0, 200])).toMatchObject({ unequal: 1, changed: 1 });
    expect(count([255, 0, 0, 5], [0, 0, 0, 5])).toMatchObject({ unequal: 1, changed: 0 });
  });

  test('returns the largest difference, and each color’s change', () => {
    const found = count([10, 20, 30, 255, 0, 0, 0, 255], [15, 20, 10, 255, 0, 100, 0, 255]);
    expect(found).toMatchObject({ largest: 100, gained: [5, 100, -20] });
    // Half transparent counts half.
    expect(count([200, 0, 0, 51], [100, 0, 0, 51])).toMatchObject({ largest: 20, gained: [-20, 0, 0] });
  });

  test('rejects blocks of different sizes', () => {
    expect(() => count([0, 0, 0, 0], [])).toThrow(RangeError);
  });
});

describe('structuralSimilarity', () => {
  test.each([
    ['a little noise', 64, 48, 0, 30],
    ['much noise', 64, 48, 0, 200],
    ['a shift', 120, 90, 4, 0],
    ['an odd size', 41, 97, 2, 60],
  ])('agrees with ssim.js on %s', (_, width, height, shift, noise) => {
    const a = block(width, height, waves(0, 0));
    const b = block(width, height, waves(shift, noise));
    const { mssim } = ssim({ ...a }, { ...b }, { downsample: false });
    const ours = structuralSimilarity(lumaOf(a), lumaOf(b));
    expect(ours).toBeLessThan(0.999);
    // ssim.js rounds its intermediate variances to integers.
    expect(Math.abs(ours - mssim)).toBeLessThan(0.002);
  });

  test('is 1 for the same picture, near 1 for flat ones, and works below its window size', () => {
    const a = block(50, 40, waves(0, 50));
    expect(structuralSimilarity(lumaOf(a), lumaOf(a))).toBeCloseTo(1, 10);
    const black = block(3, 2, () => [0, 0, 0, 255]);
    const white = block(3, 2, () => [255, 255, 255, 255]);
    expect(structuralSimilarity(lumaOf(black), lumaOf(black))).toBe(1);
    expect(structuralSimilarity(lumaOf(black), lumaOf(white))).toBeLessThan(0.01);
  });

  test('detects a change of transparency', () => {
    const shown = block(20, 20, () => [0, 0, 0, 255]);
    const hidden = block(20, 20, (x) => [0, 0, 0, x < 10 ? 255 : 0]);
    expect(structuralSimilarity(lumaOf(shown), lumaOf(hidden))).toBeLessThan(0.7);
  });

  test('rejects pictures of different sizes', () => {
    const gray = () => [1, 1, 1, 255];
    expect(() => structuralSimilarity(lumaOf(block(4, 4, gray)), lumaOf(block(4, 5, gray)))).toThrow(
      RangeError,
    );
  });
});

test('fitWithin keeps the shape, never enlarges, never vanishes', () => {
  expect(fitWithin({ width: 4000, height: 3000 }, 1024)).toEqual({ width: 1024, height: 768 });
  expect(fitWithin({ width: 30, height: 40 }, 256)).toEqual({ width: 30, height: 40 });
  expect(fitWithin({ width: 20_000, height: 3 }, 256)).toEqual({ width: 256, height: 1 });
});
