import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startBareApp } from '../../scripts/lib/bare-app.ts';
import { type BenchRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import { memoryOf } from '../e2e/support/memory.ts';
import { generateLibrary } from './generate.ts';

const ROUNDS = 3;
const PICTURES = 100_000;
const EMPTY = join(import.meta.dirname, 'empty-window.cjs');
/** Idle time (ms) after which startup work has ended and the imaging window is closed. */
const IDLE_MS = 40_000;

/**
 * Memory of all processes with 100,000 pictures, shown and then idle, compared with an empty window on the
 * same Electron.
 */
export async function run(rounds = ROUNDS): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-memory-'));
  const app = { userData: join(folder, 'app') };
  const empty = { userData: join(folder, 'empty'), app: EMPTY };
  try {
    await generateLibrary(app.userData, { pictures: PICTURES, files: true });
    const taken = { app: [] as number[], empty: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      taken.empty.push(await idleMemory(empty));
      taken.app.push(await idleMemory(app));
    }
    const figure = {
      name: 'memory.idle',
      value: median(taken.app) / 1e6,
      unit: 'MB',
      baseline: median(taken.empty) / 1e6,
    };
    return [ratioRow(figure, 'at most', 1.5)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Proportional set size of the app's processes, in bytes. */
async function idleMemory(options: Parameters<typeof startBareApp>[0]): Promise<number> {
  const running = await startBareApp(options);
  try {
    await pause(IDLE_MS);
    return await memoryOf(running.pid);
  } finally {
    await running.close();
  }
}
