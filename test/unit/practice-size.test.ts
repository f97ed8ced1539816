import { describe, expect, it } from 'vitest';
import { outputSize } from '../../src/renderer/imaging/practice/index.ts';
import { PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';
import { fc } from '../fixtures/property.ts';
import { DEFAULTS } from './practice-picture.ts';

const RATIOS = PRACTICE_FILTERS.params.flatMap((spec) =>
  spec.key === 'aspectRatio' && spec.kind === 'choice' ? spec.choices : [],
);

const edge = fc.integer({ min: 1, max: 20_000 });
const request = fc.record({
  aspectRatio: fc.constantFrom(...RATIOS),
  megapixels: fc.constantFrom('1', '0.25'),
});

describe('outputSize', () => {
  it.each([
    [{ width: 3000, height: 2000 }, {}, { width: 1254, height: 836 }],
    [{ width: 512, height: 512 }, {}, { width: 1024, height: 1024 }],
    [{ width: 512, height: 512 }, { megapixels: '0.25' }, { width: 512, height: 512 }],
    [{ width: 4000, height: 3000 }, { aspectRatio: '16:9' }, { width: 1366, height: 768 }],
  ])('%o with %o', (source, params, size) => {
    expect(outputSize(source, { ...DEFAULTS, ...params })).toMatchObject(size);
  });

  it('crops from the center', () => {
    expect(outputSize({ width: 3000, height: 2000 }, { ...DEFAULTS, aspectRatio: '1:1' }).crop).toEqual({
      x: 500,
      y: 0,
      width: 2000,
      height: 2000,
    });
    expect(outputSize({ width: 900, height: 1600 }, { ...DEFAULTS, aspectRatio: '4:5' }).crop).toEqual({
      x: 0,
      y: 237,
      width: 900,
      height: 1125,
    });
  });

  it('gives even edges from 16 to 8192 and a crop inside the source, whatever the source', () => {
    fc.assert(
      fc.property(edge, edge, request, (width, height, params) => {
        const out = outputSize({ width, height }, params);
        for (const side of [out.width, out.height]) {
          expect(side % 2).toBe(0);
          expect(side).toBeGreaterThanOrEqual(16);
          expect(side).toBeLessThanOrEqual(8192);
        }
        const { crop } = out;
        for (const value of Object.values(crop)) expect(Number.isInteger(value)).toBe(true);
        expect(Math.min(crop.x, crop.y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(crop.width, crop.height)).toBeGreaterThanOrEqual(1);
        expect(crop.x + crop.width).toBeLessThanOrEqual(width);
        expect(crop.y + crop.height).toBeLessThanOrEqual(height);
        expect(Math.abs(2 * crop.x + crop.width - width)).toBeLessThanOrEqual(1);
        expect(Math.abs(2 * crop.y + crop.height - height)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps the shape and area of ordinary pictures within rounding', () => {
    const ordinary = fc.integer({ min: 200, max: 10_000 });
    fc.assert(
      fc.property(ordinary, fc.double({ min: 0.2, max: 5, noNaN: true }), request, (width, ratio, params) => {
        const source = { width, height: Math.max(200, Math.round(width / ratio)) };
        const out = outputSize(source, params);
        const area = Number(params.megapixels) * 1_048_576;
        expect(out.width * out.height).toBeGreaterThan(area * 0.98);
        expect(out.width * out.height).toBeLessThan(area * 1.02);
        const cut = out.crop.width / out.crop.height;
        expect(out.width / out.height / cut).toBeGreaterThan(0.98);
        expect(out.width / out.height / cut).toBeLessThan(1.02);
      }),
    );
  });

  it('never crops a picture that keeps its shape, up to a ratio of 512', () => {
    expect(outputSize({ width: 20_000, height: 40 }, DEFAULTS).crop).toEqual({
      x: 0,
      y: 0,
      width: 20_000,
      height: 40,
    });
    expect(outputSize({ width: 20_000, height: 1 }, DEFAULTS)).toMatchObject({ width: 8192, height: 16 });
  });
});
