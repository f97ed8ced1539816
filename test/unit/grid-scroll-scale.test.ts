import { describe, expect, it } from 'vitest';
import {
  contentEnd,
  ELEMENT_MAX,
  type Extent,
  elementHeight,
  isStuck,
  placeOf,
  type Scroll,
  scrolled,
  scrolledTo,
  TOP,
  toContent,
  toElement,
} from '../../src/renderer/features/library/scroll-scale.ts';
import { fc } from '../fixtures/property.ts';

/** Chromium's maximum element height. */
const CHROMIUM_MAX = 33_554_428;

const extents = fc.record({
  // Up to 1,200,000 pictures in one column of 320 px.
  content: fc.oneof(fc.integer({ min: 1, max: 500_000_000 }), fc.integer({ min: 1, max: 20_000 })),
  view: fc.integer({ min: 1, max: 2_400 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const endOf = (extent: Extent) => Math.max(0, elementHeight(extent) - extent.view);

/** A browser's wheel scrolling: the element moves as far as it can. */
function wheel(scroll: Scroll, by: number, extent: Extent): Scroll {
  const top = Math.min(endOf(extent), Math.max(0, scroll.top + by));
  const next = scrolled(scroll, top, extent);
  return isStuck(next, extent) ? scrolledTo(placeOf(next, extent), extent) : next;
}

describe('the scaled scroll', () => {
  it('keeps the element below Chromium’s maximum height', () => {
    expect(ELEMENT_MAX).toBeLessThan(CHROMIUM_MAX);
    fc.assert(
      fc.property(extents, (extent) => {
        expect(elementHeight(extent)).toBeLessThan(CHROMIUM_MAX);
      }),
    );
  });

  it('maps the scrollbar to the content and back, monotonically, from end to end', () => {
    fc.assert(
      fc.property(extents, share, share, (extent, a, b) => {
        const end = contentEnd(extent);
        expect(toElement(0, extent)).toBe(0);
        expect(toElement(end, extent)).toBeCloseTo(endOf(extent), 3);
        expect(toContent(endOf(extent), extent)).toBeCloseTo(end, 3);
        const there = toContent(toElement(a * end, extent), extent);
        expect(Math.abs(there - a * end)).toBeLessThan(0.01);
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(toElement(low * end, extent)).toBeLessThanOrEqual(toElement(high * end, extent));
      }),
    );
  });

  it('isn’t scaled if the element can be as tall as its content', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: ELEMENT_MAX }), share, (content, at) => {
        const extent = { content, view: 700 };
        const place = Math.round(at * contentEnd(extent));
        expect(scrolledTo(place, extent)).toEqual({ top: place, shift: 0 });
        expect(scrolled(TOP, place, extent).shift).toBe(0);
      }),
    );
  });

  it('reaches every row of 1,200,000 pictures, to the pixel', () => {
    const pitch = 134;
    const extent = { content: 8 + 600_000 * pitch, view: 688 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 599_999 }), (row) => {
        const top = Math.min(8 + row * pitch, contentEnd(extent));
        const scroll = scrolledTo(top, extent);
        expect(placeOf(scroll, extent)).toBe(top);
        expect(Number.isInteger(scroll.top)).toBe(true);
        // Position of the row in the element: inside it, at the top of its visible part.
        expect(top - scroll.shift).toBe(scroll.top);
      }),
    );
    expect(placeOf(scrolledTo(Number.POSITIVE_INFINITY, extent), extent)).toBe(contentEnd(extent));
  });

  it('moves the content by the wheel’s distance everywhere', () => {
    fc.assert(
      fc.property(
        extents,
        share,
        fc.array(fc.integer({ min: -240, max: 240 }), { maxLength: 60 }),
        (extent, at, steps) => {
          fc.pre(extent.view > 200);
          let scroll = scrolledTo(at * contentEnd(extent), extent);
          let place = placeOf(scroll, extent);
          for (const by of steps) {
            scroll = wheel(scroll, by, extent);
            place = Math.min(contentEnd(extent), Math.max(0, place + by));
            // If the wheel reaches the element's end in the middle of the content, it is cut short once.
            if (Math.abs(placeOf(scroll, extent) - place) > 0.01) {
              expect(scroll.top === 0 || placeOf(scroll, extent) < contentEnd(extent)).toBe(true);
              place = placeOf(scroll, extent);
            }
          }
        },
      ),
    );
  });

  it('reaches both ends by wheel alone, even after the scrollbar was dragged far', () => {
    for (const content of [50_000, 9_000_000, 160_000_000]) {
      const extent = { content, view: 700 };
      for (const way of [-1, 1]) {
        let scroll = scrolledTo(contentEnd(extent) / 2 + way * (contentEnd(extent) / 2 - 90_000), extent);
        for (let step = 0; step < 4_000; step += 1) scroll = wheel(scroll, way * 120, extent);
        expect(placeOf(scroll, extent)).toBe(way < 0 ? 0 : contentEnd(extent));
      }
    }
  });

  it('follows the scrollbar when dragged', () => {
    const extent = { content: 160_000_000, view: 700 };
    const scroll = scrolled(TOP, endOf(extent), extent);
    expect(placeOf(scroll, extent)).toBe(contentEnd(extent));
    const half = scrolled(scroll, endOf(extent) / 2, extent);
    expect(placeOf(half, extent) / contentEnd(extent)).toBeCloseTo(0.5, 3);
  });
});
