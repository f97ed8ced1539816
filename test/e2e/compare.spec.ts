import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { QUARTERS, quarters } from '../fixtures/pictures.ts';
import { expect, type Running, sample, test } from './support/app.ts';
import { check } from './support/axe.ts';
import { stillBox } from './support/still-box.ts';

const hex = (color: readonly number[]) =>
  `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** Moves the focus out of fields, so that keys reach the canvas. */
async function leaveFields(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

const frame = ({ bench }: Pick<Running, 'bench'>): Locator => bench.canvas.locator('[data-stage]');
const button = ({ bench }: Pick<Running, 'bench'>, name: string): Locator =>
  bench.canvas.getByRole('button', { name, exact: true });

/** A comparison mode, which is in the menu next to *Compare* in a narrow window. */
const way = ({ page }: Pick<Running, 'page'>, name: string): Locator =>
  page.getByRole('menuitemcheckbox', { name });

async function openWays(running: Pick<Running, 'bench' | 'page'>): Promise<void> {
  await button(running, 'More views').click();
  await expect(running.page.getByRole('menu')).toBeVisible();
}

/** Size and position of each picture in its cell, as painted. */
function placesOf(running: Running): Promise<string[]> {
  return running.bench.layers.evaluateAll((layers) =>
    layers.map((layer) => (layer as HTMLElement).style.transform),
  );
}

test('every comparison mode works by key and button and shows correct numbers', async ({ start, folder }) => {
  // A crop of a photograph, and the same 7 pixels to the left and 3 lower: the content moved right and up.
  const whole = sharp(sample('astronaut.png')).removeAlpha();
  const cut = (left: number, top: number) =>
    whole.clone().extract({ left, top, width: 440, height: 440 }).png();
  const [still, moved, plain] = ['still.png', 'moved.png', 'plain.png'].map((name) => join(folder, name));
  await cut(30, 30).toFile(still as string);
  await cut(23, 33).toFile(moved as string);
  await writeFile(plain as string, await quarters().png().toBuffer());

  const running = await start();
  const { bench, page } = running;
  for (const path of [still, moved, plain]) await bench.dropPaths([path as string]);
  await bench.waitForPictures(3);

  // Adds two by key: the grid shows them, and the numbers say what moved.
  for (const name of ['still.png', 'moved.png']) {
    await bench.select(name);
    await page.keyboard.press('a');
  }
  await page.keyboard.press('g');
  await expect(frame(running)).toHaveAttribute('data-mode', 'cells');
  await expect(bench.canvas.getByText('Reference', { exact: true })).toBeVisible();
  await page.keyboard.press('i');
  const numbers = page.getByRole('region', { name: 'What changed' });
  await expect(numbers.getByText('Shifted 7 px right, 3 px up')).toBeVisible();
  await expect(numbers.getByText(/^0\.\d{1,3}$/)).toBeVisible();

  for (const [key, name, mode] of [
    ['s', 'Side by side', 'cells'],
    ['d', 'Difference map', 'stack'],
    ['q', 'Blink', 'blink'],
    ['c', 'Compare', 'split'],
    ['g', 'Compare grid', 'cells'],
  ] as const) {
    await leaveFields(page);
    await page.keyboard.press(key);
    await expect(frame(running)).toHaveAttribute('data-mode', mode);
    if (name === 'Compare') {
      await expect(button(running, name)).toHaveAttribute('aria-pressed', 'true');
      // The same button leaves and enters again.
      await button(running, name).click();
      await expect(button(running, name)).toHaveAttribute('aria-pressed', 'false');
      await button(running, name).click();
      await expect(button(running, name)).toHaveAttribute('aria-pressed', 'true');
      continue;
    }
    for (const on of ['true', 'false']) {
      await openWays(running);
      await expect(way(running, name)).toHaveAttribute('aria-checked', on);
      await way(running, name).click();
    }
    await expect(frame(running)).toHaveAttribute('data-mode', mode);
  }

  // The difference map says so if nothing exceeds the threshold.
  await page.keyboard.press('d');
  const options = bench.canvas.getByRole('group', { name: 'Difference map' });
  await expect(options.getByRole('status')).toHaveText(/^[\d.]+%$/);
  const shares = async () => Number.parseFloat((await options.getByRole('status').textContent()) ?? '');
  const before = await shares();
  await options.getByRole('slider', { name: 'Threshold' }).fill('64');
  await expect.poll(shares).toBeLessThan(before);
  await options.getByRole('slider', { name: 'Amplify' }).fill('16');
  await expect(options.getByText('16×')).toBeVisible();
  await check(page, 'difference map with numbers', '.canvas');
  await leaveFields(page);

  // The color under the pointer, in a picture with known colors.
  await bench.select('plain.png');
  await expect(bench.canvas.getByText('plain.png')).toBeVisible();
  const box = await stillBox(frame(running));
  const colors = bench.canvas.getByRole('group', { name: 'Color under the pointer' });
  for (const [at, x, y] of [
    [0, 0.4, 0.4],
    [1, 0.6, 0.4],
    [3, 0.6, 0.6],
  ] as const) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 });
    await expect(colors.getByText(hex(QUARTERS[at]), { exact: true })).toBeVisible();
  }
  await page.keyboard.press('Shift+C');
  await expect(page.getByText(`Copied ${hex(QUARTERS[3])}`)).toBeVisible();
  expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(hex(QUARTERS[3]));

  // The magnifier appears and disappears.
  await page.keyboard.press('m');
  await expect(page.locator('.canvas-loupe')).toBeVisible();
  await expect(page.locator('.canvas-loupe').getByText(hex(QUARTERS[3]))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.canvas-loupe')).toHaveCount(0);
});

test('four pictures zoom and pan together; a blink keeps a safe pace; a picture fills the window', async ({
  start,
}) => {
  const running = await start();
  const { bench, page } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  for (const [i, prompt] of ['sepia', 'warmer', 'cooler'].entries()) {
    await bench.run(prompt, 40 + i);
    await bench.waitForPictures(i + 2);
  }
  await leaveFields(page);
  await page.keyboard.press('g');
  await expect(bench.canvas.getByRole('img')).toHaveCount(4);
  const together = async () => new Set(await placesOf(running));
  await expect.poll(async () => (await placesOf(running)).length).toBe(4);
  const fitted = await placesOf(running);
  await page.keyboard.press('Control+=');
  await expect.poll(async () => (await placesOf(running))[0]).not.toBe(fitted[0]);
  await expect.poll(async () => (await together()).size).toBe(1);
  await page.keyboard.press('Control+1');
  const box = await stillBox(frame(running));
  const start1 = (await placesOf(running))[0];
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.75);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.7, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await placesOf(running))[0]).not.toBe(start1);
  await expect.poll(async () => (await together()).size).toBe(1);
  await check(page, 'four pictures', '.canvas');

  // Changes the reference, swaps two, and removes one.
  const label = (place: number) => bench.canvas.locator('.canvas-pane-label').nth(place);
  await label(2)
    .getByRole('button', { name: /^Use .* as reference$/ })
    .click();
  await expect(label(2).getByText('Reference')).toBeVisible();
  // The picture whose name is pressed is measured, and shown by the other modes.
  const choice = bench.canvas
    .getByRole('button', { pressed: false })
    .and(page.locator('.canvas-pane-choice'));
  const wanted = await choice.first().textContent();
  await choice.first().click();
  await expect(bench.canvas.locator('.canvas-name')).toHaveText(wanted ?? '');
  const names = () => bench.canvas.locator('.canvas-pane-name').allTextContents();
  const [first, second] = await names();
  await label(0).getByRole('button', { name: /^Swap/ }).click();
  await expect.poll(async () => (await names()).slice(0, 2)).toEqual([second, first]);
  await label(3)
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(bench.canvas.getByRole('img')).toHaveCount(3);

  // Pictures selected in the library can be compared from there.
  await bench.library.getByRole('img').first().click();
  await bench.library
    .getByRole('img')
    .nth(2)
    .click({ modifiers: ['Control'] });
  await bench.library.getByRole('button', { name: 'Compare these pictures' }).click();
  await expect(bench.canvas.getByRole('img')).toHaveCount(2);
  await expect(frame(running)).toHaveAttribute('data-mode', 'split');

  // A blink: automatic, at most three times a second; with reduced motion only by its key.
  await leaveFields(page);
  await page.keyboard.press('q');
  await expect(frame(running)).toHaveAttribute('data-mode', 'blink');
  await bench.canvas.getByRole('slider', { name: 'Speed' }).fill('340');
  const changes = await frame(running).evaluate(
    (element) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = element.getAttribute('data-showing');
        const watch = new MutationObserver(() => {
          const now = element.getAttribute('data-showing');
          if (now !== last) times.push(performance.now());
          last = now;
          if (times.length === 7) resolve(times);
        });
        watch.observe(element, { attributeFilter: ['data-showing'] });
      }),
  );
  // Six intervals of a third of a second, the first of which may have begun late.
  expect((changes.at(-1) ?? 0) - (changes[0] ?? 0)).toBeGreaterThan(1_200);
  await button(running, 'Pause').click();
  const showing = () => frame(running).getAttribute('data-showing');
  await page.waitForTimeout(400);
  const paused = await showing();
  await page.waitForTimeout(900);
  expect(await showing()).toBe(paused);
  await button(running, 'Show the other picture').click();
  await expect.poll(showing).not.toBe(paused);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(button(running, 'Pause')).toHaveCount(0);
  await leaveFields(page);
  const still = await showing();
  await page.waitForTimeout(1200);
  expect(await showing()).toBe(still);
  await page.keyboard.press('q');
  await expect.poll(showing).not.toBe(still);
  await page.keyboard.press('Escape');
  await expect(frame(running)).toHaveAttribute('data-mode', 'split');

  // Whole window: the same keys, other pictures by arrows, and a bar that fades when idle.
  await page.keyboard.press('f');
  await expect(bench.library).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(frame(running)).toHaveAttribute('data-mode', 'stack');
  await page.keyboard.press('Escape');
  await page.mouse.move(300, 300);
  await expect(bench.canvas).toHaveAttribute('data-quiet', '');
  await page.keyboard.press('Shift');
  await expect(bench.canvas).not.toHaveAttribute('data-quiet', '');
  const shownName = () => bench.canvas.locator('.canvas-name').textContent();
  const before = await shownName();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(shownName).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect(bench.library).toBeVisible();
});
