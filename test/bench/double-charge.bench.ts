import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { figuresOf } from './figures.ts';

const FILE = 'test/integration/onemin-double-charge.test.ts';
const PRINTED = /double charge: (\d+) points x (\d+) seeds, (\d+) bills .*naive client: .*, (\d+) %.*/;

/**
 * Bills beyond the user's clicks, under any fault. `RESEED_RIG_SEEDS=100` for the full figure, which takes 12
 * minutes.
 */
export async function run(): Promise<BenchRow[]> {
  const seeds = process.env.RESEED_RIG_SEEDS ?? '10';
  const [points = 0, , extra = Number.NaN, naive = 0] = await figuresOf(FILE, PRINTED, {
    RESEED_RIG_SEEDS: seeds,
  });
  return [
    limitRow({ name: `double charge, ${seeds} seeds`, value: extra, unit: 'bills' }, 'at most', 0),
    limitRow({ name: 'double charge, fault points', value: points, unit: 'points' }, 'at least', 20),
    limitRow({ name: 'double charge, naive client', value: naive, unit: '%' }, 'at least', 25),
  ];
}
