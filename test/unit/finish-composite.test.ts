import { describe, expect, it } from 'vitest';
import { countPixels } from '../../src/renderer/imaging/finish/certificate.ts';
import { composite } from '../../src/renderer/imaging/finish/composite.ts';
import { FAR, squaredDistance } from '../../src/renderer/imaging/finish/distance.ts';
import { featheredBand } from '../../src/renderer/imaging/finish/feather.ts';
import { linearPlanes } from '../../src/renderer/imaging/finish/linear-planes.ts';
import { maskAtSource } from '../../src/renderer/imaging/finish/mask-at-source.ts';
import { stretched } from '../../src/renderer/imaging/finish/placement.ts';
import {
  collectBands,
  everyBand,
  type MaskRows,
  rowsOfBlock,
  rowsOfMask,
} from '../../src/renderer/imaging/finish/rows.ts';
import { nextSet, setColumns } from '../../src/renderer/imaging/finish/set-columns.ts';
import { byteOfLinear, LINEAR_OF_BYTE } from '../../src/renderer/imaging/finish/transfer.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { noiseBlock } from '../fixtures/noise-block.ts';

const SOURCE = { width: 96, height: 300 };
const RESULT = { width: 32, height: 100 };

function disk(radius: number): Uint8Array {
  return Uint8Array.from({ length: SOURCE.width * SOURCE.height }, (_, at) => {
    const [x, y] = [at % SOURCE.width, Math.floor(at / SOURCE.width)];
    return (x - 48) ** 2 + (y - 128) ** 2 < radius * radius ? 255 : 0;
  });
}

function putBack(
  source: PixelBlock,
  result: PixelBlock,
  mask: Uint8Array,
  options: { featherPx?: number; opacity?: number } = {},
): PixelBlock {
  const changed = composite({
    source: rowsOfBlock(source),
    result: linearPlanes(result),
    placement: stretched(source, result),
    mask: rowsOfMask(source, mask),
    featherPx: options.featherPx ?? 0,
    opacity: options.opacity ?? 1,
  });
  return collectBands(source, everyBand(rowsOfBlock(source), changed));
}

function counts(source: PixelBlock, finished: PixelBlock, mask: Uint8Array) {
  return countPixels(rowsOfBlock(source), rowsOfBlock(finished), rowsOfMask(source, mask));
}

describe('the transfer curve', () => {
  it('preserves every byte', () => {
    for (let byte = 0; byte < 256; byte++) expect(byteOfLinear(LINEAR_OF_BYTE[byte]!)).toBe(byte);
  });
});

describe('squaredDistance with a limit', () => {
  it('equals the distance without one up to the limit, and is above it beyond', () => {
    const random = createRandom(5, 'limited distance');
    const size = { width: 90, height: 40 };
    for (let time = 0; time < 20; time++) {
      const mask = new Uint8Array(size.width * size.height);
      for (let dots = random.int(12); dots > 0; dots--) mask[random.int(mask.length)] = 255;
      if (time % 2 === 1) for (let at = 0; at < mask.length; at++) mask[at] = 255 - mask[at]!;
      const to = time % 2 === 0 ? 'set' : 'unset';
      const most = 1 + random.int(9) + 0.5;
      const whole = squaredDistance(mask, size, to);
      const limited = squaredDistance(mask, size, to, most);
      const isRight = (found: number, at: number) =>
        whole[at]! <= most * most ? found === whole[at] : found > most * most;
      expect(limited.every(isRight)).toBe(true);
    }
  });
});

describe('the set pixels of a mask', () => {
  it('are found at any place, however the rows lie in memory', () => {
    const random = createRandom(4, 'set columns');
    const width = 41;
    for (let time = 0; time < 60; time++) {
      const rows = new Uint8Array(width * 5 + 3).subarray(time % 4, (time % 4) + width * 5);
      const set = Array.from({ length: random.int(4) }, () => random.int(rows.length));
      for (const at of set) rows[at] = 1 + random.int(255);
      const columns = set.map((at) => at % width);
      expect(setColumns(rows, width)).toEqual(
        set.length === 0 ? null : { from: Math.min(...columns), to: Math.max(...columns) + 1 },
      );
      const start = random.int(rows.length);
      expect(nextSet(rows, start, rows.length)).toBe(
        Math.min(rows.length, ...set.filter((at) => at >= start)),
      );
    }
  });
});

describe('squaredDistance', () => {
  it('equals the brute-force distance', () => {
    const random = createRandom(3, 'distance');
    const size = { width: 23, height: 17 };
    const mask = Uint8Array.from({ length: 23 * 17 }, () => (random.next() < 0.05 ? 255 : 0));
    for (const to of ['set', 'unset'] as const) {
      const found = squaredDistance(mask, size, to);
      for (let at = 0; at < mask.length; at++) {
        let least: number = FAR;
        for (let other = 0; other < mask.length; other++)
          if ((mask[other] !== 0) === (to === 'set'))
            least = Math.min(
              least,
              ((at % 23) - (other % 23)) ** 2 + (Math.floor(at / 23) - Math.floor(other / 23)) ** 2,
            );
        expect(found[at]).toBe(least);
      }
    }
  });
});

/** All weights of a band, by whole rows. */
function weightsOf(mask: MaskRows, top: number, height: number, featherPx: number): Float32Array {
  const { from, to, weights } = featheredBand(mask, top, height, featherPx)!;
  const out = new Float32Array(mask.width * height);
  for (let row = 0; row < height; row++)
    out.set(weights.subarray(row * (to - from), (row + 1) * (to - from)), row * mask.width + from);
  return out;
}

describe('featheredBand', () => {
  it('is 0 outside the mask, 1 deep inside, and independent of the band', () => {
    const mask = disk(40);
    const rows = rowsOfMask(SOURCE, mask);
    const whole = weightsOf(rows, 0, SOURCE.height, 10);
    for (let at = 0; at < mask.length; at++) if (mask[at] === 0) expect(whole[at]).toBe(0);
    expect(whole[128 * SOURCE.width + 48]).toBe(1);
    expect(whole[128 * SOURCE.width + 12]).toBeGreaterThan(0);
    expect(whole[128 * SOURCE.width + 12]).toBeLessThan(0.5);
    const band = weightsOf(rows, 100, 7, 10);
    expect(band).toEqual(whole.subarray(100 * SOURCE.width, 107 * SOURCE.width));
  });

  it('keeps a stroke narrower than the feather', () => {
    const mask = new Uint8Array(SOURCE.width * SOURCE.height);
    for (let y = 0; y < SOURCE.height; y++) mask.fill(255, y * SOURCE.width + 40, y * SOURCE.width + 44);
    const whole = weightsOf(rowsOfMask(SOURCE, mask), 0, SOURCE.height, 20);
    expect(whole[50 * SOURCE.width + 42]).toBeGreaterThan(0);
  });

  it('reaches the picture’s edges without a feather there', () => {
    const mask = new Uint8Array(SOURCE.width * SOURCE.height).fill(255);
    mask.fill(0, 0, 40 * SOURCE.width);
    const whole = weightsOf(rowsOfMask(SOURCE, mask), 0, SOURCE.height, 10);
    for (const x of [0, 48, SOURCE.width - 1]) {
      expect(whole[45 * SOURCE.width + x]).toBe(whole[45 * SOURCE.width]);
      expect(whole[60 * SOURCE.width + x]).toBe(1);
    }
  });

  it('is null if nothing is set', () => {
    expect(featheredBand(rowsOfMask(SOURCE, disk(10)), 0, 50, 5)).toBeNull();
  });
});

describe('composite', () => {
  const source = noiseBlock(1, SOURCE);
  const result = noiseBlock(2, RESULT);

  it.each([0, 6, 30])('copies every byte outside the mask, with a feather of %i px', (featherPx) => {
    const mask = disk(40);
    const finished = putBack(source, result, mask, { featherPx });
    const found = counts(source, finished, mask);
    expect(found.outside + found.inside).toBe(SOURCE.width * SOURCE.height);
    expect(found.outsideChanged).toBe(0);
    expect(found.insideChanged).toBeGreaterThan(found.inside * 0.5);
  });

  it('returns the source at opacity 0 or with an empty mask, and blends in between', () => {
    const mask = disk(40);
    expect(putBack(source, result, mask, { opacity: 0 }).data).toEqual(source.data);
    expect(putBack(source, result, disk(0)).data).toEqual(source.data);
    const [none, half, full] = [0, 0.5, 1].map((opacity) => putBack(source, result, mask, { opacity }).data);
    const p = (128 * SOURCE.width + 48) * 4;
    const light = (LINEAR_OF_BYTE[none![p]!]! + LINEAR_OF_BYTE[full![p]!]!) / 2;
    expect(Math.abs(half![p]! - byteOfLinear(light))).toBeLessThanOrEqual(1);
  });

  it('keeps a flat result flat at any scale', () => {
    const flat = { ...RESULT, data: result.data.map((_, i) => [200, 30, 90, 255][i % 4]!) };
    const finished = putBack(source, flat, disk(1000));
    expect([...new Set(finished.data)].sort((a, b) => a - b)).toEqual([30, 90, 200, 255]);
  });

  it('keeps the source where the result doesn’t reach', () => {
    const changed = composite({
      source: rowsOfBlock(source),
      result: linearPlanes(result),
      placement: { scaleX: 1, scaleY: 1, x: 0, y: 0 },
      mask: rowsOfMask(SOURCE, disk(1000)),
      featherPx: 0,
      opacity: 1,
    });
    const finished = collectBands(SOURCE, everyBand(rowsOfBlock(source), changed));
    for (let y = 0; y < SOURCE.height; y++)
      for (let x = 0; x < SOURCE.width; x++)
        if (x >= RESULT.width || y >= RESULT.height) {
          const p = (y * SOURCE.width + x) * 4;
          expect(finished.data[p]).toBe(source.data[p]);
        }
  });

  it('paints over transparent pixels and leaves those outside transparent', () => {
    const clear = { ...source, data: source.data.map((value, i) => (i % 4 === 3 ? 0 : value)) };
    const finished = putBack(clear, result, disk(40));
    expect(finished.data[(128 * SOURCE.width + 48) * 4 + 3]).toBe(255);
    expect(finished.data[3]).toBe(0);
  });
});

describe('countPixels', () => {
  it('counts each differing byte on its side of the mask', () => {
    const source = noiseBlock(4, SOURCE);
    const mask = disk(40);
    const after = { ...source, data: source.data.slice() };
    after.data[0]! ^= 1;
    after.data[(SOURCE.width * SOURCE.height - 1) * 4 + 3]! ^= 1;
    after.data[(128 * SOURCE.width + 48) * 4 + 2]! ^= 1;
    const inside = mask.filter((value) => value !== 0).length;
    expect(counts(source, after, mask)).toEqual({
      outside: mask.length - inside,
      outsideChanged: 2,
      inside,
      insideChanged: 1,
    });
  });

  it('rejects pictures of different sizes', () => {
    const rows = rowsOfBlock(noiseBlock(1, RESULT));
    expect(() => countPixels(rowsOfBlock(noiseBlock(1, SOURCE)), rows, rowsOfMask(SOURCE, disk(1)))).toThrow(
      RangeError,
    );
  });
});

describe('maskAtSource', () => {
  it('enlarges a mask along its placement', () => {
    const small = Uint8Array.from({ length: 32 * 100 }, (_, at) => (at % 32 < 16 ? 255 : 0));
    const rows = maskAtSource(small, RESULT, stretched(SOURCE, RESULT), SOURCE);
    const all = rows.rows(0, SOURCE.height);
    for (let at = 0; at < all.length; at++) expect(all[at]).toBe(at % 96 < 48 ? 255 : 0);
    expect(rows.rows(7, 2)).toEqual(all.subarray(7 * 96, 9 * 96));
  });

  it('interpolates between the mask’s pixels, for any part', () => {
    const random = createRandom(8, 'mask at source');
    const small = Uint8Array.from({ length: 32 * 100 }, () => (random.next() < 0.02 ? 255 : 0));
    const placement = { scaleX: 0.41, scaleY: 0.29, x: -3.3, y: 5.7 };
    const all = maskAtSource(small, RESULT, placement, SOURCE).rows(0, SOURCE.height);
    const at = (x: number, y: number) =>
      small[Math.min(Math.max(y, 0), 99) * 32 + Math.min(Math.max(x, 0), 31)]!;
    for (let y = 0; y < SOURCE.height; y++)
      for (let x = 0; x < SOURCE.width; x++) {
        const [px, py] = [(x + 0.5) * 0.41 - 3.3, (y + 0.5) * 0.29 + 5.7];
        const [fx, fy] = [Math.min(Math.max(px - 0.5, 0), 31), Math.min(Math.max(py - 0.5, 0), 99)];
        const [x0, y0] = [Math.floor(fx), Math.floor(fy)];
        const mix = (row: number) => at(x0, row) * (1 - fx + x0) + at(x0 + 1, row) * (fx - x0);
        const value = mix(y0) * (1 - fy + y0) + mix(y0 + 1) * (fy - y0);
        const isInside = px >= 0 && px <= 32 && py >= 0 && py <= 100;
        // Exactly on the edge, rounding decides.
        if (Math.abs(value - 127.5) > 1e-6)
          expect(all[y * SOURCE.width + x]).toBe(isInside && value >= 127.5 ? 255 : 0);
      }
  });
});
