import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTurns } from '../../src/main/import/turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Pieces of work that end when they are told to. */
function pieces() {
  const enqueue = createTurns();
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
  it('the first goes alone; when it has ended, four at a time', async () => {
    const { add, begun, end } = pieces();
    add(10);
    await end();
    expect(begun).toEqual([0]);
    await end(0);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    await end(2, 3);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('the others do not wait long for a slow first one', async () => {
    const { add, begun } = pieces();
    add(6);
    await vi.advanceTimersByTimeAsync(290);
    expect(begun).toEqual([0]);
    await vi.advanceTimersByTimeAsync(20);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('after a pause the first goes alone again', async () => {
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
