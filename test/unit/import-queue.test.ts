import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createImportQueue } from '../../src/main/import/import-queue.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Tasks that end on request. */
function pieces() {
  const enqueue = createImportQueue(() => {});
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  return {
    begun,
    add(count: number) {
      for (let n = 0; n < count; n += 1) {
        const index = ends.length;
        const { promise, resolve } = Promise.withResolvers<void>();
        ends.push(resolve);
        enqueue(async () => {
          begun.push(index);
          await promise;
        });
      }
    },
    async end(...which: number[]) {
      for (const index of which) ends[index]?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('turns', () => {
  it('runs the first task alone, then four at a time', async () => {
    const { add, begun, end } = pieces();
    add(10);
    await end();
    expect(begun).toEqual([0]);
    await end(0);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    await end(2, 3);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('doesn’t wait long for a slow first task', async () => {
    const { add, begun } = pieces();
    add(6);
    await vi.advanceTimersByTimeAsync(290);
    expect(begun).toEqual([0]);
    await vi.advanceTimersByTimeAsync(20);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('frees the slot of a throwing task, and starts alone again after a pause', async () => {
    const errors: unknown[] = [];
    const enqueue = createImportQueue((error) => errors.push(error));
    const begun: number[] = [];
    for (let n = 0; n < 6; n += 1)
      enqueue(async () => {
        begun.push(n);
        throw new Error(`broken ${n}`);
      });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
    expect(errors.map(String)).toEqual(begun.map((n) => `Error: broken ${n}`));
    const held = Promise.withResolvers<void>();
    for (const n of [6, 7])
      enqueue(async () => {
        begun.push(n);
        await held.promise;
      });
    await vi.advanceTimersByTimeAsync(10);
    expect(begun.at(-1)).toBe(6);
    held.resolve();
  });

  it('runs the first task alone again after a pause', async () => {
    const { add, begun, end } = pieces();
    add(3);
    await end();
    await end(0);
    await end(1, 2);
    await vi.advanceTimersByTimeAsync(1_000);
    add(3);
    await end();
    expect(begun).toEqual([0, 1, 2, 3]);
    await end(3);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
