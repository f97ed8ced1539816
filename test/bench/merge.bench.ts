import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { figuresOf } from './figures.ts';

const FILE = 'test/unit/finish-many.test.ts';
const BOTH =
  /merge: (\d+) merges, \d+ with conflicts, (\d+) pixels wrong, (\d+) pixels of conflicts[\s\S]*blame: (\d+) chains, ([\d.]+) % right, ([\d.]+) ms/;

/** Merging two branches, and finding the step that last changed a pixel, on chains over 24 MP. */
export async function run(): Promise<BenchRow[]> {
  const [merges, wrong, missed, chains, right, ms] = await figuresOf(FILE, BOTH, {
    RESEED_MERGES: process.env.RESEED_MERGES ?? '300',
    RESEED_CHAINS: process.env.RESEED_CHAINS ?? '4',
    RESEED_CHAIN_PIXELS: '24000000',
  });
  const figure = (name: string, value: number | undefined, unit: string) => ({
    name,
    value: value ?? Number.NaN,
    unit,
  });
  return [
    limitRow(figure(`merge.disjoint, ${merges} merges`, wrong, 'pixels'), 'at most', 0),
    limitRow(figure('merge.disjoint, conflicts', missed, 'pixels'), 'at most', 0),
    limitRow(figure(`blame.hover, ${chains} chains`, right, '% right'), 'at least', 99.5),
    limitRow(figure('blame.hover, a question', ms, 'ms'), 'at most', 16),
  ];
}
