import { describe, expect, it } from 'vitest';
import { previewMatch } from '../../src/renderer/canvas/finish-preview/match-colors.ts';
import { DecodeError } from '../../src/renderer/imaging/decode-error.ts';
import { ciede2000, labOfBytes } from '../../src/renderer/imaging/finish/color-difference.ts';
import {
  colorShift,
  shiftBands,
  shiftTables,
  statisticsOfBlock,
} from '../../src/renderer/imaging/finish/match-picture.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { quantile } from '../fixtures/synthetic-edits/measure.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

const photograph = (seed: number) => randomPhotograph(createRandom(seed, 'match'), 240, 160);

function shifted(block: PixelBlock, gain: [number, number, number], offset: [number, number, number]) {
  const tables = shiftTables({ gain, offset });
  return { ...block, data: block.data.map((byte, at) => tables[at % 4]?.[byte] ?? byte) };
}

function plain(level: number): PixelBlock {
  return { width: 16, height: 16, data: new Uint8ClampedArray(16 * 16 * 4).fill(level) };
}

const reasonOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof DecodeError) return error.why?.reason;
    throw error;
  }
  return null;
};

describe('matching the colors of a picture', () => {
  it('reverts a cast and a change of contrast', async () => {
    for (const seed of [1, 2, 3]) {
      const picture = await photograph(seed);
      const cast = shifted(picture, [0.8, 0.7, 0.55], [0.02, 0.01, 0.03]);
      const back = previewMatch(cast, picture);
      const [wanted, made] = [labOfBytes(picture.data), labOfBytes(back?.data ?? cast.data)];
      const differences = Array.from({ length: picture.data.length / 4 }, (_, at) =>
        ciede2000(wanted, at, made, at),
      );
      expect(quantile(differences, 0.95)).toBeLessThan(2);
    }
  });

  it('gives one photograph the mean and contrast of another', async () => {
    const [one, other] = [await photograph(4), await photograph(5)];
    const made = statisticsOfBlock(previewMatch(one, other) ?? one);
    const wanted = statisticsOfBlock(other);
    for (const channel of [0, 1, 2] as const) {
      // Values brighter than white or darker than black are clipped.
      expect(made.mean[channel]).toBeCloseTo(wanted.mean[channel], 1);
      expect(Math.abs(made.spread[channel] / wanted.spread[channel] - 1)).toBeLessThan(0.35);
    }
  });

  it('rejects a plain color, and a picture that already has these colors', async () => {
    const picture = await photograph(6);
    const statistics = statisticsOfBlock(picture);
    expect(reasonOf(() => colorShift(statisticsOfBlock(plain(90)), statistics))).toBe('colors-flat');
    expect(reasonOf(() => colorShift(statistics, statisticsOfBlock(plain(200))))).toBe('colors-flat');
    expect(reasonOf(() => colorShift(statistics, statistics))).toBe('colors-alike');
    expect(previewMatch(picture, picture)).toBeNull();
  });

  it('doesn’t change pixels outside its mask, or alpha', async () => {
    const { width, height, data } = await photograph(7);
    const clear = data.map((value, at) => (at % 4 === 3 ? at % 256 : value));
    const mask = Uint8Array.from({ length: width * height }, (_, at) => (at % width < 100 ? 255 : 0));
    const shift = { gain: [0.5, 0.6, 0.7], offset: [0.1, 0.1, 0.1] } as const;
    const [band] = [...shiftBands([{ top: 0, height, data: clear }], width, shift, mask)];
    const [red] = shiftTables(shift);
    const wrong = mask.filter((value, at) => {
      const p = at * 4;
      const wanted = value === 0 ? clear[p] : red[clear[p] ?? 0];
      return band?.data[p] !== wanted || band?.data[p + 3] !== clear[p + 3];
    });
    expect(wrong).toHaveLength(0);
  });
});
