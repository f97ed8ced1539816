import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { generateLibrary } from '../bench/generate.ts';
import { expect, test } from './support/app.ts';
import { builtFiles, kilobytes, loadedWith } from './support/bundles.ts';
import { largestMessages, tooLarge, watchMessages } from './support/messages.ts';

/* Figures that don't depend on the machine. Each bound is about a tenth above today's figure: to raise one is a decision to make here. */

const MAIN = 'out/main';
const PAGES = 'out/renderer';
const ASSETS = join(PAGES, 'assets');

/** Prints a figure beside its bound, and fails if it is larger. */
function guard(name: string, value: number, bound: number, unit: string): void {
  console.log(`${name}: ${value} ${unit}, at most ${bound}`);
  expect.soft(value, name).toBeLessThanOrEqual(bound);
}

test('each part of the build stays small', () => {
  const window = loadedWith(join(MAIN, 'index.js'));
  const [runApp = ''] = builtFiles(join(MAIN, 'chunks'), /^run-app-/);
  const after = loadedWith(runApp).filter((file) => !window.includes(file));
  const [compose = ''] = builtFiles(join(MAIN, 'chunks'), /^compose-/);
  const library = loadedWith(compose).filter((file) => ![...window, ...after].includes(file));
  const before = [...window, ...after, ...library];
  const rest = builtFiles(join(MAIN, 'chunks'), /\.js$/).filter((file) => !before.includes(file));
  guard('main before the window', kilobytes(window), 51, 'kB');
  guard('main while the window starts', kilobytes(after), 1_060, 'kB');
  guard('main for the library', kilobytes(library), 480, 'kB');
  guard('main on demand', kilobytes(rest), 1_400, 'kB');
  guard('the keeper', kilobytes([join(MAIN, 'keeper.js')]), 55, 'kB');
  guard('the preload', kilobytes(['out/preload/index.cjs']), 7, 'kB');

  const workbench = loadedWith(join(PAGES, 'index.html'));
  guard('the workbench at first paint', kilobytes(workbench), 1_260, 'kB');
  guard('files of the workbench at first paint', workbench.length, 15, 'files');
  const own = (page: string) =>
    loadedWith(join(PAGES, `${page}.html`)).filter((file) => !workbench.includes(file));
  guard('the Settings window beside it', kilobytes(own('settings')), 60, 'kB');
  guard('the Help window beside it', kilobytes(own('help')), 14, 'kB');
  guard('the guides', kilobytes(builtFiles(ASSETS, /guides-.*\.js$/)), 69, 'kB');
  guard('the hidden overlays', kilobytes(builtFiles(ASSETS, /^lazy-overlays-/)), 44, 'kB');
  guard('the imaging page', kilobytes(loadedWith(join(PAGES, 'imaging.html'))), 126, 'kB');
  guard('the workers', kilobytes(builtFiles(ASSETS, /^worker-.*\.js$/)), 470, 'kB');
});

test('the first paint waits for no decoder, dialog, guide, or HTTP client', () => {
  const workbench = loadedWith(join(PAGES, 'index.html')).join('\n');
  expect(workbench).not.toMatch(/lazy-overlays|guides|heif|jxl|tiff|raw-|worker/);
  expect(loadedWith(join(MAIN, 'index.js')).join('\n')).not.toMatch(/schemas|run-app|compose/);
  const parts = builtFiles(join(MAIN, 'chunks'), /^(run-app|compose)-/);
  expect(parts).toHaveLength(2);
  const main = parts.flatMap(loadedWith);
  expect(main.join('\n')).not.toMatch(/undici|source-/);
  // The engine that needs the HTTP client.
  expect(main.map((file) => readFileSync(file, 'utf8')).join('\n')).not.toContain(
    'function createOneminEngine(',
  );
});

const nodes = (page: Page) => page.evaluate('document.querySelectorAll("*").length') as Promise<number>;

test('the window has few nodes and small messages, with an empty library and with thousands of pictures', async ({
  start,
  folder,
}) => {
  const empty = await start();
  guard('nodes of an empty window', await nodes(empty.page), 310, 'nodes');
  await empty.close();

  const userData = join(folder, 'many');
  await generateLibrary(userData, { pictures: 3_000, files: true });
  const { page, app, bench } = await start({ userData });
  await watchMessages(app);
  const grid = bench.library.getByRole('grid');
  await expect(grid.getByRole('gridcell').first()).toBeVisible();
  const counts = [await nodes(page)];
  await grid.getByRole('gridcell').first().click();
  for (const key of ['PageDown', 'PageDown', 'End', 'Home']) {
    await page.keyboard.press(key);
    await expect(grid.getByRole('gridcell').first()).toBeVisible();
    counts.push(await nodes(page));
  }
  await page.keyboard.press('Control+A');
  counts.push(await nodes(page));
  await page.keyboard.press('Control+F');
  await page.keyboard.type('rating:>=3');
  await expect(grid.getByRole('gridcell').first()).toBeVisible();
  counts.push(await nodes(page));
  guard('nodes with 3,000 pictures', Math.max(...counts), 1_000, 'nodes');

  const largest = await largestMessages(app);
  expect(Object.keys(largest ?? {})).toEqual(
    expect.arrayContaining(['library.slice', 'library.slice (call)']),
  );
  guard('the largest message', Math.max(...Object.values(largest ?? {})), 64 * 1024, 'bytes');
});

test('the guard of messages finds one that is too large', async ({ start }) => {
  const { app, page } = await start();
  await watchMessages(app);
  await page.evaluate(`reseed.settings.set({ draft: { prompt: 'x'.repeat(12000), seed: 1, values: {} } })`);
  await expect
    .poll(async () => (await largestMessages(app))?.['settings.changed'] ?? 0)
    .toBeGreaterThan(12_000);
  expect(tooLarge({ 'library.slice': 70_000, 'settings.set': 500 })).toEqual(['library.slice: 70000 bytes']);
});
