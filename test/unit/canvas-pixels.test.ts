import { describe, expect, it } from 'vitest';
import { createPixelReader } from '../../src/renderer/canvas/pixels/client.ts';
import { type Closable, createDecodedCache } from '../../src/renderer/canvas/pixels/decoded-cache.ts';
import { addToMap, mapSize, mapStep, pixelDifference } from '../../src/renderer/canvas/pixels/difference.ts';
import { heatColor, heatTable } from '../../src/renderer/canvas/pixels/heat.ts';
import type { PixelAnswer, PixelQuestion } from '../../src/renderer/canvas/pixels/messages.ts';
import { gained, hexOf } from '../../src/renderer/features/canvas/colors.ts';
import { differenceParts } from '../../src/renderer/features/canvas/use-difference.ts';

describe('the scale of the difference map', () => {
  it('gets lighter from low to high, so that it is readable without color', () => {
    const light = Array.from({ length: 101 }, (_, i) => {
      const [r, g, b] = heatColor(i / 100);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    for (const [i, value] of light.entries()) if (i > 0) expect(value).toBeGreaterThan(light[i - 1] ?? 0);
  });

  it('dims unchanged areas, and is amplified', () => {
    const table = heatTable(4, 10);
    const alpha = (word: number | undefined) => (word ?? 0) >>> 24;
    expect(alpha(table[10])).toBeLessThan(255);
    expect((table[10] ?? 0) & 0xffffff).toBe(0);
    expect(alpha(table[11])).toBe(255);
    // Four times as fast: 64 of 255 already reaches the end of the scale.
    expect(table[64]).toBe(table[255]);
    expect(heatTable(1, 10)[64]).not.toBe(table[255]);
  });
});

describe('the difference of pixels', () => {
  const rgba = (...pixels: number[][]) => new Uint8ClampedArray(pixels.flat());

  it('is that of the channel that differs most, weighted by alpha', () => {
    const of = (a: number[], b: number[]) => pixelDifference(rgba(a), rgba(b), 0);
    expect(of([10, 20, 30, 255], [10, 60, 35, 255])).toBe(40);
    expect(of([255, 0, 0, 0], [0, 255, 0, 0])).toBe(0);
    expect(of([0, 0, 0, 255], [0, 0, 0, 100])).toBe(155);
  });

  it('is not lost in a map smaller than the picture', () => {
    const width = 6;
    const blank = () => new Uint8ClampedArray(width * 4 * 4).fill(255);
    const changed = blank();
    changed[(3 * width + 5) * 4] = 5;
    const size = mapSize({ width, height: 4 }, 2);
    const map = new Uint8Array(size.width * size.height);
    addToMap(map, blank(), changed, { width, first: 0, step: 2 });
    expect([...map]).toEqual([0, 0, 0, 0, 0, 250]);
  });

  it('is mapped at full size up to a limit', () => {
    expect(mapStep({ width: 3000, height: 2000 })).toBe(1);
    expect(mapStep({ width: 6000, height: 4000 })).toBe(2);
    expect(mapStep({ width: 100, height: 100 }, 1000)).toBe(4);
  });

  it('is computed where both pictures show the same', () => {
    const parts = differenceParts(
      { sha256: 'a', width: 600, height: 400 },
      { sha256: 'b', width: 1000, height: 1000 },
    );
    expect(parts.before.part).toEqual({ x: 100, y: 0, width: 400, height: 400 });
    expect(parts.after.part).toEqual({ x: 0, y: 0, width: 1000, height: 1000 });
  });
});

describe('decoded pictures', () => {
  const kept = (size: number) => {
    const one = {
      size,
      closed: false,
      close() {
        one.closed = true;
      },
    };
    return one;
  };

  it('are evicted least recently used first, except those needed together', async () => {
    const shelf = createDecodedCache<Closable>(100);
    const made = new Map([...'abcd'].map((name) => [name, kept(40)]));
    const get = (name: string, ...together: string[]) =>
      shelf.get(name, together, async () => made.get(name) as Closable);
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    expect([...made.values()].map(({ closed }) => closed)).toEqual([false, true, false, false]);
    expect(await get('d', 'a', 'c')).toBeNull();
    expect(made.get('d')?.closed).toBe(true);
    shelf.clear();
    expect(made.get('a')?.closed).toBe(true);
  });

  it('include a single one larger than the limit, and are never decoded twice concurrently', async () => {
    const shelf = createDecodedCache<Closable>(100);
    let times = 0;
    const make = async () => {
      times += 1;
      return kept(500);
    };
    const [one, other] = await Promise.all([shelf.get('a', [], make), shelf.get('a', [], make)]);
    expect(one).toBe(other);
    expect(one).not.toBeNull();
    expect(times).toBe(1);
  });
});

describe('the reader of pixels', () => {
  function worker() {
    const asked: PixelQuestion[] = [];
    const fake = {
      onmessage: null as ((event: { data: PixelAnswer }) => void) | null,
      onerror: null,
      postMessage: (question: PixelQuestion) => void asked.push(question),
      terminate: () => {},
    };
    const answer = () => {
      const question = asked.at(-1);
      if (question) fake.onmessage?.({ data: { kind: 'look', id: question.id, looks: [] } });
    };
    return { asked, answer, start: () => fake as unknown as Worker };
  }

  it('transfers a canvas once, even if released and remounted immediately, and releases it permanently later', async () => {
    const { asked, start } = worker();
    const reader = createPixelReader(start);
    let times = 0;
    const element = {
      transferControlToOffscreen: () => {
        times += 1;
        return {};
      },
    } as unknown as HTMLCanvasElement;
    reader.surface(element).close();
    const surface = reader.surface(element);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const kinds = () => asked.map(({ kind }) => kind as string);
    expect(times).toBe(1);
    expect(kinds()).toEqual(['surface']);
    surface.close();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(kinds()).toEqual(['surface', 'surface-gone']);
    await expect(surface.difference({} as never)).rejects.toThrow();
    reader.close();
  });

  it('processes one request at a time, and only the newest waiting one', async () => {
    const { asked, answer, start } = worker();
    const reader = createPixelReader(start);
    const look = (side: number) => reader.look({ spots: [], side });
    const answers = [look(1), look(2), look(3), look(4)];
    expect(asked.length).toBe(1);
    answer();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked.map((question) => question.kind === 'look' && question.side)).toEqual([1, 4]);
    answer();
    expect(await Promise.all(answers)).toEqual([[], null, null, []]);
    reader.close();
  });
});

it('colors are written as hex, and compared', () => {
  expect(hexOf([192, 255, 238, 255])).toBe('#c0ffee');
  expect(hexOf([0, 1, 2, 128])).toBe('#00010280');
  expect(gained([10, 20, 30, 255], [5, 20, 40, 255])).toEqual([-5, 0, 10]);
});
