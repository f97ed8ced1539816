import { expect, it } from 'vitest';
import { createCreditMeter } from '../../src/main/usage/credits.ts';
import { fc } from '../fixtures/property.ts';

interface Run {
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly used: unknown;
  readonly creditLimit: unknown;
}
const run = (startedAt: number, used: unknown, creditLimit = 1000, finishedAt = startedAt + 1): Run => ({
  startedAt,
  finishedAt,
  used,
  creditLimit,
});

/** The cost of each run, oldest first. */
function costs(runs: readonly Run[]): (number | null)[] {
  const meter = createCreditMeter();
  return runs
    .toReversed()
    .map((one) => meter(one))
    .toReversed();
}

it('a run cost what the counter grew by until the next answer', () => {
  expect(costs([run(1, 0), run(2, 15), run(3, 30), run(4, 30), run(5, 60)])).toEqual([15, 15, 0, 30, null]);
});

it('answers without a counter are ignored, without losing credits', () => {
  expect(costs([run(1, 0), run(2, null), run(3, 'x'), run(4, 45), run(5, undefined)])).toEqual([
    45,
    null,
    null,
    null,
    null,
  ]);
});

it('neither a new month nor another account counts as spending', () => {
  expect(costs([run(1, 900), run(2, 990), run(3, 5), run(4, 20)])).toEqual([90, null, 15, null]);
  expect(costs([run(1, 10), run(2, 20), run(3, 90_000, 7), run(4, 90_015, 7)])).toEqual([10, null, 15, null]);
});

it('all credits spent on one account are counted once, in any order of answers', () => {
  const start = fc.nat(1000);
  fc.assert(
    fc.property(fc.array(fc.tuple(start, fc.integer({ min: 1, max: 300 })), { minLength: 2 }), (spans) => {
      // Each answer carries the counter of its moment: how many were answered before.
      const byEnd = spans
        .map(([from, lasts], index) => ({ from, to: from + lasts + index / 1000, used: 0 }))
        .sort((a, b) => a.to - b.to)
        .map((one, before) => ({ ...one, used: before * 15 }));
      const runs = byEnd.sort((a, b) => a.from - b.from).map((one) => run(one.from, one.used, 1000, one.to));
      const told = costs(runs).reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
      const readings = runs.map(({ used }) => used as number);
      // From the first reading in time to the highest one that nothing later contradicts: never more than was spent.
      expect(told).toBeLessThanOrEqual(Math.max(...readings) - Math.min(...readings));
      expect(told).toBe((readings.at(-1) ?? 0) - Math.min(...readings));
    }),
    { numRuns: 300 },
  );
});
