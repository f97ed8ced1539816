import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchRow, limitRow, median } from '../../scripts/lib/bench.ts';
import { timeToReady } from '../../scripts/lib/time-to-ready.ts';
import { generateLibrary } from './generate.ts';

const ROUNDS = 11;
const PICTURES = 100_000;

/**
 * Time from start to the visible library with a full library, minus that with an empty one. Alternating, so
 * that noise affects both.
 */
export async function run(rounds = ROUNDS): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-start-100k-'));
  const full = { userData: join(folder, 'full') };
  const empty = { userData: join(folder, 'empty') };
  try {
    await generateLibrary(full.userData, { pictures: PICTURES, files: true });
    // The first start of each fills caches.
    await timeToReady(full);
    await timeToReady(empty);
    const more: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const without = await timeToReady(empty);
      more.push((await timeToReady(full)) - without);
    }
    return [limitRow({ name: 'start.100k', value: median(more), unit: 'ms' }, 'at most', 60, more)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
