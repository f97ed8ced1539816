import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, type Running, sample, test } from './support/app.ts';

/** Whether a control is entirely inside the window and nothing covers it. */
function isInReach(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return inside && (hit === element || element.contains(hit));
  });
}

/** Resizes the window's page to `width` by `height` CSS pixels. */
async function resize({ app, page }: Running, width: number, height: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((one, size) => one.setContentSize(size.width, size.height), { width, height });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

test('the main action is reachable in the smallest window and at double size', async ({ start }) => {
  const running = await start();
  const { bench, page, app } = running;
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);
  await bench.select('coffee.png');
  for (const [width, height] of [
    [1280, 800],
    // 1920x1080 at 175 %, 1366x768 at 125 %, each minus a task bar; and the minimum size.
    [1097, 569],
    [1092, 566],
    [1024, 576],
    [1024, 540],
  ] as const) {
    await resize(running, width, height);
    await expect.poll(() => isInReach(bench.runEdit), { message: `${width}x${height}` }).toBe(true);
    expect(await isInReach(bench.prompt), `prompt at ${width}x${height}`).toBe(true);
  }
  // With an error above it, and the rest of the form reachable by scrolling.
  await bench.prompt.fill('');
  await bench.runEdit.click();
  await expect(page.getByText('Describe what to change.')).toBeVisible();
  expect(await isInReach(bench.runEdit)).toBe(true);
  await bench.unfoldSettings();
  await page.getByLabel('Quality').scrollIntoViewIfNeeded();
  expect(await isInReach(bench.runEdit)).toBe(true);

  await page.evaluate(() =>
    (
      globalThis as unknown as { reseed: { settings: { set(patch: object): Promise<unknown> } } }
    ).reseed.settings.set({ interfaceZoom: 2 }),
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(512);
  expect(await isInReach(bench.runEdit)).toBe(true);
  const body = page.locator('.shell-body');
  await body.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(bench.queue).toBeInViewport();
  await body.evaluate((element) => element.scrollTo({ top: 0 }));
  await bench.prompt.fill('sepia');
  await body.evaluate((element) => element.scrollTo({ top: 0 }));
  await bench.runEdit.click();
  await bench.waitForPictures(3);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

const boundsOf = ({ app }: Running) =>
  app.evaluate(({ BrowserWindow, screen }) => ({
    window: BrowserWindow.getAllWindows()[0]?.getBounds(),
    screen: screen.getPrimaryDisplay().workArea,
  }));

const PLACES: readonly (readonly [string, string])[] = [
  ['larger than the screen', '{"x":0,"y":0,"width":2400,"height":9500,"maximized":false}'],
  ['larger than a number holds', '{"x":0,"y":0,"width":1e300,"height":1e300,"maximized":false}'],
  ['larger than 32 bits hold', '{"x":-99999999999,"y":0,"width":99999999999,"height":5,"maximized":false}'],
  ['without numbers', '{"x":null,"y":"0","width":null,"height":{},"maximized":1}'],
  ['that is no JSON', '{"x":NaN,"width":NaN'],
];
for (const [what, text] of PLACES)
  test(`a saved window position ${what} is harmless: the window fits the screen`, async ({
    start,
    folder,
  }) => {
    await mkdir(join(folder, 'data'), { recursive: true });
    await writeFile(join(folder, 'data/window.json'), text);
    const { window, screen } = await boundsOf(await start());
    expect(window).toBeTruthy();
    if (!window) return;
    expect(window.x).toBeGreaterThanOrEqual(screen.x);
    expect(window.y).toBeGreaterThanOrEqual(screen.y);
    expect(window.x + window.width).toBeLessThanOrEqual(screen.x + screen.width);
    expect(window.y + window.height).toBeLessThanOrEqual(screen.y + screen.height);
    expect(window.width).toBeGreaterThanOrEqual(Math.min(1024, screen.width));
  });
