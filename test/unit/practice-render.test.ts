import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/renderer/imaging/practice/index.ts';
import { filtersFor } from '../../src/renderer/imaging/practice/prompt.ts';
import { FILTER_NAMES, WORDS } from '../../src/renderer/imaging/practice/vocabulary.ts';
import type { ParamValues } from '../../src/shared/domain/model.ts';
import { detail, difference, means, render, sameBytes, sample } from './practice-picture.ts';

/** A prompt for each filter. */
const PROMPTS = FILTER_NAMES.map(
  (name) => [name, WORDS[name]?.split(', ')[0]?.replace('*', '') ?? 'xyz'] as const,
);

let cat: Pixels;
let coffee: Pixels;
let tiny: Pixels;
beforeAll(async () => {
  cat = await sample('chelsea.png', 210, 140);
  tiny = await sample('rocket.jpg', 48, 32);
  coffee = await sample('coffee.png', 212, 142);
});

describe.each(PROMPTS)('%s', (name, prompt) => {
  const made = new Map<string, Pixels>();
  /** The cat with this filter; each request is rendered once. */
  function shown(params: ParamValues = {}): Pixels {
    const key = JSON.stringify(params);
    const pixels = made.get(key) ?? render(cat, prompt, 5, params).pixels;
    made.set(key, pixels);
    return pixels;
  }

  it('gives the same bytes for the same request and seed, regardless of other renders', () => {
    expect(filtersFor(prompt)).toEqual([name]);
    const first = render(cat, prompt, 42).pixels;
    render(coffee, prompt, 43, { steps: 2 });
    render(tiny, 'neon sketch in the snow', 44);
    expect(sameBytes(first, render(cat, prompt, 42).pixels)).toBe(true);
  });

  it('changes the picture, and visibly differently with each seed', () => {
    const pictures = [1, 2, 2_147_483_647].map((seed) => render(cat, prompt, seed).pixels);
    for (const picture of pictures) expect(difference(cat, picture)).toBeGreaterThan(3);
    expect(difference(pictures[0]!, pictures[1]!)).toBeGreaterThan(1.5);
    expect(difference(pictures[1]!, pictures[2]!)).toBeGreaterThan(1.5);
    expect(difference(pictures[0]!, pictures[2]!)).toBeGreaterThan(1.5);
  });

  it('applies guidance: 0 is barely visible, 10 differs from 3', () => {
    const [least, middle, most] = [0, 3, 10].map((guidance) => shown({ guidance }));
    expect(difference(cat, least!)).toBeGreaterThan(0.2);
    expect(difference(cat, least!)).toBeLessThan(difference(cat, middle!) * 0.4);
    expect(difference(middle!, most!)).toBeGreaterThan(2);
  });

  it('applies steps: 4, 28 and 50 differ', () => {
    const [few, some, many] = [4, 28, 50].map((steps) => shown({ steps }));
    expect(difference(few!, some!)).toBeGreaterThan(0.5);
    expect(difference(some!, many!)).toBeGreaterThan(0.05);
  });

  it('applies strength: 0 is the source byte for byte, 0.5 is halfway', () => {
    expect(sameBytes(shown({ strength: 0 }), cat)).toBe(true);
    const whole = difference(cat, shown());
    const half = difference(cat, shown({ strength: 0.5 }));
    expect(half / whole).toBeGreaterThan(0.45);
    expect(half / whole).toBeLessThan(0.55);
  });

  it('applies go fast: another, repeatable picture', () => {
    const fast = shown({ goFast: true });
    expect(difference(fast, shown())).toBeGreaterThan(0.5);
    expect(sameBytes(fast, render(cat, prompt, 5, { goFast: true }).pixels)).toBe(true);
  });

  it('ignores the safety switch, format and quality', () => {
    const other = { disableSafetyChecker: true, format: 'png', quality: 3 };
    expect(sameBytes(shown(other), shown())).toBe(true);
  });

  it.each([1, 7, 50])('yields once per step, of %d', (steps) => {
    const expected = Array.from({ length: steps }, (_, i) => ({ step: i + 1, steps }));
    expect(render(tiny, prompt, 5, { steps }).steps).toEqual(expected);
  });

  it.each([
    [16, 16],
    [2048, 16],
    [16, 1024],
  ])('works at %d x %d', (width, height) => {
    const data = new Uint8ClampedArray(width * height * 4).map((_, i) =>
      (i & 3) === 3 ? 255 : (i * 37) & 255,
    );
    for (const goFast of [false, true]) {
      const { pixels } = render({ width, height, data }, prompt, 9, { goFast, steps: 3 });
      expect(pixels.data.length).toBe(data.length);
    }
  });
});

describe('the looks are what their names say', () => {
  const edited = (prompt: string) => render(cat, prompt, 11).pixels;

  it('warmer and cooler move the balance of red and blue', () => {
    const balance = (picture: Pixels) => means(picture).r - means(picture).b;
    expect(balance(edited('warmer'))).toBeGreaterThan(balance(cat) + 8);
    expect(balance(edited('cooler'))).toBeLessThan(balance(cat) - 8);
  });

  it('brighter, darker and night move the light', () => {
    expect(means(edited('brighter')).g).toBeGreaterThan(means(cat).g + 12);
    expect(means(edited('darker')).g).toBeLessThan(means(cat).g - 12);
    expect(means(edited('night')).g).toBeLessThan(means(cat).g - 40);
  });

  it('blur reduces detail, sharpen and go fast increase it', () => {
    expect(detail(edited('blur'))).toBeLessThan(detail(cat) * 0.5);
    expect(detail(edited('sharpen'))).toBeGreaterThan(detail(cat) * 1.2);
    const fast = render(cat, 'sharpen', 11, { goFast: true }).pixels;
    expect(detail(fast)).toBeLessThan(detail(edited('sharpen')) * 0.85);
  });

  it('black and white has no color', () => {
    const { data } = edited('black and white');
    for (let p = 0; p < data.length; p += 4)
      expect(
        Math.max(data[p]!, data[p + 1]!, data[p + 2]!) - Math.min(data[p]!, data[p + 1]!, data[p + 2]!),
      ).toBe(0);
  });

  it('filters combine in the prompt’s order', () => {
    const both = edited('sepia, pixelate');
    expect(difference(both, edited('sepia'))).toBeGreaterThan(3);
    expect(difference(both, edited('pixelate'))).toBeGreaterThan(3);
    expect(difference(both, edited('pixelate, sepia'))).toBeGreaterThan(0.5);
  });
});

describe('transparency', () => {
  it('preserves alpha, and invisible pixels don’t bleed', () => {
    const data = new Uint8ClampedArray(64 * 64 * 4);
    for (let i = 0; i < 64 * 64; i++) {
      const seen = i % 64 < 32;
      data.set(seen ? [220, 200, 180, i % 64 < 28 ? 255 : 128] : [0, 0, 0, 0], i * 4);
    }
    const { pixels } = render({ width: 64, height: 64, data }, 'blur', 3, { guidance: 10 });
    for (let i = 0; i < 64 * 64; i++) {
      expect(pixels.data[i * 4 + 3]).toBe(data[i * 4 + 3]);
      if (data[i * 4 + 3] !== 0) expect(pixels.data[i * 4]!).toBeGreaterThan(200);
    }
  });
});

it('nothing in the renderer depends on chance, the clock or machine-specific rounding', () => {
  const files = globSync('src/renderer/imaging/practice/**/*.ts');
  expect(files.length).toBeGreaterThan(30);
  const forbidden =
    /Math\.(random|sin|cos|tan|atan2?|exp|pow|log\w*|cbrt|hypot)\b|\w \*\* \w|\bDate\b|performance\.|crypto\.|document|OffscreenCanvas/;
  for (const file of files) expect(forbidden.exec(readFileSync(file, 'utf8'))?.[0], file).toBeUndefined();
});
