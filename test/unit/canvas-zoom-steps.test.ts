import { expect, it } from 'vitest';
import { nextZoom, parseZoom, ZOOM_STEPS, zoomText } from '../../src/renderer/canvas/zoom-steps.ts';
import { fc } from '../fixtures/property.ts';

const zoom = fc.double({ min: 0.051, max: 31, noNaN: true });

it('steps strictly in a direction and stops at fit on the way', () => {
  fc.assert(
    fc.property(zoom, zoom, (current, fit) => {
      expect(nextZoom(current, 'in', fit)).toBeGreaterThan(current);
      expect(nextZoom(current, 'out', fit)).toBeLessThan(current);
    }),
  );
  expect(nextZoom(0.5, 'in', 0.55)).toBe(0.55);
  expect(nextZoom(0.55, 'in', 0.55)).toBe(0.6667);
  expect(nextZoom(1, 'out', 0.14)).toBe(0.6667);
});

it('stays at the ends', () => {
  expect(nextZoom(32, 'in', 1)).toBe(32);
  expect(nextZoom(0.05, 'out', 1)).toBe(0.05);
});

it('goes up through every step from any zoom below', () => {
  const seen: number[] = [];
  for (let at = 0.04; at < 32; at = nextZoom(at, 'in', 0.5)) seen.push(at);
  expect(seen.slice(1)).toEqual(ZOOM_STEPS.slice(0, -1));
});

it('parses typed zooms', () => {
  expect(parseZoom('150')).toBe(1.5);
  expect(parseZoom(' 33,3 % ')).toBeCloseTo(0.333, 10);
  for (const text of ['', 'fit', '-5', '0', '1e3', '50%%']) expect(parseZoom(text)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (percent) => {
      expect(zoomText(parseZoom(`${percent}`) ?? 0)).toBe(`${percent}%`);
    }),
  );
});
