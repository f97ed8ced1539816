import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Running, sample, test } from './support/app.ts';

/** Runs a script in the main window's current page and process. */
function inPage({ app }: Running, script: string): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }, code) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return null;
    // A crashing page never answers.
    const late = new Promise((resolve) => setTimeout(resolve, 500, null));
    return Promise.race([contents.executeJavaScript(code).catch(() => null), late]);
  }, script);
}

const crash = ({ app }: Running) =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });

const state = 'location.href + " " + document.documentElement.dataset.appState';
const TROUBLE = 'location.pathname === "/trouble.html" && document.readyState';
const settled = async ({ userData }: Running) =>
  JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'));

async function crashThreeTimes(running: Running): Promise<void> {
  for (let n = 0; n < 2; n += 1) {
    await crash(running);
    await expect.poll(() => inPage(running, state)).toBe('app://reseed/ ready');
  }
  await crash(running);
  await expect.poll(() => inPage(running, TROUBLE)).toBe('complete');
}

const press = (running: Running, name: string) =>
  inPage(
    running,
    `[...document.querySelectorAll('button')].find((one) => one.textContent === '${name}').click()`,
  );

test('a page that crashes three times in a minute is replaced by a plain page with instructions', async ({
  start,
}) => {
  const running = await start();
  const { bench, app } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.select('coffee.png');
  await expect.poll(async () => (await settled(running)).lastImageId).toBe(1);

  await crashThreeTimes(running);
  expect(await inPage(running, 'document.body.innerText')).toContain('crashed three times within a minute');
  expect(await inPage(running, 'document.scripts.length')).toBe(0);
  // It has the app's styles and colors.
  expect(await inPage(running, "getComputedStyle(document.querySelector('.button')).borderRadius")).toBe(
    '4px',
  );

  // The system shows the log, and the page stays.
  await app.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    shell.showItemInFolder = (path) => void shown.push(path);
  });
  await press(running, 'Show log');
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([join(running.userData, 'logs/reseed.log')]);
  expect(await inPage(running, TROUBLE)).toBe('complete');

  await press(running, 'Try again');
  await expect.poll(() => inPage(running, state)).toBe('app://reseed/ ready');
  expect((await settled(running)).lastImageId).toBe(1);

  await crashThreeTimes(running);
  await press(running, 'Start without the last selection');
  await expect.poll(() => inPage(running, state)).toBe('app://reseed/ ready');
  await expect.poll(async () => (await settled(running)).lastImageId).toBeNull();
  expect(await inPage(running, "document.querySelectorAll('[role=gridcell]').length")).toBe(1);

  // The plain page isn't reloaded endlessly either.
  await crashThreeTimes(running);
  await crash(running);
  await expect
    .poll(() => readFile(join(running.userData, 'logs/reseed.log'), 'utf8'))
    .toMatch(/"inTrouble":true/);
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed()),
  ).toBe(true);
});
