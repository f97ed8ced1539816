import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { figuresOf } from './figures.ts';

const FILE = 'test/integration/queue-kill.test.ts';
const PRINTED = /(\d+) kills: (\d+) of (\d+) runs reached a final.*/;

/** Runs of a queue of 50 that end explained despite repeated kills. `RESEED_KILLS=200` for the full figure. */
export async function run(): Promise<BenchRow[]> {
  const kills = process.env.RESEED_KILLS ?? '40';
  const [, final = 0, runs = Number.NaN] = await figuresOf(FILE, PRINTED, { RESEED_KILLS: kills });
  return [
    limitRow({ name: `queue, ${kills} kills`, value: (100 * final) / runs, unit: '%' }, 'at least', 100),
  ];
}
