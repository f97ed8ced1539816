import type { Box, Point } from '@shared/geometry.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { invert } from '../../src/renderer/canvas/mask/fill.ts';
import { createMask, type Mask } from '../../src/renderer/canvas/mask/mask.ts';
import { measureMask } from '../../src/renderer/canvas/mask/measure.ts';
import { valueAt } from '../../src/renderer/canvas/mask/tiles.ts';
import {
  createToolController,
  type ToolController,
  type ToolWork,
} from '../../src/renderer/canvas/tools/controller.ts';
import type { ShapeId } from '../../src/renderer/canvas/tools/tool.ts';

const SIZE = { width: 1200, height: 800 };
let mask: Mask;
let region: Box | null;
let work: Partial<ToolWork>;
let controller: ToolController;
let commits: number;

beforeEach(() => {
  mask = createMask(SIZE);
  region = null;
  commits = 0;
  work = {};
  controller = createToolController({
    work: () => ({
      size: SIZE,
      shape: 'brush',
      mask,
      brush: { diameter: 40, hardness: 1, erase: false },
      region,
      ratios: [
        [1, 1],
        [3, 2],
      ],
      scale: 0.5,
      visible: { x: 0, y: 0, ...SIZE },
      ...work,
    }),
    regionChanged: (next) => {
      region = next;
    },
    maskChanged: () => {
      commits += 1;
    },
    redraw: () => {},
  });
});

const use = (shape: ShapeId | null) => {
  work = { ...work, shape };
};
const pointer = (x: number, y: number, keys: { shift?: boolean; alt?: boolean; pressure?: number } = {}) => ({
  at: { x, y },
  pressure: 1,
  shift: false,
  alt: false,
  ...keys,
});
const drag = (points: readonly Point[], keys = {}) => {
  const [first = { x: 0, y: 0 }, ...rest] = points;
  controller.down(pointer(first.x, first.y, keys));
  for (const { x, y } of rest) controller.move([pointer(x, y, keys)]);
  const last = points.at(-1) ?? first;
  controller.up(pointer(last.x, last.y, keys));
};
const press = (key: string, keys: { shift?: boolean; alt?: boolean } = {}) =>
  controller.key({ key, shift: false, alt: false, ...keys });
const isSet = (x: number, y: number) => valueAt(mask, x, y) === 255;

describe('the brush', () => {
  it('paints one change from press to release', () => {
    drag([
      { x: 100, y: 100 },
      { x: 300, y: 100 },
      { x: 300, y: 300 },
    ]);
    expect([isSet(200, 100), isSet(300, 200), isSet(200, 200)]).toEqual([true, true, false]);
    expect(commits).toBe(1);
    mask.undo();
    expect(measureMask(mask).pixels).toBe(0);
  });

  it('draws a straight line with Shift: from the last stroke, and along a drag', () => {
    drag([{ x: 100, y: 100 }]);
    drag([{ x: 500, y: 300 }], { shift: true });
    expect([isSet(300, 200), isSet(400, 250)]).toEqual([true, true]);
    drag(
      [
        { x: 500, y: 300 },
        { x: 700, y: 700 },
        { x: 900, y: 300 },
      ],
      { shift: true },
    );
    expect([isSet(700, 300), isSet(700, 600)]).toEqual([true, false]);
  });

  it('erases with Alt, paints thinner with a light pen, and reverts a canceled stroke', () => {
    drag([
      { x: 100, y: 100 },
      { x: 300, y: 100 },
    ]);
    drag([{ x: 200, y: 100 }], { alt: true });
    expect([isSet(150, 100), isSet(200, 100)]).toEqual([true, false]);
    drag([{ x: 600, y: 600 }], { pressure: 0.2 });
    expect([isSet(600, 600), isSet(615, 600)]).toEqual([true, false]);
    controller.down(pointer(900, 700));
    controller.move([pointer(1000, 700)]);
    controller.cancel();
    expect(isSet(950, 700)).toBe(false);
  });

  it('reverts a stroke on the mask it started on, even if the tool has changed', () => {
    controller.down(pointer(900, 700));
    controller.move([pointer(1000, 700)]);
    work = { ...work, mask: createMask(SIZE), shape: 'lasso' };
    expect(controller.leave()).toBe(true);
    expect(isSet(950, 700)).toBe(false);
  });
});

describe('a command while a stroke is being drawn', () => {
  it.each([
    ['undo', () => mask.undo(), [true, false]],
    ['invert', () => mask.change(invert), [false, false]],
  ] as const)('ends the stroke: %s', (_, command, expected) => {
    drag([{ x: 100, y: 100 }]);
    drag([{ x: 100, y: 400 }]);
    controller.down(pointer(600, 400));
    command();
    controller.move([pointer(700, 400)]);
    controller.up(pointer(800, 400));
    expect([isSet(100, 100), isSet(600, 400)]).toEqual(expected);
  });
});

describe('the region tool', () => {
  it.each([
    ['moved', { x: 400, y: 400 }],
    ['resized', { x: 200, y: 200 }],
    ['replaced', { x: 900, y: 100 }],
  ])('restores a region that was being %s when the gesture was canceled', (_, { x, y }) => {
    const before = { x: 200, y: 200, width: 400, height: 400 };
    use(null);
    region = before;
    controller.down(pointer(x, y));
    controller.move([pointer(x + 150, y + 150)]);
    expect(region).not.toEqual(before);
    controller.cancel();
    expect(region).toEqual(before);
  });
});

describe('shapes', () => {
  it('fill the inside of a lasso, an ellipse and a rectangle', () => {
    use('lasso');
    drag([
      { x: 100, y: 100 },
      { x: 300, y: 100 },
      { x: 300, y: 300 },
      { x: 100, y: 300 },
    ]);
    expect([isSet(200, 200), isSet(350, 200)]).toEqual([true, false]);
    use('ellipse');
    drag([
      { x: 500, y: 100 },
      { x: 700, y: 200 },
    ]);
    expect([isSet(600, 150), isSet(505, 105)]).toEqual([true, false]);
    use('rectangle');
    drag([
      { x: 900, y: 400 },
      { x: 800, y: 300 },
    ]);
    expect([isSet(805, 305), isSet(895, 395)]).toEqual([true, true]);
  });

  it('close a polygon at its first corner, by a double click and by Enter', () => {
    use('polygon');
    const corners = (x: number) => [
      { x, y: 100 },
      { x: x + 100, y: 100 },
      { x: x + 100, y: 200 },
    ];
    for (const { x, y } of [...corners(100), { x: 104, y: 103 }]) drag([{ x, y }]);
    expect(isSet(180, 120)).toBe(true);
    // A double click is two clicks, then the event.
    for (const { x, y } of [...corners(300), { x: 400, y: 200 }]) drag([{ x, y }]);
    controller.doubleClick({ x: 400, y: 200 });
    expect(isSet(380, 120)).toBe(true);
    for (const { x, y } of corners(500)) drag([{ x, y }]);
    expect(press('Enter')).toBe(true);
    expect(isSet(580, 120)).toBe(true);
    expect(controller.sketch()).toBeNull();
  });

  it('can be discarded before they are filled, without a change', () => {
    use('polygon');
    drag([{ x: 100, y: 100 }]);
    drag([{ x: 300, y: 100 }]);
    expect(controller.leave()).toBe(true);
    expect(controller.leave()).toBe(false);
    expect(measureMask(mask).pixels).toBe(0);
  });
});

describe('keys alone', () => {
  it('create, move and resize a region', () => {
    use(null);
    press('Enter');
    expect(region).toEqual({ x: 300, y: 200, width: 600, height: 400 });
    press('ArrowRight');
    press('ArrowUp', { shift: true });
    expect(region).toEqual({ x: 316, y: 72, width: 600, height: 400 });
    press('ArrowRight', { alt: true });
    expect(region?.width).toBe(632);
  });

  it('place and fill a rectangle', () => {
    use('rectangle');
    press('ArrowRight');
    press('ArrowRight');
    expect(controller.sketch()).not.toBeNull();
    press('Enter');
    expect(measureMask(mask).bounds).toEqual({ x: 416, y: 200, width: 400, height: 400 });
  });

  it('paint with the brush, including straight lines', () => {
    press('ArrowLeft');
    press('Enter');
    expect(isSet(584, 400)).toBe(true);
    press('ArrowRight', { shift: true });
    press('ArrowRight', { shift: true });
    press('Enter', { shift: true });
    expect(isSet(700, 400)).toBe(true);
  });

  it('draw a polygon corner by corner', () => {
    use('polygon');
    press(' ');
    press('ArrowRight', { shift: true });
    press(' ');
    press('ArrowDown', { shift: true });
    press(' ');
    press('Enter');
    expect(measureMask(mask).pixels).toBeGreaterThan(7_000);
  });

  it('are ignored if the tool doesn’t use them', () => {
    expect(press('a')).toBe(false);
    use(null);
    expect(press(' ')).toBe(false);
  });
});
