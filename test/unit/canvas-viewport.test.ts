import { describe, expect, it } from 'vitest';
import {
  centeredView,
  fitScale,
  fitView,
  limitPan,
  panBy,
  preserveCenter,
  scaleLimits,
  type ViewSetting,
  visibleRect,
  zoomAbout,
  zoomOf,
  zoomTo,
} from '../../src/renderer/canvas/viewport.ts';
import { fc } from '../fixtures/property.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const size = (min: number, max: number) =>
  fc.record({ width: fc.integer({ min, max }), height: fc.integer({ min, max }) });
const pixelRatio = fc.constantFrom(1, 1.25, 1.5, 2, 3);
const anySetting = fc.record({ stage: size(1, 12_000), frame: size(40, 4_000), pixelRatio });
const point = fc.record({ x: real(-200, 4_000), y: real(-200, 4_000) });
const view = fc.record({ scale: real(0.01, 40), x: real(-20_000, 20_000), y: real(-20_000, 20_000) });

const PHOTO: ViewSetting = {
  stage: { width: 6000, height: 4000 },
  frame: { width: 900, height: 600 },
  pixelRatio: 2,
};

describe('fit', () => {
  it('always shows the whole picture, centered', () => {
    fc.assert(
      fc.property(anySetting, (setting) => {
        const { scale, x, y } = fitView(setting);
        const { stage, frame } = setting;
        expect(scale).toBeGreaterThan(0);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + stage.width * scale).toBeLessThanOrEqual(frame.width + 1e-6);
        expect(y + stage.height * scale).toBeLessThanOrEqual(frame.height + 1e-6);
        expect(x * 2 + stage.width * scale).toBeCloseTo(frame.width, 6);
      }),
    );
  });

  it('leaves a margin and limits the enlargement of a tiny picture', () => {
    expect(fitScale(PHOTO)).toBeCloseTo((600 - 48) / 4000, 10);
    expect(zoomOf(fitView({ ...PHOTO, stage: { width: 16, height: 16 } }), 2)).toBe(4);
  });
});

describe('zoom', () => {
  it('keeps the picture point under the pointer', () => {
    fc.assert(
      fc.property(view, point, real(0.01, 40), (before, at, scale) => {
        const after = zoomAbout(before, at, scale);
        const under = { x: (at.x - before.x) / before.scale, y: (at.y - before.y) / before.scale };
        const tolerance =
          1e-7 * (1 + Math.abs(at.x - before.x) + Math.abs(at.y - before.y)) * (scale / before.scale + 1);
        expect(Math.abs(after.x + under.x * after.scale - at.x)).toBeLessThan(tolerance);
        expect(Math.abs(after.y + under.y * after.scale - at.y)).toBeLessThan(tolerance);
      }),
    );
  });

  it('also does so within the limits, while the picture fills the frame before and after', () => {
    fc.assert(
      fc.property(real(0, 1), real(0, 1), real(1, 3), (u, v, factor) => {
        const at = { x: u * 900, y: v * 600 };
        const before = centeredView(PHOTO, 0.3);
        const after = zoomTo(before, at, 0.3 * factor, PHOTO);
        expect(after.x + ((at.x - before.x) / 0.3) * after.scale).toBeCloseTo(at.x, 6);
        expect(after.y + ((at.y - before.y) / 0.3) * after.scale).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it('stays between its limits, which include fit', () => {
    fc.assert(
      fc.property(anySetting, view, point, real(1e-4, 1e4), (setting, from, at, scale) => {
        const { min, max } = scaleLimits(setting);
        const to = zoomTo(from, at, scale, setting);
        expect(to.scale).toBeGreaterThanOrEqual(min);
        expect(to.scale).toBeLessThanOrEqual(max);
        expect(fitScale(setting)).toBeGreaterThanOrEqual(min);
        expect(fitScale(setting)).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('shows one picture pixel per device pixel as 100%', () => {
    expect(zoomOf(centeredView(PHOTO, 0.5), 2)).toBe(1);
  });
});

describe('pan', () => {
  const axis = (offset: number, length: number, room: number): void => {
    if (length <= room) expect(offset * 2 + length).toBeCloseTo(room, 5);
    else {
      expect(offset).toBeLessThanOrEqual(24 + 1e-9);
      expect(offset + length).toBeGreaterThanOrEqual(room - 24 - 1e-6);
    }
  };

  it('keeps the picture visible, wherever it is pushed', () => {
    fc.assert(
      fc.property(anySetting, view, real(-1e5, 1e5), real(-1e5, 1e5), (setting, from, dx, dy) => {
        const to = panBy(from, dx, dy, setting);
        axis(to.x, setting.stage.width * to.scale, setting.frame.width);
        axis(to.y, setting.stage.height * to.scale, setting.frame.height);
        const seen = visibleRect(to, setting);
        expect(seen.width).toBeGreaterThan(0);
        expect(seen.height).toBeGreaterThan(0);
      }),
    );
  });

  it('changes nothing within the limits', () => {
    fc.assert(
      fc.property(anySetting, view, (setting, from) => {
        const once = limitPan(from, setting);
        const twice = limitPan(once, setting);
        expect(twice.x).toBeCloseTo(once.x, 6);
        expect(twice.y).toBeCloseTo(once.y, 6);
      }),
    );
  });

  it('doesn’t jump when the picture slightly exceeds the frame', () => {
    const scale = 900 / 6000;
    const under = limitPan({ scale: scale - 1e-6, x: 500, y: 0 }, PHOTO);
    const over = limitPan({ scale: scale + 1e-6, x: 500, y: 0 }, PHOTO);
    expect(Math.abs(over.x - under.x)).toBeLessThan(0.05);
  });
});

describe('options below the frame', () => {
  const WITH = { ...PHOTO, frame: { width: PHOTO.frame.width, height: PHOTO.frame.height - 60 }, below: 60 };

  it('leave a fitted picture where it is while there is room', () => {
    const wide = { stage: { width: 6000, height: 2000 }, frame: { width: 900, height: 700 }, pixelRatio: 1 };
    const shorter = { ...wide, frame: { width: 900, height: 640 }, below: 60 };
    expect(fitView(shorter)).toEqual(fitView(wide));
    expect(limitPan(fitView(wide), shorter)).toEqual(fitView(wide));
  });

  it('never cover a fitted picture', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 8000 }),
        fc.integer({ min: 100, max: 8000 }),
        (width, height) => {
          const setting = { ...WITH, stage: { width, height } };
          const { scale, y } = fitView(setting);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y + height * scale).toBeLessThanOrEqual(setting.frame.height + 1e-6);
        },
      ),
    );
  });

  it('leave a picture that is zoomed in where it is', () => {
    const view = zoomTo(fitView(PHOTO), { x: 450, y: 300 }, 1, PHOTO);
    expect(preserveCenter(view, PHOTO, WITH)).toEqual(view);
    expect(preserveCenter(view, WITH, PHOTO)).toEqual(view);
  });
});

describe('another frame or stage', () => {
  it('keeps the picture’s center in a resized frame', () => {
    const from = zoomTo(fitView(PHOTO), { x: 450, y: 300 }, 1, PHOTO);
    const wide = { ...PHOTO, frame: { width: 1300, height: 700 } };
    const to = preserveCenter(from, PHOTO, wide);
    expect((wide.frame.width / 2 - to.x) / to.scale).toBeCloseTo((450 - from.x) / from.scale, 6);
    expect(to.scale).toBe(from.scale);
  });

  it('shows the same detail at the same size in a picture with other dimensions', () => {
    const from = zoomTo(fitView(PHOTO), { x: 450, y: 300 }, 1, PHOTO);
    const small = { ...PHOTO, stage: { width: 1500, height: 1000 } };
    const to = preserveCenter(from, PHOTO, small);
    expect(to.scale).toBeCloseTo(4, 10);
    expect(to.x).toBeCloseTo(from.x, 6);
  });
});
