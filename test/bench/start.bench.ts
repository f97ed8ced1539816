import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import { timeToReady } from '../../scripts/lib/time-to-ready.ts';

const ROUNDS = 9;
const EMPTY = join(import.meta.dirname, 'empty-window.cjs');

/**
 * Time from start to the visible library, compared with an empty window on the same Electron. Alternating, so
 * that noise affects both.
 */
export async function run(rounds = ROUNDS): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-start-'));
  const app = { userData: join(folder, 'app') };
  const empty = { userData: join(folder, 'empty'), app: EMPTY };
  try {
    // The first start of each fills caches and creates the library; users start an app many times.
    await timeToReady(empty);
    await timeToReady(app);
    const appTimes: number[] = [];
    const emptyTimes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      emptyTimes.push(await timeToReady(empty));
      appTimes.push(await timeToReady(app));
    }
    const figure = {
      name: 'start.first-paint',
      value: median(appTimes),
      unit: 'ms',
      baseline: median(emptyTimes),
    };
    return [ratioRow(figure, 'at most', 1.5, appTimes)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
