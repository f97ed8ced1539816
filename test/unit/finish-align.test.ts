import { describe, expect, it } from 'vitest';
import { align } from '../../src/renderer/imaging/finish/align.ts';
import { chain, cornerDistance, inverse, place } from '../../src/renderer/imaging/finish/placement.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { syntheticEdit } from '../fixtures/synthetic-edits/index.ts';
import { randomPhotograph } from '../fixtures/synthetic-edits/photographs.ts';

const SIZES = { sourcePixels: 240_000, resultPixels: 120_000 };

function flat(width: number, height: number): PixelBlock {
  return { width, height, data: new Uint8ClampedArray(width * height * 4).fill(128) };
}

describe('placements', () => {
  const one = { scaleX: 2, scaleY: 0.5, x: 3, y: -4 };
  const other = { scaleX: 1.5, scaleY: 4, x: -1, y: 7 };

  it('compose, and invert', () => {
    const at = { x: 11, y: 13 };
    expect(place(chain(one, other), at)).toEqual(place(other, place(one, at)));
    const back = place(inverse(one), place(one, at));
    expect(back.x).toBeCloseTo(at.x, 9);
    expect(back.y).toBeCloseTo(at.y, 9);
  });
});

describe('align', () => {
  it.each([101, 102, 103, 104])(
    'finds the placement of synthetic edit %i to a tenth of a pixel at the worst corner',
    async (seed) => {
      const edit = await syntheticEdit(seed, { ...SIZES, share: [0.3, 0.4] });
      const found = align(edit.source, edit.result);
      if (!found.aligned) throw new Error(found.reason);
      expect(cornerDistance(edit.source, found.placement, edit.placement)).toBeLessThan(0.1);
      expect(found.uncertainty).toBeLessThan(0.1);
    },
    180_000,
  );

  it('finds a night sky of which two fifths changed, where small copies alone lead away', async () => {
    const edit = await syntheticEdit(222, { sourcePixels: 1_800_000, resultPixels: 900_000 });
    const found = align(edit.source, edit.result);
    if (!found.aligned) throw new Error(found.reason);
    expect(cornerDistance(edit.source, found.placement, edit.placement)).toBeLessThan(0.1);
  });

  it('finds a picture by its corners if its middle changed', async () => {
    const edit = await syntheticEdit(530, { sourcePixels: 1_800_000, resultPixels: 900_000 });
    const found = align(edit.source, edit.result);
    if (!found.aligned) throw new Error(found.reason);
    expect(cornerDistance(edit.source, found.placement, edit.placement)).toBeLessThan(0.1);
  }, 180_000);

  it('reports that two photographs have nothing in common', async () => {
    const random = createRandom(7, 'other photographs');
    for (let pair = 0; pair < 4; pair++) {
      const one = await randomPhotograph(random, 420, 300);
      const other = await randomPhotograph(random, 420, 300);
      const found = align(one, { ...other, data: other.data.slice().reverse() });
      expect(found).toMatchObject({
        aligned: false,
        reason: expect.stringMatching(/^(no-match|uncertain)$/),
      });
    }
  });

  it('reports flat pictures as lacking detail, and tiny ones as too small', () => {
    expect(align(flat(300, 200), flat(300, 200))).toEqual({ aligned: false, reason: 'no-detail' });
    expect(align(flat(300, 40), flat(300, 200))).toEqual({ aligned: false, reason: 'too-small' });
  });

  it('reports that stripes are ambiguous', () => {
    const stripes = flat(300, 200);
    for (let at = 0; at < stripes.data.length; at += 4)
      stripes.data.fill(((at / 4) % 300) % 20 < 10 ? 60 : 200, at, at + 3);
    expect(align(stripes, stripes).aligned).toBe(false);
  });
});
