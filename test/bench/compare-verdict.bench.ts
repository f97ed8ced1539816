import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { type BenchRow, limitRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import { launchElectron } from '../../scripts/lib/launch.ts';
import { Workbench } from '../e2e/support/workbench.ts';
import { buildImagingApp, processorTimeOf, startImagingApp } from '../fixtures/imaging-app/driver.ts';
import type { State } from '../fixtures/imaging-app/protocol.ts';
import { photograph } from '../fixtures/pictures.ts';

const VERDICTS = 15;
const MOVES = 60;
/** Half of a task's limit. */
const SPIN_MS = 25;

/** The verdict on a pair of one megapixel, and the canvas' responsiveness on a pair of 24 megapixels. */
export async function run(): Promise<BenchRow[]> {
  return [
    limitRow({ name: 'compare.verdict', value: median(await verdicts()), unit: 'ms' }, 'at most', 300),
    ...(await largePair()),
  ];
}

/** Processor time in milliseconds of all processes, from request to answer, because the machine is shared. */
async function verdicts(): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-verdict-'));
  const build = await buildImagingApp();
  const app = await startImagingApp(build);
  try {
    const { bytes } = await photograph(1024, 1024);
    const [a, b] = ['a.jpg', 'b.jpg'].map((name) => ({
      path: join(folder, name),
      mime: 'image/jpeg' as const,
    }));
    if (!a || !b) throw new Error('No pictures.');
    await writeFile(a.path, bytes);
    // Slightly drifted, so that everything has to be measured.
    await sharp(bytes)
      .affine([1, 0, 0, 1], { odx: 5, ody: 2 })
      .modulate({ brightness: 1.1 })
      .resize(1024, 1024, { fit: 'fill' })
      .jpeg({ quality: 90 })
      .toFile(b.path);
    const { pids } = (await app.ask({ do: 'state' })).value as State;
    const times: number[] = [];
    const walls: number[] = [];
    for (let i = 0; i < VERDICTS; i++) {
      const before = await processorTimeOf(pids);
      const { ok, ms } = await app.ask({ do: 'compare', a, b, findShift: false });
      if (!ok) throw new Error('It could not be measured.');
      times.push((await processorTimeOf(pids)) - before);
      walls.push(ms);
    }
    console.log(
      `verdicts: ${times.join(', ')} ms of processor time; median on the clock ${median(walls).toFixed(0)} ms`,
    );
    return times;
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(build, { recursive: true, force: true });
  }
}

async function largePair(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-compare-'));
  try {
    const { bytes } = await photograph(6000, 4000);
    const [one, other] = ['one.jpg', 'other.jpg'].map((name) => join(folder, name)) as [string, string];
    await writeFile(one, bytes);
    await sharp(bytes).modulate({ brightness: 1.1 }).jpeg({ quality: 92 }).toFile(other);
    const app = await launchElectron({ userData: join(folder, 'data') });
    try {
      const page = await app.firstWindow();
      await page.locator('html[data-app-state="ready"]').waitFor();
      return await measure(page, [one, other]);
    } finally {
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the page reports about itself while in use. */
interface Watch {
  /** Frames from each pointer move until the slider was drawn there; 1 is the next frame. */
  readonly frames: number[];
  /** Milliseconds of main thread tasks longer than 50. */
  readonly long: number[];
}

async function measure(page: Page, files: readonly string[]): Promise<BenchRow[]> {
  const bench = new Workbench(page);
  await bench.dropPaths(files);
  await bench.waitForPictures(files.length);
  for (const name of ['one.jpg', 'other.jpg']) {
    await bench.select(name);
    await page.keyboard.press('a');
  }
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(bench.canvas.locator('.canvas-image-coming')).toHaveCount(0, { timeout: 60_000 });
  await page.waitForTimeout(1000);
  const calmest = await longestSpin(page);
  await watch(page);

  const box = await bench.canvas.locator('[data-stage]').boundingBox();
  if (!box) throw new Error('There is no frame.');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  const drag = async (from: readonly [number, number], width: number) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    for (let move = 0; move < MOVES; move++)
      await page.mouse.move(from[0] + Math.sin(move / 6) * width, from[1]);
    await page.mouse.up();
  };
  await drag(at(0.5, 0.5), box.width * 0.3);
  const { frames } = await told(page);
  // Other interactions: zoom, pan, all comparison modes.
  for (let step = 0; step < 6; step++) await page.keyboard.press('+');
  await drag(at(0.3, 0.3), box.width * 0.2);
  for (const key of ['s', 'd', 'b', 'c', 'Space', '0']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(1200);
  }
  const { long } = await told(page);
  const baseline = Math.max(calmest, await longestSpin(page));
  console.log(
    `slider: ${frames.length} moves, ${frames.filter((each) => each > 1).length} later than the next frame`,
  );
  console.log(`tasks of more than 50 ms: ${long.map((each) => each.toFixed(0)).join(', ') || 'none'}`);
  const sorted = [...frames].sort((a, b) => a - b);
  const most = sorted[Math.floor(sorted.length * 0.95)] ?? Number.POSITIVE_INFINITY;
  return [
    limitRow({ name: 'compare.drag', value: most, unit: 'frames' }, 'at most', 1),
    // 50 ms on an idle machine.
    ratioRow(
      { name: 'compare.longest-task', value: Math.max(0, ...long), unit: 'ms', baseline },
      'at most',
      50 / SPIN_MS,
    ),
  ];
}

/**
 * Milliseconds of the slowest of a hundred main thread tasks with `SPIN_MS` of work each: the slowdown caused
 * by the rest of the machine.
 */
function longestSpin(page: Page): Promise<number> {
  return page.evaluate(async (alone) => {
    const spin = (turns: number) => {
      const start = performance.now();
      let sum = 0;
      for (let turn = 0; turn < turns; turn++) sum += Math.sqrt(turn);
      return sum > 0 ? performance.now() - start : 0;
    };
    const rest = () => new Promise((resolve) => setTimeout(resolve, 10));
    const trial = 2_000_000;
    let fastest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 30; i++) {
      fastest = Math.min(fastest, spin(trial));
      await rest();
    }
    const turns = (trial * alone) / fastest;
    let longest = 0;
    for (let i = 0; i < 100; i++) {
      longest = Math.max(longest, spin(turns));
      await rest();
    }
    return longest;
  }, SPIN_MS);
}

type Watching = typeof globalThis & { benchWatch?: Watch };

/** Measured in the page itself, to exclude the round trip. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const own: Watch = { frames: [], long: [] };
    (globalThis as Watching).benchWatch = own;
    let frame = 0;
    let moved: number[] = [];
    const count = () => {
      frame += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    window.addEventListener('pointermove', (event) => event.buttons > 0 && moved.push(frame), true);
    const handle = document.querySelector('.canvas-handle');
    if (handle)
      new MutationObserver(() => {
        own.frames.push(...moved.map((then) => frame - then));
        moved = [];
      }).observe(handle, { attributeFilter: ['style'] });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) own.long.push(duration);
    }).observe({ type: 'longtask' });
  });
}

function told(page: Page): Promise<Watch> {
  return page.evaluate(() => (globalThis as Watching).benchWatch ?? { frames: [], long: [] });
}
