import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInsertBatcher } from '../../src/main/import/insert-batcher.ts';
import type { NewImport } from '../../src/main/library/images/images.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function batcherOf() {
  const batches: { readonly at: number; readonly names: readonly string[] }[] = [];
  const { add } = createInsertBatcher(
    (pictures) => {
      batches.push({ at: performance.now() - began, names: pictures.map(({ name }) => name) });
      return [];
    },
    () => {},
    () => {},
  );
  const began = performance.now();
  const insert = (name: string) => {
    // The fake library returns no rows, which rejects the caller.
    add({ name } as NewImport).catch(() => {});
  };
  return { batches, insert };
}

/** Inserts a picture every `every` ms for `duration` ms. */
async function importFor(insert: (name: string) => void, duration: number, every: number): Promise<void> {
  for (let at = 0; at < duration; at += every) {
    insert(`${at}`);
    await vi.advanceTimersByTimeAsync(every);
  }
}

describe('the batches of an import', () => {
  it('insert the first picture immediately, and the second after 50 ms', async () => {
    const { batches, insert } = batcherOf();
    insert('first');
    await vi.advanceTimersByTimeAsync(1);
    insert('second');
    await vi.advanceTimersByTimeAsync(60);
    expect(batches.map(({ names }) => names)).toEqual([['first'], ['second']]);
  });

  it('grow in a long import, whose pictures wait up to 400 ms', async () => {
    const { batches, insert } = batcherOf();
    await importFor(insert, 10_000, 100);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(batches.flatMap(({ names }) => names)).toHaveLength(100);
    const later = batches.filter(({ at }) => at > 2_000).map(({ at }) => at);
    const gaps = later.slice(1).map((at, n) => at - (later[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(390);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(520);
  });

  it('start small again after a pause', async () => {
    const { batches, insert } = batcherOf();
    await importFor(insert, 5_000, 100);
    await vi.advanceTimersByTimeAsync(5_000);
    const before = batches.length;
    insert('first');
    await vi.advanceTimersByTimeAsync(1);
    insert('second');
    await vi.advanceTimersByTimeAsync(60);
    expect(batches.slice(before).map(({ names }) => names)).toEqual([['first'], ['second']]);
  });
});
