import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { figuresOf } from './figures.ts';

const CANARY = /canary: (\d+) pictures, (\d+) hits, (\d+) bytes differ/;

/** Searches for patterns under protected areas in what is sent. */
export async function run(): Promise<BenchRow[]> {
  const [pictures = 0, hits = Number.NaN, differ = Number.NaN] = await figuresOf(
    'test/unit/finish-canary.test.ts',
    CANARY,
    { RESEED_CANARY_PICTURES: process.env.RESEED_CANARY_PICTURES ?? '1000' },
  );
  return [
    limitRow({ name: `protect.canary, ${pictures} pictures`, value: hits, unit: 'hits' }, 'at most', 0),
    limitRow({ name: 'protect.canary, restored', value: differ, unit: 'bytes' }, 'at most', 0),
  ];
}
