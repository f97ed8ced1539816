import { NO_CHANGE } from '@shared/domain/verdict.ts';
import { describe, expect, it } from 'vitest';
import type { Probe } from '../../src/renderer/canvas/probe.ts';
import { createCompareStore, pairKey } from '../../src/renderer/features/canvas/compare-store.ts';
import { loupeSpans } from '../../src/renderer/features/canvas/loupe.tsx';
import { factsOf, movementOf, shiftText } from '../../src/renderer/features/canvas/numbers-text.ts';
import { createProbeStore } from '../../src/renderer/features/canvas/probe-store.ts';
import { shareText } from '../../src/renderer/format/share.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { imageRecord } from '../fakes/records.ts';

describe('what changed in numbers', () => {
  it('is computed once per pair, and retried only on request', async () => {
    const main = new FakeMain();
    const store = createCompareStore(main.bridge);
    main.fail('image.compare', 'picture-damaged');
    await store.getState().load(1, 2);
    expect(store.getState().pairs.get(pairKey(1, 2))?.phase).toBe('failed');
    await store.getState().load(1, 2);
    expect(main.calls).toEqual(['image.compare']);
    await store.getState().reload(1, 2);
    await store.getState().load(1, 2);
    expect(main.calls).toEqual(['image.compare', 'image.compare']);
    expect(store.getState().pairs.get(pairKey(1, 2))).toEqual({ phase: 'measured', comparison: NO_CHANGE });
    expect(store.getState().pairs.has(pairKey(2, 1))).toBe(false);
  });

  it('evicts the least recently viewed pair only', async () => {
    const store = createCompareStore(new FakeMain().bridge);
    for (let b = 2; b <= 70; b++) await store.getState().load(1, b);
    expect(store.getState().pairs.size).toBe(60);
    expect(store.getState().pairs.has(pairKey(1, 2))).toBe(false);
    expect(store.getState().pairs.has(pairKey(1, 70))).toBe(true);
  });

  it('is shown in words', () => {
    expect([0, 0.0004, 0.031, 0.9999, 1].map(shareText)).toEqual([
      '0%',
      'under 0.1%',
      '3.1%',
      'over 99.9%',
      '100%',
    ]);
    expect(shiftText({ x: 7.04, y: -3, scale: 1 })).toBe('7 px right, 3 px up');
    expect(shiftText({ x: -0.42, y: 0, scale: 1.02 })).toBe('0.4 px left, 2% larger');
    expect(shiftText({ x: 0.02, y: 0.01, scale: 0.9999 })).toBe('');
    const changed = {
      ...NO_CHANGE,
      identical: false,
      colorShift: [3.2, 0, -12] as [number, number, number],
    };
    expect(factsOf(changed).map(({ value }) => value)).toEqual(['0%', '1', '0', 'R +3.2 G 0 B −12']);
    expect(movementOf(changed).value).toBe('No shift');
    expect(movementOf({ ...changed, shift: null }).value).toBe('Shift not detectable');
  });
});

describe('the colour under the pointer', () => {
  const probe = (column: number): Probe => ({ at: { x: column, y: 0 }, pixels: [{ column, row: 0 }] });

  it('is read once per pixel, regardless of pointer moves', async () => {
    const asked: number[] = [];
    const store = createProbeStore({
      look: async ({ spots }) => {
        asked.push(spots[0]?.pixel?.column ?? -1);
        return [{ color: [1, 2, 3, 255], view: null, tooLarge: false }];
      },
    });
    const off = { spans: [], side: 0 };
    const images = [imageRecord(1)];
    await store.getState().readPixels(probe(5), images, off);
    await store.getState().readPixels({ ...probe(5), at: { x: 5.4, y: 0.2 } }, images, off);
    await store.getState().readPixels(probe(6), images, off);
    await store.getState().readPixels(probe(6), images, { spans: [17], side: 136 });
    expect(asked).toEqual([5, 6, 6]);
    expect(store.getState().reading?.looks[0]?.color).toEqual([1, 2, 3, 255]);
  });
});

it('the magnifier shows the same part of pictures of any size', () => {
  const [small, large] = [
    { width: 600, height: 400 },
    { width: 1200, height: 800 },
  ] as const;
  expect(loupeSpans([small], 0)).toEqual([17]);
  expect(loupeSpans([small, large], 0)).toEqual([17, 35]);
  expect(loupeSpans([large, small, { width: 400, height: 400 }], 0)).toEqual([35, 17, 17]);
});
