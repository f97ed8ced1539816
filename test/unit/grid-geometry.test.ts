import { describe, expect, it } from 'vitest';
import {
  followed,
  gridLayout,
  positionOf,
  rowOf,
  rowsOf,
} from '../../src/renderer/features/library/grid-layout.ts';
import { cellsOf, edgeSpeed, isInCells, runsOf } from '../../src/renderer/features/library/rubber-band.ts';
import {
  DECODED_MAX,
  decodedBytes,
  overscan,
  TILES_MAX,
  thumbSize,
} from '../../src/renderer/features/library/thumb-budget.ts';
import { fc } from '../fixtures/property.ts';

const layouts = fc
  .record({
    width: fc.integer({ min: 60, max: 2400 }),
    size: fc.integer({ min: 72, max: 320 }),
    pad: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ width, size, pad }) => gridLayout(width, size, 8, pad));

describe('the layout of the grid', () => {
  it('maps positions to places and back', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 0, max: 1_200_000 }), (layout, position) => {
        const row = rowOf(position, layout);
        const column = position + layout.pad - row * layout.columns;
        expect(column).toBeGreaterThanOrEqual(0);
        expect(column).toBeLessThan(layout.columns);
        expect(positionOf(row, column, layout)).toBe(position);
        expect(rowsOf(position + 1, layout)).toBe(row + 1);
      }),
    );
  });

  it('keeps every picture in its column when others are added or removed above', () => {
    fc.assert(
      fc.property(
        layouts,
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: -5_000, max: 5_000 }),
        (layout, position, by) => {
          fc.pre(position + by >= 0);
          const next = followed(by, layout);
          const after = { ...layout, pad: next.pad };
          const column = (at: number, { columns, pad }: typeof layout) => (at + pad) % columns;
          expect(next.pad).toBeGreaterThanOrEqual(0);
          expect(next.pad).toBeLessThan(layout.columns);
          expect(column(position + by, after)).toBe(column(position, layout));
          expect(rowOf(position + by, after) - rowOf(position, layout)).toBe(next.rows);
        },
      ),
    );
  });
});

describe('a rectangle over the grid', () => {
  const box = (layout: ReturnType<typeof gridLayout>, position: number) => {
    const cellIndex = position + layout.pad;
    const x = 8 + (cellIndex % layout.columns) * layout.pitch;
    const y = 8 + Math.floor(cellIndex / layout.columns) * layout.pitch;
    return { left: x, top: y, right: x + layout.cell, bottom: y + layout.cell };
  };

  it('selects exactly the tiles it touches', () => {
    const place = fc.integer({ min: 0, max: 2_600 });
    fc.assert(
      fc.property(
        layouts,
        place,
        place,
        place,
        place,
        fc.integer({ min: 1, max: 80 }),
        (layout, fromX, fromY, toX, toY, total) => {
          const cells = cellsOf({ fromX, fromY, toX, toY }, layout, 8);
          const runs = cells ? runsOf(cells, layout, total) : [];
          const chosen = new Set(
            runs.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
          );
          for (let position = 0; position < total; position += 1) {
            const { left, top, right, bottom } = box(layout, position);
            const touched =
              Math.min(fromX, toX) <= right &&
              Math.max(fromX, toX) >= left &&
              Math.min(fromY, toY) <= bottom &&
              Math.max(fromY, toY) >= top;
            expect(chosen.has(position)).toBe(touched);
            expect(cells ? isInCells(position, cells, layout) : false).toBe(touched);
          }
        },
      ),
    );
  });

  it('is one range if as wide as the grid, at any height', () => {
    const layout = gridLayout(272, 128, 8);
    const cells = cellsOf({ fromX: 0, fromY: 0, toX: 272, toY: 10_000_000 }, layout, 8);
    expect(cells && runsOf(cells, layout, 100_000)).toEqual([[0, 99_999]]);
  });

  it('scrolls only near the edges, faster further out', () => {
    expect(edgeSpeed(300, 600)).toBe(0);
    expect(edgeSpeed(590, 600)).toBeGreaterThan(0);
    expect(edgeSpeed(800, 600)).toBeGreaterThan(edgeSpeed(590, 600));
    expect(edgeSpeed(10, 600)).toBeLessThan(0);
    expect(edgeSpeed(-200, 600)).toBeLessThan(edgeSpeed(10, 600));
  });
});

describe('the decoded thumbnails', () => {
  it('stay within the memory limit for any window, tile and screen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 4_000 }),
        fc.integer({ min: 300, max: 2_400 }),
        fc.integer({ min: 72, max: 320 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (width, height, size, pixelRatio) => {
          const layout = gridLayout(Math.min(width, 480), size, 8);
          const rows = Math.ceil(height / layout.pitch) + 1;
          const tiles = (rows + 2 * overscan(rows, layout.columns) + 1) * layout.columns;
          const used = tiles * decodedBytes(thumbSize(layout.cell, pixelRatio, tiles));
          expect(used).toBeLessThanOrEqual(DECODED_MAX);
        },
      ),
    );
  });

  it('are the small ones unless tiles are larger, with few extra rows', () => {
    expect(thumbSize(128, 1, 24)).toBe(256);
    expect(thumbSize(128, 2, 24)).toBe(256);
    expect(thumbSize(320, 2, 12)).toBe(1024);
    expect(thumbSize(320, 2, 60)).toBe(256);
    expect(overscan(6, 2)).toBe(3);
    expect((overscan(28, 6) * 2 + 28) * 6).toBeLessThanOrEqual(TILES_MAX + 18);
  });
});
