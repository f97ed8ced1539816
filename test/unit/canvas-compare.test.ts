import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { topOf } from '../../src/renderer/canvas/arrangement.ts';
import { BLINK_FASTEST_MS, blinkPace, createBlink } from '../../src/renderer/canvas/blink.ts';
import { cellAt, cellRect, cellsFor } from '../../src/renderer/canvas/cells.ts';
import { PIXEL_GRID_FROM, pixelGrid } from '../../src/renderer/canvas/pixel-grid.ts';
import { besidePointer, pixelsAt } from '../../src/renderer/canvas/probe.ts';
import { createSlide } from '../../src/renderer/canvas/slide.ts';
import { stageLayout } from '../../src/renderer/canvas/stage-layout.ts';
import { fitView } from '../../src/renderer/canvas/viewport.ts';
import { fc } from '../fixtures/property.ts';

const length = fc.integer({ min: 1, max: 4000 });
const size = fc.record({ width: length, height: length });

describe('cells', () => {
  it('share the frame without overlap, and every point is in its drawn cell', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 4 }),
        size,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (frame, count, stage, share) => {
          const cells = cellsFor(frame, count, stage);
          expect(cells.columns * cells.rows).toBeGreaterThanOrEqual(count);
          expect(cells.cell.width * cells.columns).toBeCloseTo(frame.width, 6);
          expect(cells.cell.height * cells.rows).toBeCloseTo(frame.height, 6);
          for (let place = 0; place < count; place++) {
            const rect = cellRect(cells, place);
            const at = { x: rect.x + rect.width * share, y: rect.y + rect.height * share };
            const found = cellAt(cells, at);
            expect(found.place).toBe(place);
            expect(found.at.x).toBeCloseTo(rect.width * share, 5);
            expect(found.at.y).toBeCloseTo(rect.height * share, 5);
          }
        },
      ),
    );
  });

  it('are side by side if there is room, and stacked if that is much larger', () => {
    const landscape = { width: 3000, height: 2000 };
    expect(cellsFor({ width: 1200, height: 600 }, 2, landscape)).toMatchObject({ columns: 2, rows: 1 });
    expect(cellsFor({ width: 500, height: 900 }, 2, landscape)).toMatchObject({ columns: 1, rows: 2 });
    expect(cellsFor({ width: 1200, height: 800 }, 4, landscape)).toMatchObject({ columns: 2, rows: 2 });
    expect(cellsFor({ width: 2400, height: 500 }, 4, landscape)).toMatchObject({ columns: 4, rows: 1 });
    expect(cellsFor({ width: 2000, height: 900 }, 3, { width: 2, height: 3 })).toMatchObject({ columns: 3 });
  });
});

describe('what is on top', () => {
  it('is the picture of a stack, the peeked one, or the current one of a blink', () => {
    expect(topOf({ kind: 'stack', top: 1 }, null, 0)).toBe(1);
    expect(topOf({ kind: 'stack', top: 1 }, 0, 0)).toBe(0);
    expect(topOf({ kind: 'blink' }, null, 1)).toBe(1);
    expect(topOf({ kind: 'split' }, null, 0)).toBeNull();
    expect(topOf({ kind: 'split' }, 0, 0)).toBe(0);
    expect(topOf({ kind: 'cells' }, 0, 0)).toBeNull();
  });
});

describe('a pixel under the pointer', () => {
  it('is the same spot in every picture, for any sizes and shapes', () => {
    const natural = [
      { width: 600, height: 400 },
      { width: 1200, height: 800 },
      { width: 400, height: 400 },
    ];
    const { stage, rects } = stageLayout(natural, { reference: 0, subject: 0 });
    const view = fitView({ stage, frame: { width: 900, height: 700 }, pixelRatio: 1 });
    const at = (x: number, y: number) => ({ x: view.x + x * view.scale, y: view.y + y * view.scale });
    expect(pixelsAt(at(300.6, 200.6), view, rects, natural)).toEqual([
      { column: 300, row: 200 },
      { column: 601, row: 401 },
      { column: 200, row: 200 },
    ]);
    // The square one is cropped at the sides.
    expect(pixelsAt(at(10.6, 10.6), view, rects, natural)).toEqual([
      { column: 10, row: 10 },
      { column: 21, row: 21 },
      null,
    ]);
    expect(pixelsAt({ x: 1, y: 1 }, view, rects, natural)).toEqual([null, null, null]);
  });
});

describe('the magnifier', () => {
  it('is never under the pointer and stays in a frame that has room for it', () => {
    const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const frame = { width: 800, height: 500 };
        const own = { width: 280, height: 160 };
        const at = { x: x * frame.width, y: y * frame.height };
        const place = besidePointer(at, own, frame, 20);
        expect(place.x).toBeGreaterThanOrEqual(0);
        expect(place.y).toBeGreaterThanOrEqual(0);
        expect(place.x + own.width).toBeLessThanOrEqual(frame.width);
        expect(place.y + own.height).toBeLessThanOrEqual(frame.height);
        const under =
          at.x > place.x && at.x < place.x + own.width && at.y > place.y && at.y < place.y + own.height;
        expect(under).toBe(false);
      }),
    );
  });
});

describe('the pixel grid', () => {
  const natural = { width: 100, height: 50 };
  const pane = { width: 400, height: 300 };
  const at = (scale: number, x: number, y: number) => ({ x, y, width: 100 * scale, height: 50 * scale });

  it('starts at eight device pixels per picture pixel', () => {
    expect(pixelGrid(at(PIXEL_GRID_FROM - 0.1, 0, 0), natural, pane, 1)).toBeNull();
    expect(pixelGrid(at(PIXEL_GRID_FROM, 0, 0), natural, pane, 1)).not.toBeNull();
    expect(pixelGrid(at(PIXEL_GRID_FROM / 2, 0, 0), natural, pane, 2)).not.toBeNull();
  });

  it('has its lines between pixels and covers the visible part of the picture', () => {
    const left = fc.double({ min: -700, max: 390, noNaN: true });
    fc.assert(
      fc.property(left, left, fc.double({ min: 8, max: 32, noNaN: true }), (x, y, scale) => {
        const lines = pixelGrid(at(scale, x, y), natural, pane, 1);
        if (!lines) throw new Error('no grid');
        expect(lines.x).toBeCloseTo(Math.max(x, 0), 6);
        expect(lines.offset.x).toBeLessThanOrEqual(0);
        expect(lines.offset.x).toBeGreaterThan(-scale - 1e-6);
        const fromEdge = (lines.x + lines.offset.x - x) / scale;
        expect(Math.abs(fromEdge - Math.round(fromEdge))).toBeLessThan(1e-6);
        expect(lines.x + lines.width).toBeLessThanOrEqual(pane.width + 1e-6);
        expect(lines.y + lines.height).toBeLessThanOrEqual(pane.height + 1e-6);
      }),
    );
  });
});

describe('a blink', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('never flashes more than three times a second', () => {
    fc.assert(
      fc.property(fc.double(), (ms) => {
        expect(1000 / blinkPace(ms)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('switches at its pace, changes it, and pauses on request', () => {
    const turns: number[] = [];
    const blink = createBlink(
      () => turns.push(Date.now()),
      () => Date.now(),
    );
    const start = Date.now();
    blink.pace(1000);
    vi.advanceTimersByTime(2500);
    expect(turns.map((at) => at - start)).toEqual([1000, 2000]);
    blink.pace(500);
    vi.advanceTimersByTime(700);
    expect(turns.length).toBe(4);
    blink.pace(null);
    vi.advanceTimersByTime(5000);
    expect(turns.length).toBe(4);
    blink.stop();
  });

  it('never exceeds the safe pace, by key or by pausing and resuming', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('step', 'pause', 'go'), fc.integer({ min: 0, max: 400 })), {
          maxLength: 60,
        }),
        (acts) => {
          const turns: number[] = [];
          const blink = createBlink(
            () => turns.push(Date.now()),
            () => Date.now(),
          );
          for (const [act, wait] of acts) {
            if (act === 'step') blink.step();
            else blink.pace(act === 'pause' ? null : 1);
            vi.advanceTimersByTime(wait);
          }
          blink.stop();
          for (const [i, at] of turns.entries())
            if (i > 0) expect(at - (turns[i - 1] ?? 0)).toBeGreaterThanOrEqual(BLINK_FASTEST_MS);
        },
      ),
    );
  });
});

describe('a slide', () => {
  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', (frame: (time: number) => void) =>
      setTimeout(() => frame(performance.now()), 10),
    );
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => clearTimeout(frame));
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('moves from the right to the middle, and reports once that it has arrived', () => {
    const splits: number[] = [];
    const ended = vi.fn();
    createSlide((split) => splits.push(split), ended).start();
    vi.advanceTimersByTime(1000);
    expect(splits[0]).toBe(1);
    expect(splits.at(-1)).toBe(0.5);
    expect(splits).toEqual(splits.toSorted((a, b) => b - a));
    expect(ended).toHaveBeenCalledOnce();
  });

  it('stays where it was stopped', () => {
    const splits: number[] = [];
    const ended = vi.fn();
    const slide = createSlide((split) => splits.push(split), ended);
    slide.start();
    vi.advanceTimersByTime(100);
    slide.stop();
    const before = splits.length;
    vi.advanceTimersByTime(1000);
    expect(splits).toHaveLength(before);
    expect(ended).not.toHaveBeenCalled();
  });
});
