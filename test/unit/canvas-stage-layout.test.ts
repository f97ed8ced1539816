import { describe, expect, it } from 'vitest';
import { clipBeside, splitAt, splitX } from '../../src/renderer/canvas/split.ts';
import { stageLayout } from '../../src/renderer/canvas/stage-layout.ts';
import { fc } from '../fixtures/property.ts';

const size = fc.record({
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
});

describe('pictures on one stage', () => {
  it('show the subject at its own pixels and the others centered in the reference, in their own ratios', () => {
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.nat(3),
        (pictures, first, second) => {
          const roles = { reference: first % pictures.length, subject: second % pictures.length };
          const { stage, rects } = stageLayout(pictures, roles);
          for (const [i, picture] of pictures.entries()) {
            const rect = rects[i] ?? { x: 0, y: 0, width: 0, height: 0 };
            expect(rect.width / rect.height / (picture.width / picture.height)).toBeCloseTo(1, 9);
            if (i === roles.subject) expect(rect.width / picture.width).toBeCloseTo(1, 9);
            expect(rect.x * 2 + rect.width).toBeCloseTo(stage.width, 5);
            expect(rect.y * 2 + rect.height).toBeCloseTo(stage.height, 5);
            expect(rect.x).toBeGreaterThanOrEqual(-1e-6);
            expect(rect.y).toBeGreaterThanOrEqual(-1e-6);
            expect(Math.min(rect.x / stage.width, rect.y / stage.height)).toBeCloseTo(0, 9);
            if (i === roles.reference) expect(rect).toMatchObject(stage);
          }
        },
      ),
    );
  });

  it('with one ratio cover each other exactly, at any size', () => {
    const { rects } = stageLayout(
      [
        { width: 6000, height: 4000 },
        { width: 1200, height: 800 },
      ],
      { reference: 0, subject: 1 },
    );
    expect(rects[0]).toEqual(rects[1]);
    expect(rects[1]).toEqual({ x: 0, y: 0, width: 1200, height: 800 });
  });
});

describe('the slider', () => {
  const visible = { x: 40, y: 0, width: 500, height: 300 };
  it('returns to its position, within the picture', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 900, noNaN: true }), (x) => {
        const split = splitAt(x, visible);
        expect(split).toBeGreaterThanOrEqual(0);
        expect(split).toBeLessThanOrEqual(1);
        expect(splitX(split, visible)).toBeCloseTo(Math.min(Math.max(x, 40), 540), 9);
      }),
    );
  });
  it('clips each picture on its own side', () => {
    expect(clipBeside('right', 120, { width: 600, height: 300 })).toBe('inset(0 0 0 120px)');
    expect(clipBeside('left', 120, { width: 600, height: 300 })).toBe('inset(0 480px 0 0)');
  });
});
