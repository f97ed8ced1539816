import { describe, expect, test } from 'vitest';
import { findShift, type PlanePair } from '../../src/renderer/imaging/alignment.ts';
import { createSquareFft } from '../../src/renderer/imaging/fft.ts';
import { createPhaseCorrelator } from '../../src/renderer/imaging/phase.ts';
import { halved, type Plane, squareAround } from '../../src/renderer/imaging/plane.ts';

/** Numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A continuous scene: soft spots of many sizes, with a value between pixels too. */
function scene(seed: number, extent: number): (x: number, y: number) => number {
  const next = random(seed);
  const cell = 24;
  const cells = new Map<number, { x: number; y: number; size: number; tone: number }[]>();
  for (let i = 0; i < (extent / 14) ** 2; i++) {
    const spot = {
      x: next() * extent,
      y: next() * extent,
      size: 1.5 + 7 * next() ** 2,
      tone: (next() - 0.5) * 160,
    };
    const key = Math.floor(spot.x / cell) * 1000 + Math.floor(spot.y / cell);
    cells.set(key, [...(cells.get(key) ?? []), spot]);
  }
  return (x, y) => {
    let value = 128;
    const [cx, cy] = [Math.floor(x / cell), Math.floor(y / cell)];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        for (const spot of cells.get((cx + dx) * 1000 + cy + dy) ?? []) {
          const far = ((x - spot.x) ** 2 + (y - spot.y) ** 2) / (2 * spot.size ** 2);
          if (far < 12) value += spot.tone * Math.exp(-far);
        }
    return Math.min(255, Math.max(0, value));
  };
}

function draw(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * width + x] = Math.round(value(x, y));
  return { width, height, data };
}

function pairOf(a: Plane, b: Plane): PlanePair {
  let small: readonly [Plane, Plane] = [a, b];
  while (Math.max(small[0].width, small[0].height) > 1024) small = [halved(small[0]), halved(small[1])];
  return {
    small,
    full: { width: a.width, height: a.height },
    windows: [
      (middle, side) => squareAround(a, middle, side),
      (middle, side) => squareAround(b, middle, side),
    ],
  };
}

/** The same scene, moved and scaled around the picture's center; `disturb` changes what is drawn. */
function moved(
  {
    width,
    height,
    x = 0,
    y = 0,
    scale = 1,
    seed = 1,
  }: {
    width: number;
    height: number;
    x?: number;
    y?: number;
    scale?: number;
    seed?: number;
  },
  disturb: (value: number, x: number, y: number) => number = (value) => value,
): PlanePair {
  const margin = 120;
  const look = scene(seed, Math.max(width, height) + 2 * margin);
  const a = draw(width, height, (px, py) => look(px + margin, py + margin));
  const b = draw(width, height, (px, py) =>
    disturb(
      look(
        (px - width / 2 - x) / scale + width / 2 + margin,
        (py - height / 2 - y) / scale + height / 2 + margin,
      ),
      px,
      py,
    ),
  );
  return pairOf(a, b);
}

describe('the Fourier transform', () => {
  test('inverts up to a factor of its length, and detects a wave', () => {
    const fft = createSquareFft(16);
    const next = random(5);
    const re = Float64Array.from({ length: 256 }, () => next());
    const im = Float64Array.from({ length: 256 }, () => next());
    const [wasRe, wasIm] = [re.slice(), im.slice()];
    fft.transform(re, im, false);
    fft.transform(re, im, true);
    for (let at = 0; at < 256; at++) {
      expect((re[at] ?? 0) / 256).toBeCloseTo(wasRe[at] ?? 0, 12);
      expect((im[at] ?? 0) / 256).toBeCloseTo(wasIm[at] ?? 0, 12);
    }
    // Three waves across, one down: the output is transposed.
    const wave = Float64Array.from({ length: 256 }, (_, at) =>
      Math.cos((2 * Math.PI * (3 * (at % 16) + Math.floor(at / 16))) / 16),
    );
    fft.transform(wave, new Float64Array(256), false);
    const strong = [...wave.entries()].filter(([, value]) => Math.abs(value) > 1e-9);
    expect(strong.map(([at, value]) => [at, Math.round(value)])).toEqual([
      [3 * 16 + 1, 128],
      [13 * 16 + 15, 128],
    ]);
    expect(() => createSquareFft(12)).toThrow(RangeError);
  });
});

describe('phase correlation of two squares', () => {
  test('finds a shift to a tenth of a pixel, and is unsure of two scenes', () => {
    const look = scene(3, 400);
    const correlate = createPhaseCorrelator(128);
    const square = (dx: number, dy: number) =>
      squareAround(
        draw(128, 128, (x, y) => look(x + 100 - dx, y + 100 - dy)),
        { x: 64, y: 64 },
        128,
      );
    for (const [dx, dy] of [
      [0, 0],
      [5, -9],
      [2.3, 0.6],
      [-14.5, 7.25],
    ] as const) {
      const found = correlate(square(0, 0), square(dx, dy));
      expect(Math.abs(found.x - dx)).toBeLessThan(0.15);
      expect(Math.abs(found.y - dy)).toBeLessThan(0.15);
      expect(found.certainty).toBeGreaterThan(12);
    }
    const others = Array.from({ length: 30 }, (_, seed) => {
      const stranger = scene(100 + seed, 400);
      return correlate(square(0, 0), squareAround(draw(128, 128, stranger), { x: 64, y: 64 }, 128)).certainty;
    });
    expect(Math.max(...others)).toBeLessThan(10);
  });
});

describe('the shift between two pictures', () => {
  test.each([
    ['none', {}],
    ['7 right, 3 up', { x: 7, y: -3 }],
    ['a part of a pixel', { x: 0.4, y: -1.7 }],
    ['far', { x: -61, y: 38 }],
  ])('%s', (_, by) => {
    const { x, y } = { x: 0, y: 0, ...by };
    const found = findShift(moved({ width: 640, height: 480, ...by }));
    expect(found?.scale).toBe(1);
    expect(Math.hypot((found?.x ?? 99) - x, (found?.y ?? 99) - y)).toBeLessThan(0.25);
  });

  test.each([1.02, 0.97, 1.05])('a scale of %f, with a shift', (scale) => {
    const found = findShift(moved({ width: 800, height: 600, x: 7, y: -3, scale, seed: 4 }));
    expect(found?.scale).toBeCloseTo(scale, 2);
    expect(Math.abs((found?.scale ?? 0) - scale)).toBeLessThan(0.002);
    expect(Math.hypot((found?.x ?? 99) - 7, (found?.y ?? 99) + 3)).toBeLessThan(0.5);
  });

  test('of pictures so large that it is found on a small copy and refined', () => {
    const found = findShift(moved({ width: 1600, height: 1100, x: 7, y: -3, seed: 9 }));
    expect(found?.scale).toBe(1);
    expect(Math.hypot((found?.x ?? 99) - 7, (found?.y ?? 99) + 3)).toBeLessThan(0.3);
  });

  test('is found despite other colors, grain, and a repainted part', () => {
    const grain = random(77);
    const stranger = scene(55, 800);
    const pair = moved({ width: 640, height: 640, x: -5, y: 2 }, (value, x, y) =>
      x > 400 && y > 300 ? stranger(x, y) : 30 + (255 - value) * 0.7 + (grain() - 0.5) * 30,
    );
    // The negative is another picture.
    expect(findShift(pair)).toBeNull();
    const kept = moved({ width: 640, height: 640, x: -5, y: 2 }, (value, x, y) =>
      x > 400 && y > 300 ? stranger(x, y) : 30 + value * 0.7 + (grain() - 0.5) * 30,
    );
    const found = findShift(kept);
    expect(Math.hypot((found?.x ?? 99) + 5, (found?.y ?? 99) - 2)).toBeLessThan(0.5);
  });

  test('is unknown for unrelated, flat and tiny pictures', () => {
    for (let seed = 0; seed < 12; seed++) {
      const one = scene(200 + seed, 640);
      const other = scene(300 + seed, 640);
      expect(findShift(pairOf(draw(512, 384, one), draw(512, 384, other))), `seed ${seed}`).toBeNull();
    }
    const flat = draw(512, 384, () => 120);
    expect(findShift(pairOf(flat, flat))).toBeNull();
    const noise = (seed: number) => {
      const next = random(seed);
      return draw(512, 384, () => next() * 255);
    };
    expect(findShift(pairOf(noise(1), noise(2)))).toBeNull();
    const tiny = draw(40, 30, scene(1, 60));
    expect(findShift(pairOf(tiny, tiny))).toBeNull();
  });
});
