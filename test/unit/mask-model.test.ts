import type { Point, Size } from '@shared/geometry.ts';
import { describe, expect, it } from 'vitest';
import { paintSegment } from '../../src/renderer/canvas/mask/brush.ts';
import { previewFeather } from '../../src/renderer/canvas/mask/feather.ts';
import {
  clear,
  ellipsePoints,
  fillPolygon,
  invert,
  rectanglePoints,
} from '../../src/renderer/canvas/mask/fill.ts';
import { grayOf, packTiles, tilesOf, unpackTiles } from '../../src/renderer/canvas/mask/gray.ts';
import { HISTORY_BYTES_MAX } from '../../src/renderer/canvas/mask/history.ts';
import { createMask, type Mask } from '../../src/renderer/canvas/mask/mask.ts';
import { measureMask } from '../../src/renderer/canvas/mask/measure.ts';
import { drawOverlay, type OverlayMasks } from '../../src/renderer/canvas/mask/overlay.ts';
import { resizeGray } from '../../src/renderer/canvas/mask/resize.ts';
import { FULL, isEmpty, TILE, TILE_BYTES, valueAt } from '../../src/renderer/canvas/mask/tiles.ts';
import { fc } from '../fixtures/property.ts';

/** A mask of several tiles, with partial ones at the right and bottom. */
const SIZE: Size = { width: 600, height: 530 };
const HARD = { hardness: 1, erase: false };

const dab = (mask: Mask, at: Point, radius: number, paint = HARD) =>
  mask.change((writer) => paintSegment(writer, { ...at, radius }, { ...at, radius }, paint));
const fill = (mask: Mask, points: readonly Point[], erase = false) =>
  mask.change((writer) => fillPolygon(writer, points, erase));
const box = (x: number, y: number, width: number, height: number) => rectanglePoints({ x, y, width, height });
const total = (mask: Mask) => grayOf(mask).reduce((sum, value) => sum + value, 0) / 255;
/** `toEqual` compares such arrays value by value, which takes seconds. */
const expectSame = (found: Uint8Array, wanted: Uint8Array | undefined) =>
  expect(Buffer.compare(found, wanted ?? new Uint8Array())).toBe(0);
/** Tiles with their own memory. */
const own = (mask: Mask) => mask.tiles.filter((tile) => tile !== null && tile !== FULL).length;

const place = fc.record({
  x: fc.double({ min: -60, max: 660, noNaN: true }),
  y: fc.double({ min: -60, max: 590, noNaN: true }),
});

/** Tool actions, for property tests. */
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('stroke' as const),
    from: place,
    to: place,
    radius: fc.double({ min: 0.5, max: 120, noNaN: true }),
    hardness: fc.double({ min: 0, max: 1, noNaN: true }),
    erase: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('polygon' as const),
    points: fc.array(place, { minLength: 3, maxLength: 9 }),
    erase: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('invert' as const) }),
  fc.record({ kind: fc.constant('clear' as const) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function carryOut(mask: Mask, one: Edit): boolean {
  return mask.change((writer) => {
    if (one.kind === 'stroke')
      paintSegment(writer, { ...one.from, radius: one.radius }, { ...one.to, radius: one.radius }, one);
    else if (one.kind === 'polygon') fillPolygon(writer, one.points, one.erase);
    else if (one.kind === 'invert') invert(writer);
    else clear(writer);
  });
}

describe('brush', () => {
  it('covers the area of its circle, wherever its center is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 150, max: 400, noNaN: true }),
        fc.double({ min: 150, max: 380, noNaN: true }),
        fc.double({ min: 2, max: 140, noNaN: true }),
        (x, y, radius) => {
          const mask = createMask(SIZE);
          dab(mask, { x, y }, radius);
          const area = Math.PI * radius * radius;
          expect(Math.abs(total(mask) - area)).toBeLessThan(0.02 * area + 2);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is full at the center, empty beyond its rim, and decreases with the distance in between', () => {
    const mask = createMask(SIZE);
    dab(mask, { x: 300.5, y: 250.5 }, 100, { hardness: 0.4, erase: false });
    const values = Array.from({ length: 120 }, (_, away) => valueAt(mask, 300 + away, 250));
    expect(values.slice(0, 40)).toEqual(new Array(40).fill(255));
    expect(values.slice(101)).toEqual(new Array(19).fill(0));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[70]).toBeGreaterThan(90);
    expect(values[70]).toBeLessThan(165);
  });

  it('paints a line as wide as the brush without gaps, and the same in both directions', () => {
    fc.assert(
      fc.property(place, place, fc.double({ min: 1, max: 60, noNaN: true }), (from, to, radius) => {
        const [there, back] = [createMask(SIZE), createMask(SIZE)];
        there.change((writer) => paintSegment(writer, { ...from, radius }, { ...to, radius }, HARD));
        back.change((writer) => paintSegment(writer, { ...to, radius }, { ...from, radius }, HARD));
        const [a, b] = [grayOf(there), grayOf(back)];
        expect(a.every((value, at) => Math.abs(value - b[at]!) <= 1)).toBe(true);
        for (let step = 0; step <= 20; step++) {
          const x = Math.floor(from.x + ((to.x - from.x) * step) / 20);
          const y = Math.floor(from.y + ((to.y - from.y) * step) / 20);
          if (x >= 0 && y >= 0 && x < SIZE.width && y < SIZE.height)
            expect(valueAt(there, x, y)).toBeGreaterThan(150);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('skips what the stroke has painted, with the same result', () => {
    const radius = fc.double({ min: 0.5, max: 90, noNaN: true });
    const way = fc.array(fc.record({ at: place, radius }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        way,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (points, hardness, mouse) => {
          const [whole, short] = [createMask(SIZE), createMask(SIZE)];
          const stroke = points.map(({ at, radius }) => ({ ...at, radius: mouse ? 30 : radius }));
          for (const [mask, leaves] of [
            [whole, false],
            [short, true],
          ] as const)
            mask.change((writer) => {
              for (const [i, to] of stroke.slice(1).entries())
                paintSegment(
                  writer,
                  stroke[i] ?? to,
                  to,
                  { hardness, erase: false },
                  leaves && i > 0 && (stroke[i - 1]?.radius ?? 0) >= (stroke[i]?.radius ?? 0),
                );
            });
          // With a constant radius the falloff is looked up: it may differ by one table step.
          const [a, b] = [grayOf(short), grayOf(whole)];
          expect(a.every((value, at) => Math.abs(value - b[at]!) <= 3)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('grows along a stroke under more pressure', () => {
    const mask = createMask(SIZE);
    mask.change((writer) =>
      paintSegment(writer, { x: 100, y: 250, radius: 10 }, { x: 400, y: 250, radius: 60 }, HARD),
    );
    const tall = (x: number) =>
      Array.from({ length: 530 }, (_, y) => y).filter((y) => valueAt(mask, x, y) > 127).length;
    expect(tall(110)).toBeLessThan(28);
    expect(tall(390)).toBeGreaterThan(110);
  });

  it('erases what it adds', () => {
    const mask = createMask(SIZE);
    dab(mask, { x: 300, y: 250 }, 80);
    dab(mask, { x: 300, y: 250 }, 82, { hardness: 1, erase: true });
    expect(isEmpty(mask)).toBe(true);
  });

  it('uses memory only for the tiles it touches', () => {
    const mask = createMask({ width: 6000, height: 4000 });
    mask.begin();
    paintSegment(mask, { x: 100, y: 100, radius: 20 }, { x: 600, y: 100, radius: 20 }, HARD);
    expect(mask.takeDamage()).toEqual({ x: 0, y: 0, width: 3 * TILE, height: TILE });
    mask.commit();
    expect(own(mask)).toBe(3);
    expect(mask.historyBytes()).toBe(0);
    expect(mask.takeDamage()).toBeNull();
  });
});

describe('filled shapes', () => {
  it('cover their area within a hundredth of a pixel along straight edges', () => {
    const mask = createMask(SIZE);
    fill(mask, box(100.25, 60.5, 300.5, 120.25));
    expect(total(mask)).toBeCloseTo(300.5 * 120.25, -2);
    expect(valueAt(mask, 100, 100)).toBe(Math.round(0.75 * 255));
    expect(valueAt(mask, 101, 100)).toBe(255);
    expect(valueAt(mask, 99, 100)).toBe(0);
  });

  it('of an ellipse have the area of the ellipse', () => {
    const mask = createMask(SIZE);
    fill(mask, ellipsePoints({ x: 50, y: 80, width: 420, height: 260 }));
    const area = Math.PI * 210 * 130;
    expect(Math.abs(total(mask) - area) / area).toBeLessThan(0.002);
  });

  it('have no hole where an outline crosses itself in the same direction', () => {
    const mask = createMask(SIZE);
    const twice = [...box(100, 100, 200, 200), ...box(150, 150, 100, 100)];
    fill(mask, twice);
    expect(valueAt(mask, 200, 200)).toBe(255);
  });

  it('are clipped at the picture’s edge', () => {
    const mask = createMask(SIZE);
    fill(mask, box(-50, -50, 2000, 2000));
    expect(measureMask(mask)).toEqual({ pixels: 600 * 530, bounds: { x: 0, y: 0, ...SIZE } });
    // As cheap as an empty mask.
    expect(own(mask)).toBe(0);
  });

  it('erase the area they fill', () => {
    const mask = createMask(SIZE);
    fill(mask, box(0, 0, 600, 530));
    fill(mask, box(100, 100, 50, 50), true);
    expect(measureMask(mask).pixels).toBe(600 * 530 - 2500);
  });
});

describe('changes', () => {
  it('are undone and redone to the last pixel', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const mask = createMask(SIZE);
        const states = [grayOf(mask)];
        for (const one of edits) if (carryOut(mask, one)) states.push(grayOf(mask));
        for (let at = states.length - 2; at >= 0; at--) {
          expect(mask.undo()).toBe(true);
          expectSame(grayOf(mask), states[at]);
        }
        expect(mask.canUndo()).toBe(false);
        for (const state of states.slice(1)) {
          expect(mask.redo()).toBe(true);
          expectSame(grayOf(mask), state);
        }
        expect(mask.canRedo()).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  it('are one step per stroke, and none if canceled or without effect', () => {
    const mask = createMask(SIZE);
    mask.begin();
    for (let x = 0; x < 5; x++)
      paintSegment(mask, { x: x * 50, y: 50, radius: 9 }, { x: x * 50 + 50, y: 50, radius: 9 }, HARD);
    expect(mask.commit()).toBe(true);
    mask.begin();
    paintSegment(mask, { x: 300, y: 300, radius: 99 }, { x: 300, y: 300, radius: 99 }, HARD);
    mask.cancel();
    expect(valueAt(mask, 300, 300)).toBe(0);
    expect(dab(mask, { x: 100, y: 50 }, 3)).toBe(false);
    mask.undo();
    expect(isEmpty(mask)).toBe(true);
    expect(mask.canUndo()).toBe(false);
  });

  it('are kept in bounded memory, oldest dropped first', () => {
    const mask = createMask({ width: 4096, height: 4096 });
    // Each leaves 256 separate tiles: a checkered edge in every one.
    for (let step = 0; step < 12; step++) {
      mask.change((writer) => {
        for (let index = 0; index < writer.tiles.length; index++) writer.writable(index).fill(step + 1, 0, 9);
      });
      expect(mask.historyBytes()).toBeLessThanOrEqual(HISTORY_BYTES_MAX);
    }
    expect(mask.historyBytes()).toBeGreaterThan(HISTORY_BYTES_MAX - 256 * TILE_BYTES);
    let steps = 0;
    while (mask.undo()) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(5);
    expect(steps).toBeLessThan(12);
  });

  it('never write to the shared tile', () => {
    const mask = createMask(SIZE);
    fill(mask, box(0, 0, 600, 530));
    dab(mask, { x: 300, y: 300 }, 50, { hardness: 0.2, erase: true });
    mask.change(invert);
    mask.undo();
    expect(FULL.every((value) => value === 255)).toBe(true);
  });
});

describe('invert', () => {
  it('is its own inverse', () => {
    const mask = createMask(SIZE);
    dab(mask, { x: 300, y: 250 }, 120, { hardness: 0, erase: false });
    const before = grayOf(mask);
    mask.change(invert);
    expectSame(
      grayOf(mask),
      before.map((value) => 255 - value),
    );
    mask.change(invert);
    expectSame(grayOf(mask), before);
  });
});

describe('growing and shrinking', () => {
  const square = () => {
    const mask = createMask(SIZE);
    fill(mask, box(200, 200, 100, 100));
    return grayOf(mask);
  };
  const area = (gray: Uint8Array) => gray.reduce((sum, value) => sum + value, 0) / 255;

  it('moves straight edges by the given pixels, and rounds outer corners', () => {
    const rounded = 100 * 100 + 4 * 100 * 20 + Math.PI * 20 * 20;
    expect(area(resizeGray(square(), SIZE, 20)) / rounded).toBeCloseTo(1, 1);
    expect(area(resizeGray(square(), SIZE, -20))).toBeCloseTo(60 * 60, -2);
    expectSame(resizeGray(square(), SIZE, 0), square());
  });

  it('gives the same result in one band and in many', () => {
    const size = { width: 640, height: 640 };
    const circle = (radius: number) => {
      const mask = createMask(size);
      const [x, y] = [320 - radius, 320 - radius];
      fill(mask, ellipsePoints({ x, y, width: 2 * radius, height: 2 * radius }));
      return grayOf(mask);
    };
    expect(area(resizeGray(circle(230), size, 33)) / area(circle(263))).toBeCloseTo(1, 2);
    expect(area(resizeGray(circle(263), size, -33)) / area(circle(230))).toBeCloseTo(1, 2);
  });

  it('empties a mask thinner than the amount', () => {
    expect(area(resizeGray(square(), SIZE, -60))).toBe(0);
  });
});

describe('measuring', () => {
  it('counts set pixels and finds their bounds, for any drawing', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const mask = createMask(SIZE);
        for (const one of edits) carryOut(mask, one);
        const gray = grayOf(mask);
        const { pixels, bounds } = measureMask(mask);
        expect(pixels).toBe(gray.reduce((count, value) => count + (value > 0 ? 1 : 0), 0));
        if (!bounds) return void expect(pixels).toBe(0);
        const columns = [...gray.keys()].filter((at) => gray[at]! > 0).map((at) => at % SIZE.width);
        expect(bounds.x).toBe(columns.reduce((a, b) => Math.min(a, b)));
        expect(bounds.x + bounds.width - 1).toBe(columns.reduce((a, b) => Math.max(a, b)));
      }),
      { numRuns: 8 },
    );
  });
});

describe('overlay', () => {
  const place = { x: 10, y: 20, scale: 0.5 };
  const screen = { x: 0, y: 0, width: 400, height: 400 };
  const style = { look: 'outside', color: [10, 20, 30], opacity: 0.5, protect: [200, 0, 200] } as const;
  const drawn = (masks: Partial<OverlayMasks>, part = screen) => {
    const into = new Uint32Array(part.width * part.height);
    const none = { change: null, protect: null, feathered: null, size: SIZE };
    drawOverlay(into, part, place, { ...none, ...masks }, style);
    return (x: number, y: number) =>
      new Uint8Array(into.buffer, ((y - part.y) * part.width + x - part.x) * 4, 4);
  };
  const mask = createMask(SIZE);
  fill(mask, box(100, 100, 200, 200));

  it('covers what stays, leaves what may change, and draws nothing outside the picture', () => {
    const at = drawn({ change: mask });
    expect([...at(10 + 20, 20 + 20)]).toEqual([10, 20, 30, 128]);
    expect([...at(10 + 100, 20 + 100)].at(-1)).toBe(0);
    expect([...at(5, 100)]).toEqual([0, 0, 0, 0]);
    expect([...at(10 + 305, 100)]).toEqual([0, 0, 0, 0]);
  });

  it('hatches protected areas, even where changes are allowed', () => {
    const at = drawn({ change: mask, protect: mask });
    const row = Array.from({ length: 20 }, (_, i) => at(110 + i, 120)[3]);
    expect(new Set(row).size).toBe(2);
    expect(at(110, 120)[0]).toBe(200);
  });

  it('draws a part like the whole', () => {
    const whole = drawn({ change: mask, protect: mask });
    const part = drawn({ change: mask, protect: mask }, { x: 55, y: 66, width: 30, height: 20 });
    for (let y = 66; y < 86; y++)
      for (let x = 55; x < 85; x++) expect([...part(x, y)]).toEqual([...whole(x, y)]);
  });
});

describe('the look of an overlay', () => {
  const part = { x: 0, y: 0, width: 130, height: 110 };
  const place = { x: 7, y: 9, scale: 0.2 };
  const SAMPLES = [0.25, 0.75];
  const image = (device: number, offset: number) => Math.floor((device - offset) / place.scale);

  /** The share of a screen pixel that may change, 0 to 255, sample by sample; null outside the picture. */
  function shareAt(mask: Mask, x: number, y: number): number | null {
    const isIn = (at: number, limit: number) => at >= 0 && at < limit;
    if (!isIn(image(x + 0.25, place.x), SIZE.width) || !isIn(image(y + 0.25, place.y), SIZE.height))
      return null;
    const values = SAMPLES.flatMap((dy) =>
      SAMPLES.map((dx) => valueAt(mask, image(x + dx, place.x), image(y + dy, place.y))),
    );
    return Math.round(values.reduce((sum, value) => sum + value, 0) / 4);
  }

  const COLOR = [230, 45, 40] as const;
  const alpha = (share: number, opacity: number) => Math.round(opacity * share * 255);
  it.each([
    ['outside', 0.3, (value: number) => [...COLOR, alpha(1 - value / 255, 0.3)]],
    ['inside', 0.8, (value: number) => [...COLOR, alpha(value / 255, 0.8)]],
    ['mask', 0.5, (value: number) => [value, value, value, 255]],
  ] as const)('is %s at the chosen opacity, for any drawing', (look, opacity, wanted) => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 0, maxLength: 3 }), (edits) => {
        const mask = createMask(SIZE);
        for (const one of edits) carryOut(mask, one);
        const into = new Uint32Array(part.width * part.height);
        const masks = { change: mask, protect: null, feathered: null, size: SIZE };
        drawOverlay(into, part, place, masks, { look, color: COLOR, opacity, protect: COLOR });
        const bytes = new Uint8Array(into.buffer);
        const expected = Array.from(into, (_, at) => {
          const share = shareAt(mask, at % part.width, Math.floor(at / part.width));
          return share === null ? [0, 0, 0, 0] : wanted(share);
        }).flat();
        expectSame(bytes, Uint8Array.from(expected));
      }),
      { numRuns: 6 },
    );
  });
});

describe('feather preview', () => {
  it('fades in from the edge inward, and is never 0 inside the mask', () => {
    const mask = createMask(SIZE);
    fill(mask, box(100, 100, 200, 200));
    const { alpha, width, step } = previewFeather(mask, 40);
    expect(step).toBe(1);
    const across = Array.from({ length: 200 }, (_, i) => alpha[200 * width + 100 + i] ?? 0);
    expect(across[0]).toBe(1);
    expect(across.slice(0, 100)).toEqual(across.slice(0, 100).sort((a, b) => a - b));
    expect(across[45]).toBe(255);
    expect(alpha[200 * width + 99]).toBe(0);
  });
});

describe('bytes and messages', () => {
  it('preserve the mask', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const mask = createMask(SIZE);
        for (const one of edits) carryOut(mask, one);
        const gray = grayOf(mask);
        const loaded = createMask(SIZE);
        loaded.load(tilesOf(gray, SIZE));
        expectSame(grayOf(loaded), gray);
        expectSame(grayOf(unpackTiles(structuredClone(packTiles(mask)))), gray);
        expect(own(loaded)).toBeLessThanOrEqual(own(mask));
      }),
      { numRuns: 20 },
    );
  });
});
