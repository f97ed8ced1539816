import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairLayout, soloLayout } from '../../src/renderer/canvas/pair.ts';
import { clipBeside, splitAt, splitX } from '../../src/renderer/canvas/split.ts';

const size = fc.record({
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
});

describe('a pair', () => {
  it('has the subject at its own pixels and the result inside the source, in the middle, in its own shape', () => {
    fc.assert(
      fc.property(
        size,
        size,
        fc.constantFrom('before' as const, 'after' as const),
        (source, result, subject) => {
          const { stage, before, after } = pairLayout(source, result, subject);
          const own = subject === 'before' ? source : result;
          const shown = subject === 'before' ? before : after;
          expect(shown.width / own.width).toBeCloseTo(1, 9);
          expect(shown.height / own.height).toBeCloseTo(1, 9);
          expect(after.width / after.height / (result.width / result.height)).toBeCloseTo(1, 9);
          expect(after.x * 2 + after.width).toBeCloseTo(stage.width, 5);
          expect(after.y * 2 + after.height).toBeCloseTo(stage.height, 5);
          expect(after.x).toBeGreaterThanOrEqual(-1e-6);
          expect(after.y).toBeGreaterThanOrEqual(-1e-6);
          expect(Math.min(after.x / stage.width, after.y / stage.height)).toBeCloseTo(0, 9);
        },
      ),
    );
  });

  it('of one shape covers itself exactly, whatever the sizes', () => {
    const { before, after } = pairLayout(
      { width: 6000, height: 4000 },
      { width: 1200, height: 800 },
      'after',
    );
    expect(after).toEqual(before);
    expect(after).toEqual(soloLayout({ width: 1200, height: 800 }).after);
  });
});

describe('the slider', () => {
  const visible = { x: 40, y: 0, width: 500, height: 300 };
  it('goes back to where it was put, and no further than the picture', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 900, noNaN: true }), (x) => {
        const split = splitAt(x, visible);
        expect(split).toBeGreaterThanOrEqual(0);
        expect(split).toBeLessThanOrEqual(1);
        expect(splitX(split, visible)).toBeCloseTo(Math.min(Math.max(x, 40), 540), 9);
      }),
    );
  });
  it('cuts each picture on its own side', () => {
    expect(clipBeside('right', 120, { width: 600, height: 300 })).toBe('inset(0 0 0 120px)');
    expect(clipBeside('left', 120, { width: 600, height: 300 })).toBe('inset(0 480px 0 0)');
  });
});
