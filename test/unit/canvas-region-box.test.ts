import { describe, expect, it } from 'vitest';
import {
  boxBetween,
  HANDLES,
  handlePoint,
  hitBox,
  insideContext,
  moveBox,
  type Ratio,
  REGION_MIN,
  regionAround,
  resizeBox,
  scaleBox,
} from '../../src/renderer/canvas/tools/region-box.ts';
import { fc } from '../fixtures/property.ts';

const RATIOS: readonly Ratio[] = [
  [1, 1],
  [16, 9],
  [9, 16],
  [3, 2],
  [2, 3],
  [4, 5],
  [5, 4],
];
const side = fc.integer({ min: 300, max: 7000 });
const size = fc.record({ width: side, height: side });
const share = fc.double({ min: -0.2, max: 1.2, noNaN: true });
const point = fc.record({ x: share, y: share });
const inside = fc.double({ min: 0, max: 1, noNaN: true });

/** Whether a box has one of the model's ratios, to a pixel, and is inside the picture. */
function expectRegion(
  box: { x: number; y: number; width: number; height: number },
  of: { width: number; height: number },
) {
  for (const value of Object.values(box)) expect(Number.isInteger(value)).toBe(true);
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(of.width);
  expect(box.y + box.height).toBeLessThanOrEqual(of.height);
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(REGION_MIN - 1);
  const off = RATIOS.map(([w, h]) => Math.abs(box.width - (box.height * w) / h) / Math.max(1, w / h));
  expect(Math.min(...off)).toBeLessThanOrEqual(1);
}

describe('a region', () => {
  it('drawn between any two points has one of the model’s ratios and is inside the picture', () => {
    fc.assert(
      fc.property(size, inside, inside, point, (of, x, y, to) => {
        const corner = { x: x * of.width, y: y * of.height };
        expectRegion(boxBetween(corner, { x: to.x * of.width, y: to.y * of.height }, RATIOS, of), of);
      }),
    );
  });

  it('keeps its starting corner where there is room', () => {
    const box = boxBetween({ x: 1000, y: 900 }, { x: 1950, y: 1500 }, RATIOS, { width: 6000, height: 4000 });
    expect(box).toEqual({ x: 1000, y: 900, width: 950, height: 633 });
    const back = boxBetween({ x: 1950, y: 1500 }, { x: 1000, y: 900 }, RATIOS, { width: 6000, height: 4000 });
    expect(back).toEqual({ x: 1000, y: 867, width: 950, height: 633 });
  });

  it('is resized by any handle to one of the model’s ratios inside the picture', () => {
    fc.assert(
      fc.property(size, point, point, point, fc.constantFrom(...HANDLES), (of, a, b, to, handle) => {
        const at = ({ x, y }: { x: number; y: number }) => ({ x: x * of.width, y: y * of.height });
        const corner = {
          x: Math.min(Math.max(a.x, 0), 1) * of.width,
          y: Math.min(Math.max(a.y, 0), 1) * of.height,
        };
        const box = boxBetween(corner, at(b), RATIOS, of);
        expectRegion(resizeBox(box, handle, at(to), RATIOS, of), of);
      }),
    );
  });

  it('moves without changing its size, and stops at the edges', () => {
    const of = { width: 2000, height: 1500 };
    const box = { x: 100, y: 100, width: 300, height: 200 };
    expect(moveBox(box, { x: 50.4, y: -40 }, of)).toEqual({ ...box, x: 150, y: 60 });
    expect(moveBox(box, { x: 9000, y: -9000 }, of)).toEqual({ ...box, x: 1700, y: 0 });
  });

  it('grows and shrinks around its center', () => {
    const grown = scaleBox({ x: 500, y: 500, width: 300, height: 200 }, 60, RATIOS, {
      width: 2000,
      height: 1500,
    });
    expect(grown).toEqual({ x: 470, y: 480, width: 360, height: 240 });
  });

  it('around a mask contains it inside its context where there is room', () => {
    const of = { width: 6000, height: 4000 };
    const bounds = { x: 2500, y: 1500, width: 700, height: 400 };
    const region = regionAround(bounds, 0.12, RATIOS, of);
    expectRegion(region, of);
    const core = insideContext(region, 0.12);
    expect(core.x).toBeLessThanOrEqual(bounds.x + 1);
    expect(core.y).toBeLessThanOrEqual(bounds.y + 1);
    expect(core.x + core.width).toBeGreaterThanOrEqual(bounds.x + bounds.width - 1);
    expect(core.y + core.height).toBeGreaterThanOrEqual(bounds.y + bounds.height - 1);
  });

  it('is grabbed at its handles first, then inside', () => {
    const box = { x: 100, y: 100, width: 300, height: 200 };
    for (const handle of HANDLES) expect(hitBox(box, handlePoint(box, handle), 10)).toBe(handle);
    expect(hitBox(box, { x: 240, y: 190 }, 10)).toBe('inside');
    expect(hitBox(box, { x: 50, y: 50 }, 10)).toBeNull();
  });
});
