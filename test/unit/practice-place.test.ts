import { beforeAll, describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/renderer/imaging/practice/index.ts';
import { placedObjectFor } from '../../src/renderer/imaging/practice/placed-object.ts';
import { render, sameBytes, sample } from './practice-picture.ts';

let cat: Pixels;
beforeAll(async () => {
  cat = await sample('chelsea.png', 210, 140);
});

describe('placedObjectFor', () => {
  it.each([
    ['a red ball at the top right', 'ball', 0, 0.78, 0.22],
    ['Add a blue square, bottom left', 'square', 2, 0.22, 0.78],
    ['ein roter Ball oben rechts', 'ball', 0, 0.78, 0.22],
    ['grüner Würfel in der Mitte', 'square', 1, 0.5, 0.5],
    ['a ball on the left', 'ball', 0, 0.22, 0.5],
  ])('%s', (prompt, shape, strongest, x, y) => {
    const found = placedObjectFor(prompt);
    expect(found).toMatchObject({ shape, x, y });
    expect(found?.color.indexOf(Math.max(...(found?.color ?? [])))).toBe(strongest);
  });

  it.each(['make it warmer', 'a red ball', 'brighten the top right', 'add a hat', ''])(
    'returns nothing for: %s',
    (prompt) => {
      expect(placedObjectFor(prompt)).toBeNull();
    },
  );
});

describe('a practice edit of one place', () => {
  const prompt = 'a red ball at the top right';

  it('changes pixels there, makes them red, and keeps all others byte for byte', () => {
    const { pixels, steps } = render(cat, prompt, 7, { strength: 1, steps: 9 });
    expect(steps.length).toBe(9);
    let changed = 0;
    for (let p = 0; p < cat.data.length; p += 4) {
      if ([0, 1, 2, 3].every((c) => pixels.data[p + c] === cat.data[p + c])) continue;
      changed++;
      const [x, y] = [((p / 4) % 210) / 210, Math.floor(p / 4 / 210) / 140];
      expect(x).toBeGreaterThan(0.6);
      expect(y).toBeLessThan(0.45);
    }
    expect(changed).toBeGreaterThan(cat.data.length / 4 / 50);
    const middle = (Math.round(0.22 * 140) * 210 + Math.round(0.78 * 210)) * 4;
    expect(pixels.data[middle]!).toBeGreaterThan(pixels.data[middle + 1]! + 60);
  });

  it('gives the same bytes for a seed, others for another, and the source at strength 0', () => {
    const one = render(cat, prompt, 7).pixels;
    expect(sameBytes(one, render(cat, prompt, 7).pixels)).toBe(true);
    expect(sameBytes(one, render(cat, prompt, 8).pixels)).toBe(false);
    expect(sameBytes(cat, render(cat, prompt, 7, { strength: 0 }).pixels)).toBe(true);
  });
});
