import type { Locator, Page } from '@playwright/test';
import { expect, type Running, sample, test } from './support/app.ts';

/** Whether all of an element's text is visible and unclipped. */
const isWhole = (element: Locator) =>
  element.evaluate((node) => {
    const { left, right, top, bottom, width } = node.getBoundingClientRect();
    if (width === 0 || node.scrollWidth > node.clientWidth + 1) return false;
    for (let around = node.parentElement; around; around = around.parentElement) {
      const frame = around.getBoundingClientRect();
      if (getComputedStyle(around).overflow === 'visible') continue;
      if (
        left < frame.left - 1 ||
        right > frame.right + 1 ||
        top < frame.top - 1 ||
        bottom > frame.bottom + 1
      )
        return false;
    }
    return true;
  });

const resize = ({ app }: Running, width: number, height: number) =>
  app.evaluate(
    ({ BrowserWindow }, size) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.isVisible())
        ?.setContentSize(size.width, size.height),
    { width, height },
  );

const overlap = (page: Page, one: string, other: string) =>
  page.evaluate(
    ([a, b]) => {
      const first = document.querySelector(a as string)?.getBoundingClientRect();
      const second = document.querySelector(b as string)?.getBoundingClientRect();
      if (!first || !second) return null;
      return (
        first.left < second.right &&
        first.right > second.left &&
        first.top < second.bottom &&
        first.bottom > second.top
      );
    },
    [one, other],
  );

test('size and format stay readable, comparison modes have labels, and toasts cover nothing', async ({
  start,
}) => {
  const running = await start();
  const { bench, page } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('sepia', 1);
  await bench.waitForPictures(2);
  await page.keyboard.press('Escape');
  await bench.run('watercolor', 2);
  await page.keyboard.press('Shift+F10');
  await bench.waitForPictures(3);
  const facts = bench.canvas.locator('.canvas-facts');
  for (const [width, height] of [
    [1280, 800],
    [1024, 700],
  ] as const) {
    await resize(running, width, height);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await expect(facts).toHaveText(/^\d+ × \d+ · (PNG|WebP) · /);
    await expect.poll(() => isWhole(facts)).toBe(true);
    await expect(bench.canvas.getByRole('button', { name: 'Compare', exact: true })).toContainText('Compare');
    await page.keyboard.press('Escape');
    await bench.select('coffee.png');
    await page.keyboard.press('l');
    await expect(page.locator('.toast').first()).toBeVisible();
    for (const read of ['.history', '.canvas-foot', '.shell-edit', '.shell-library'])
      expect(await overlap(page, '.toaster', read)).toBe(false);
  }
});

test('a new result is never blank: the full picture is shown until its thumbnail exists', async ({
  start,
}) => {
  const { app, bench } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  // Thumbnails that never load.
  await app.evaluate(({ BrowserWindow }) => {
    const held: (() => void)[] = [];
    Object.assign(globalThis, { held });
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.session.webRequest.onBeforeRequest({ urls: ['app://reseed/thumb/*'] }, (_, go) => {
        held.push(() => go({}));
      });
  });
  await bench.run('sepia', 1);
  await bench.waitForPictures(2);
  const standIn = (image: Locator) =>
    image.evaluate((node) => [
      (node as HTMLImageElement).naturalWidth,
      getComputedStyle(node).opacity,
      /\/image\//.test(getComputedStyle(node).backgroundImage),
    ]);
  for (const image of [
    bench.library.locator('.tile-picture').first(),
    bench.history.locator('.history-card img').first(),
  ])
    await expect.poll(() => standIn(image)).toEqual([0, '1', true]);
  // Now they load.
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.session.webRequest.onBeforeRequest(null);
    for (const go of (globalThis as unknown as { held: (() => void)[] }).held) go();
  });
  await expect
    .poll(() => standIn(bench.history.locator('.history-card img').first()))
    .toEqual([expect.any(Number), '1', false]);
});
