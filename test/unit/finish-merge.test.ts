import type { MergeChoice } from '@shared/domain/merge.ts';
import { describe, expect, it } from 'vitest';
import { createBlame, decodeBlame } from '../../src/renderer/imaging/finish/blame.ts';
import { merge, planMerge } from '../../src/renderer/imaging/finish/merge.ts';
import { collectBands, rowsOfBlock } from '../../src/renderer/imaging/finish/rows.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { boxMask, noiseBlock, pasted } from '../fixtures/noise-block.ts';

const SIZE = { width: 150, height: 190 };
const base = noiseBlock(1, SIZE);
const [red, green] = [noiseBlock(2, SIZE), noiseBlock(3, SIZE)];

function merged(a: PixelBlock, b: PixelBlock, choices: readonly MergeChoice[]) {
  const rows = [base, a, b].map(rowsOfBlock) as [
    ReturnType<typeof rowsOfBlock>,
    ReturnType<typeof rowsOfBlock>,
    ReturnType<typeof rowsOfBlock>,
  ];
  const plan = planMerge(...rows);
  return { plan, picture: () => collectBands(SIZE, merge(...rows, plan, choices)) };
}

describe('merge', () => {
  const left = boxMask(SIZE, { x: 5, y: 10, width: 40, height: 60 });
  const right = boxMask(SIZE, { x: 90, y: 100, width: 50, height: 70 });

  it('takes both changes in different places, without a conflict', () => {
    const { plan, picture } = merged(pasted(base, red, left), pasted(base, green, right), []);
    expect(plan).toMatchObject({ fromA: 2400, fromB: 3500, alike: 0, conflicts: [] });
    expect(picture().data).toEqual(pasted(pasted(base, red, left), green, right).data);
  });

  it('reports exactly what both changed, by region, and fills each by its choice', () => {
    const both = boxMask(SIZE, { x: 30, y: 40, width: 20, height: 11 });
    const far = boxMask(SIZE, { x: 120, y: 5, width: 3, height: 4 });
    const a = pasted(pasted(pasted(base, red, left), red, both), red, far);
    const b = pasted(pasted(base, green, both), green, far);
    const { plan, picture } = merged(a, b, ['a', 'base']);
    expect([...plan.conflicts].sort((one, other) => one.x - other.x)).toEqual([
      { x: 30, y: 40, width: 20, height: 11, pixels: 220 },
      { x: 120, y: 5, width: 3, height: 4, pixels: 12 },
    ]);
    const order = plan.conflicts.map(({ x }): MergeChoice => (x === 30 ? 'b' : 'base'));
    expect(merged(a, b, order).picture().data).toEqual(pasted(pasted(base, red, left), green, both).data);
    expect(picture().data).not.toEqual(merged(a, b, order).picture().data);
  });

  it('has no conflict if both made the same change', () => {
    const a = pasted(base, red, left);
    const { plan, picture } = merged(a, a, []);
    expect(plan).toMatchObject({ fromA: 0, fromB: 0, alike: 2400, conflicts: [] });
    expect(picture().data).toEqual(a.data);
  });

  it('rejects a wrong number of choices and pictures of different sizes', () => {
    const { picture } = merged(pasted(base, red, left), pasted(base, green, left), []);
    expect(picture).toThrow(RangeError);
    const small = rowsOfBlock(noiseBlock(1, { width: 10, height: 10 }));
    expect(() => planMerge(rowsOfBlock(base), small, small)).toThrow(RangeError);
  });
});

describe('blame', () => {
  it('finds the last of ten steps that changed each pixel, before and after storing', () => {
    const random = createRandom(5, 'chain');
    const truth = new Uint8Array(SIZE.width * SIZE.height);
    const blame = createBlame(SIZE);
    let picture = base;
    for (let step = 1; step <= 10; step++) {
      const box = {
        x: random.int(100),
        y: random.int(120),
        width: 10 + random.int(100),
        height: 10 + random.int(100),
      };
      const mask = boxMask(SIZE, box);
      const next = pasted(picture, noiseBlock(100 + step, SIZE), mask);
      blame.note(rowsOfBlock(picture), rowsOfBlock(next), step);
      // Noise that happens to equal the original color changed nothing.
      for (let at = 0; at < truth.length; at++)
        if ([0, 1, 2].some((c) => picture.data[at * 4 + c] !== next.data[at * 4 + c])) truth[at] = step;
      picture = next;
    }
    const stored = blame.encode();
    expect(stored.length).toBeLessThan(truth.length / 10);
    for (const map of [blame, decodeBlame(stored, SIZE)]) {
      const wrong = truth.filter(
        (step, at) => map.stepAt(at % SIZE.width, Math.floor(at / SIZE.width)) !== step,
      );
      expect(wrong.length).toBe(0);
    }
    const counted = Array.from({ length: 11 }, (_, step) => truth.filter((one) => one === step).length);
    expect(Array.from({ length: 11 }, (_, step) => blame.shares()[step] ?? 0)).toEqual(counted);
  });

  it('rejects maps of another size', () => {
    const stored = createBlame(SIZE).encode();
    expect(() => decodeBlame(stored, { width: 150, height: 189 })).toThrow('larger');
    expect(() => decodeBlame(stored, { width: 150, height: 191 })).toThrow('smaller');
    expect(() => decodeBlame(stored.subarray(0, 2), SIZE)).toThrow('cut off');
  });
});
