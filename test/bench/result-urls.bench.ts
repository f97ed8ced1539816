import { type BenchRow, limitRow } from '../../scripts/lib/bench.ts';
import { figuresOf } from './figures.ts';

const FILE = 'test/integration/onemin-hostile-links.test.ts';
const PRINTED = /result URLs: (\d+) hostile answers, (\d+) connections .*/;

/** Connections to forbidden hosts, over hostile answers of every kind. */
export async function run(): Promise<BenchRow[]> {
  const [answers = 0, connections = Number.NaN] = await figuresOf(FILE, PRINTED);
  return [
    limitRow({ name: 'result URLs', value: connections, unit: 'connections' }, 'at most', 0),
    limitRow({ name: 'result URLs, hostile answers', value: answers, unit: 'answers' }, 'at least', 60),
  ];
}
