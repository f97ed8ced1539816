import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInsertBatcher } from '../../src/main/import/insert-batcher.ts';
import type { NewImport } from '../../src/main/library/images/images.ts';
import { imageRecord } from '../fakes/records.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A batcher whose transactions take `ms` each. */
function setUp({ ms = 0, fails = false } = {}) {
  const batches: number[] = [];
  const { add } = createInsertBatcher(
    (pictures) => {
      batches.push(pictures.length);
      vi.advanceTimersByTime(ms);
      if (fails) throw new Error('disk full');
      return pictures.map((_, at) => imageRecord(at + 1));
    },
    () => {},
    () => {},
  );
  const insert = (count: number) =>
    Promise.allSettled(Array.from({ length: count }, (_, at) => add({ name: `${at}` } as NewImport)));
  return { batches, insert };
}

describe('the batches of an import', () => {
  it('insert the first picture immediately, and those of the next 50 ms together', async () => {
    const { batches, insert } = setUp();
    const all = [insert(1)];
    await vi.advanceTimersByTimeAsync(1);
    all.push(insert(2));
    await vi.advanceTimersByTimeAsync(20);
    all.push(insert(1));
    await vi.advanceTimersByTimeAsync(20);
    expect(batches).toEqual([1]);
    await vi.advanceTimersByTimeAsync(20);
    expect(batches).toEqual([1, 3]);
    await Promise.all(all);
  });

  it('have a hundred pictures at most', async () => {
    const { batches, insert } = setUp();
    await Promise.all([insert(250), vi.advanceTimersByTimeAsync(100)]);
    expect(batches).toEqual([100, 100, 50]);
  });

  it('reject each picture of a transaction that fails', async () => {
    const { insert } = setUp({ fails: true });
    const [results] = await Promise.all([insert(3), vi.advanceTimersByTimeAsync(100)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('wait twice as long as a transaction took on a slow disk', async () => {
    const { batches, insert } = setUp({ ms: 200 });
    const first = insert(1);
    await vi.advanceTimersByTimeAsync(1);
    const second = insert(1);
    await vi.advanceTimersByTimeAsync(390);
    expect(batches).toEqual([1]);
    await vi.advanceTimersByTimeAsync(20);
    expect(batches).toEqual([1, 1]);
    await Promise.all([first, second]);
  });
});
