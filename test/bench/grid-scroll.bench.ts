import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BareApp, startBareApp } from '../../scripts/lib/bare-app.ts';
import { type BenchRow, limitRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import { memoryOf } from '../e2e/support/memory.ts';
import { generateLibrary } from './generate.ts';
import { type Frames, GRID_PROBE, type Scrolled } from './grid-probe.ts';

const MANY = 100_000;
const MOST = 1_200_000;
const EMPTY = join(import.meta.dirname, 'empty-window.cjs');
const MB = 1024 * 1024;

/**
 * The grid with 100,000 pictures and thumbnails: a fast scroll and 200 jumps in the default window, then all
 * of them, screen by screen, in the widest panel with the smallest tiles; and the last of 1,200,000.
 */
export async function run(most = MOST): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-grid-'));
  try {
    const rows = await scroll(folder);
    return [...rows, ...(await reachLast(folder, most))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scroll(folder: string): Promise<BenchRow[]> {
  const userData = join(folder, 'many');
  await generateLibrary(userData, { pictures: MANY, files: true });
  const empty = [await emptyFrames(folder)];
  const app = await startBareApp({ userData });
  try {
    await app.page.evaluate(GRID_PROBE);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const before = await memoryOf(app.pid);
    const fast = await app.page.evaluate<Scrolled>('gridProbe.fastScroll(5000)');
    const jumps = await app.page.evaluate<Scrolled>('gridProbe.jumps(200)');
    empty.push(await emptyFrames(folder));
    await app.page.evaluate('reseed.settings.set({ libraryWidth: 480, thumbSize: 72 })');
    const all = await app.page.evaluate<Scrolled & { readonly seen: number }>('gridProbe.scrollAll()');
    const heap = await heapOf(app);
    const after = await memoryOf(app.pid);
    const baseline = median(empty.map(({ p95 }) => p95));
    const worst = (of: (one: Scrolled) => number) => Math.max(...[fast, jumps, all].map(of));
    console.log(
      `grid of ${MANY}: ${all.seen} pictures were seen; nodes in the grid ${worst(({ nodes }) => nodes)}, in the page ` +
        `${worst(({ pageNodes }) => pageNodes)}; frame p95 fast ${fast.p95.toFixed(1)}, jumps ${jumps.p95.toFixed(1)}, ` +
        `all ${all.p95.toFixed(1)}, empty ${empty.map(({ p95 }) => p95.toFixed(1)).join(' and ')} ms; tasks of 50 ms or more: fast ` +
        `${fast.tasks.map(Math.round)}, jumps ${jumps.tasks.map(Math.round)}, all ${all.tasks.map(Math.round)}; ` +
        `memory of all processes ${(before / MB).toFixed(0)} MB before, ${(after / MB).toFixed(0)} MB after`,
    );
    const longest = Math.max(0, ...fast.tasks, ...jumps.tasks);
    return [
      // 0: no long task, which Chromium reports from 50 ms.
      limitRow({ name: 'grid.scroll, longest task', value: longest, unit: 'ms' }, 'at most', 50),
      limitRow(
        { name: 'grid.scroll, nodes', value: worst(({ nodes }) => nodes), unit: 'nodes' },
        'at most',
        500,
      ),
      ratioRow(
        { name: 'grid.scroll, frame p95', value: Math.max(fast.p95, jumps.p95), unit: 'ms', baseline },
        'at most',
        1.5,
      ),
      limitRow(
        { name: 'grid.scroll, pictures seen', value: all.seen, unit: 'pictures' },
        'at least',
        all.total,
      ),
      limitRow({ name: 'grid.scroll, heap', value: heap / MB, unit: 'MB' }, 'at most', 150),
      limitRow(
        { name: 'grid.scroll, decoded', value: worst(({ decoded }) => decoded) / MB, unit: 'MB' },
        'at most',
        96,
      ),
    ];
  } finally {
    await app.close();
  }
}

/** Frames of an empty page at the machine's current load. */
async function emptyFrames(folder: string): Promise<Frames> {
  const app = await startBareApp({ userData: join(folder, 'empty'), app: EMPTY });
  try {
    await app.page.evaluate(GRID_PROBE);
    return await app.page.evaluate<Frames>('gridProbe.emptyFrames(4000)');
  } finally {
    await app.close();
  }
}

/** Used heap of the page after garbage collection, in bytes. */
async function heapOf({ page }: BareApp): Promise<number> {
  await page.send('HeapProfiler.collectGarbage', {});
  const usage = (await page.send('Runtime.getHeapUsage', {})) as {
    usedSize: number;
    embedderHeapUsedSize?: number;
    backingStorageSize?: number;
  };
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}

async function reachLast(folder: string, pictures: number): Promise<BenchRow[]> {
  const userData = join(folder, 'most');
  await generateLibrary(userData, { pictures, files: false });
  const app = await startBareApp({ userData });
  try {
    await app.page.evaluate(GRID_PROBE);
    const total = await app.page.evaluate<number>('gridProbe.whole()');
    await app.page.evaluate('gridProbe.focusFirst()');
    const began = performance.now();
    for (const type of ['keyDown', 'keyUp'])
      await app.page.send('Input.dispatchKeyEvent', {
        type,
        key: 'End',
        code: 'End',
        windowsVirtualKeyCode: 35,
      });
    const byKey = await app.page.evaluate<number>('gridProbe.activePosition()');
    const ms = performance.now() - began;
    await app.page.evaluate('gridProbe.toTop()');
    const byBar = await app.page.evaluate<number>('gridProbe.byScrollbar()');
    const wheel = await app.page.evaluate<number>('gridProbe.beforeWheel()');
    const box = { x: 140, y: 400 };
    await app.page.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...box, deltaX: 0, deltaY: 40 });
    const moved = (await app.page.evaluate<number>('gridProbe.afterWheel()')) - wheel;
    console.log(
      `grid of ${total}: the last picture is selected ${ms.toFixed(0)} ms after End, and in sight with the scrollbar at its end; in ` +
        `the middle 40 px of wheel move the pictures by ${-moved} px`,
    );
    return [
      limitRow({ name: 'grid.last, by End', value: byKey + 1, unit: 'pictures' }, 'at least', total),
      limitRow({ name: 'grid.last, by scrollbar', value: byBar + 1, unit: 'pictures' }, 'at least', total),
    ];
  } finally {
    await app.close();
  }
}
