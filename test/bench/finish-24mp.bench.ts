import { type BenchRow, limitRow, ratioRow } from '../../scripts/lib/bench.ts';
import { figuresOf } from './figures.ts';

const LARGE =
  /24 MP: finish (\d+) ms, with certificate (\d+) ms, decode and encode (\d+) ms, grew by (\d+) MB.*/;

/**
 * Putting a result back into a photograph of 24 MP in the imaging window, compared with decoding and encoding
 * it there.
 */
export async function run(): Promise<BenchRow[]> {
  const [finish, certified, plain, growth] = await figuresOf(
    'test/integration/imaging-finish-large.test.ts',
    LARGE,
    { RESEED_FINISH_ROUNDS: process.env.RESEED_FINISH_ROUNDS ?? '3' },
  );
  const ms = (name: string, value = Number.NaN) => ({
    name,
    value,
    unit: 'ms',
    baseline: plain ?? Number.NaN,
  });
  return [
    ratioRow(ms('finish.24mp', finish), 'at most', 2),
    ratioRow(ms('finish.24mp, with certificate', certified), 'at most', 3),
    limitRow({ name: 'finish.24mp, memory', value: growth ?? Number.NaN, unit: 'MB' }, 'at most', 400),
  ];
}
