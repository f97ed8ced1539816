import { expect, it } from 'vitest';
import { tilesOf } from '../../src/renderer/canvas/mask/gray.ts';
import { measureMask } from '../../src/renderer/canvas/mask/measure.ts';
import { emptyTiles } from '../../src/renderer/canvas/mask/tiles.ts';
import { fc } from '../fixtures/property.ts';

/** Reference implementation: a loop over all pixels. */
function measureSlowly(gray: Uint8Array, width: number) {
  const found = [...gray.keys()].filter((at) => gray[at] !== 0);
  if (found.length === 0) return { pixels: 0, bounds: null };
  const columns = found.map((at) => at % width);
  const rows = found.map((at) => Math.floor(at / width));
  const [x, y] = [Math.min(...columns), Math.min(...rows)];
  const bounds = { x, y, width: Math.max(...columns) + 1 - x, height: Math.max(...rows) + 1 - y };
  return { pixels: found.length, bounds };
}

it('measures a mask as a loop over its pixels does, at every size', () => {
  const boxes = fc.array(
    fc.tuple(fc.nat(330), fc.nat(90), fc.nat(40), fc.nat(30), fc.integer({ min: 0, max: 255 })),
    {
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 330 }),
      fc.integer({ min: 1, max: 90 }),
      boxes,
      (width, height, list) => {
        const gray = new Uint8Array(width * height);
        for (const [left, top, across, down, value] of list)
          for (let y = top; y < Math.min(height, top + down); y++)
            for (let x = left; x < Math.min(width, left + across); x++) gray[y * width + x] = value;
        const size = { width, height };
        const mask = { ...emptyTiles(size), tiles: tilesOf(gray, size) };
        expect(measureMask(mask)).toEqual(measureSlowly(gray, width));
      },
    ),
    { seed: 6, numRuns: 150 },
  );
});
