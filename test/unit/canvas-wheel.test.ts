import { describe, expect, it } from 'vitest';
import { createWheelReader, type WheelInput } from '../../src/renderer/canvas/wheel.ts';
import { fc } from '../fixtures/property.ts';

const event = (fields: Partial<WheelInput>): WheelInput => ({
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  timeStamp: 0,
  ...fields,
});
const factorOf = (fields: Partial<WheelInput>): number => {
  const action = createWheelReader()(event(fields));
  if (action.kind !== 'zoom') throw new Error('not a zoom');
  return action.factor;
};

describe('a mouse wheel', () => {
  it.each([100, 120, 53])('zooms at %i px per notch', (notch) => {
    expect(factorOf({ deltaY: -notch })).toBeGreaterThan(1.1);
    expect(factorOf({ deltaY: notch })).toBeLessThan(0.9);
    expect(factorOf({ deltaY: notch }) * factorOf({ deltaY: -notch })).toBeCloseTo(1, 10);
  });
  it('zooms if counted in lines', () => expect(factorOf({ deltaY: -3, deltaMode: 1 })).toBeGreaterThan(1));
  it('zooms by notches with Ctrl too', () =>
    expect(factorOf({ deltaY: -120, ctrlKey: true })).toBe(factorOf({ deltaY: -120 })));
  it('pans sideways with Shift, on either axis', () => {
    const down = { kind: 'pan', dx: -120, dy: 0 };
    expect(createWheelReader()(event({ deltaY: 120, shiftKey: true }))).toEqual(down);
    expect(createWheelReader()(event({ deltaX: 120, shiftKey: true }))).toEqual(down);
  });
});

describe('a trackpad', () => {
  it('pans with two fingers', () =>
    expect(createWheelReader()(event({ deltaX: 3, deltaY: -7 }))).toEqual({ kind: 'pan', dx: -3, dy: 7 }));
  it('zooms with a pinch, in proportion', () => {
    expect(factorOf({ deltaY: -2.5, ctrlKey: true })).toBeCloseTo(Math.exp(0.025), 10);
    expect(factorOf({ deltaY: 2.5, ctrlKey: true })).toBeLessThan(1);
  });
  it('continues panning when scrolled fast', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 }), (deltas) => {
        const read = createWheelReader();
        const kinds = [4, ...deltas].map((deltaY, n) => read(event({ deltaY, timeStamp: n * 16 })).kind);
        expect(new Set(kinds)).toEqual(new Set(['pan']));
      }),
    );
  });
  it('is distinguished from a mouse again after a pause', () => {
    const read = createWheelReader();
    expect(read(event({ deltaY: 4, timeStamp: 0 })).kind).toBe('pan');
    expect(read(event({ deltaY: 100, timeStamp: 1000 })).kind).toBe('zoom');
  });
});
