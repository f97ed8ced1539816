import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { generateLibrary } from '../bench/generate.ts';
import { expect, type Running, sample, test } from './support/app.ts';
import { stillBox } from './support/still-box.ts';

/** Some of the 3,000 generated pictures are in the trash. */
const LIVE = '2,965';

interface Rig extends Running {
  /** The tile at a position, if rendered. */
  tile(position: number): ReturnType<Page['locator']>;
  /** Scrolls by scrollbar until a position is visible. */
  scrollTo(position: number): Promise<void>;
}

async function rig(folder: string, start: () => Promise<Running>): Promise<Rig> {
  await generateLibrary(join(folder, 'data'), { pictures: 3000, files: true });
  const running = await start();
  const { page, bench } = running;
  const grid = bench.library.getByRole('grid');
  await expect(bench.library.getByText(LIVE, { exact: true })).toBeVisible();
  const tile = (position: number) => grid.locator(`[data-at="${position}"]`);
  return {
    ...running,
    tile,
    scrollTo: async (position) => {
      await grid.evaluate((element, at) => {
        const columns = Number(element.getAttribute('aria-colcount'));
        const [row] = element.querySelectorAll('[role="row"]');
        const pitch = (row?.getBoundingClientRect().height ?? 0) + 8;
        element.scrollTop = Math.floor(at / columns) * pitch - 100;
      }, position);
      await expect(tile(position)).toBeVisible();
      await page.waitForTimeout(200);
    },
  };
}

const selected = (page: Page) =>
  page
    .locator('[role="gridcell"][aria-selected="true"]')
    .evaluateAll((tiles) =>
      tiles.map((tile) => Number((tile as HTMLElement).dataset.at)).sort((a, b) => a - b),
    );

test('pictures are selected by click, key and rectangle, and rated together', async ({ folder, start }) => {
  const { page, bench, tile, scrollTo } = await rig(folder, start);
  const grid = bench.library.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-multiselectable', 'true');

  await tile(1).click();
  await tile(4).click({ modifiers: ['ControlOrMeta'] });
  await expect.poll(() => selected(page)).toEqual([1, 4]);
  await tile(4).click({ modifiers: ['ControlOrMeta'] });
  await expect.poll(() => selected(page)).toEqual([1]);
  await tile(5).click({ modifiers: ['Shift'] });
  await expect.poll(() => selected(page)).toEqual([1, 2, 3, 4, 5]);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => selected(page)).toEqual([1, 2, 3, 4]);
  await expect(tile(4)).toBeFocused();
  await page.keyboard.press('Alt+5');
  for (const position of [1, 2, 3, 4]) await expect(tile(position)).toHaveAccessibleName(/5 stars/);
  await page.keyboard.press('l');
  await expect(tile(4)).toHaveAccessibleName(/Favorite/);
  await page.keyboard.press('Escape');
  await expect.poll(() => selected(page)).toEqual([4]);

  // A rectangle from the gap before the first column to the middle of the second row.
  const box = await stillBox(grid);
  const [first, last] = [await stillBox(tile(2)), await stillBox(tile(5))];
  await page.mouse.move(first.x - 4, first.y - 4);
  await page.mouse.down();
  await page.mouse.move(last.x + 20, last.y + 20, { steps: 8 });
  await expect(tile(5)).toHaveAttribute('aria-selected', 'true');
  await page.mouse.up();
  await expect.poll(() => selected(page)).toEqual([2, 3, 4, 5]);
  // With Ctrl, it can start on a tile and keeps the selection.
  const another = await stillBox(tile(7));
  await page.keyboard.down('Control');
  await page.mouse.move(another.x + 10, another.y + 10);
  await page.mouse.down();
  await page.mouse.move(another.x + 40, another.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  await expect.poll(() => selected(page)).toEqual([2, 3, 4, 5, 7]);

  // Held below the edge, it scrolls.
  await page.mouse.move(first.x - 4, first.y - 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 40, box.y + box.height + 60, { steps: 6 });
  await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(1_500);
  await page.mouse.up();
  await scrollTo(0);
  // The first one that only this rectangle contains, and what is above all of it.
  await expect(tile(8)).toHaveAttribute('aria-selected', 'true');
  expect((await selected(page))[0]).toBe(2);
});

test('a selected range that was never loaded is removed and restored, and keys reach the last picture', async ({
  folder,
  start,
}) => {
  const { page, bench, tile, scrollTo } = await rig(folder, start);
  await tile(0).click();
  await expect(tile(500)).toHaveCount(0);
  await scrollTo(1_499);
  const next = await tile(1_500).getAttribute('data-id');
  await tile(1_499).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Delete');
  await expect(bench.library.getByText('1,465', { exact: true })).toBeVisible();
  await expect(page.getByText(/1,500 pictures/).first()).toBeVisible();
  // The following one is selected.
  await expect(bench.library.locator(`[data-id="${next}"]`)).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(bench.library.getByText(LIVE, { exact: true })).toBeVisible();

  await scrollTo(3);
  await tile(3).click();
  await page.keyboard.press('End');
  await expect(tile(2_964)).toBeFocused();
  await expect(tile(2_964).getByRole('img')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(tile(2_964)).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(tile(2_964)).not.toBeFocused();
  await page.keyboard.press('Home');
  await expect(tile(0)).toBeFocused();
  await page.keyboard.press('Control+a');
  await scrollTo(2_000);
  await expect(tile(2_000)).toHaveAttribute('aria-selected', 'true');
});

test('the scroll position stays when a picture arrives', async ({ folder, start }) => {
  const { page, bench, tile, scrollTo } = await rig(folder, start);
  // An edit needs a real picture: the content of a generated one isn't what its hash says.
  await bench.dropPaths([sample('coffee.png')]);
  await expect(bench.library.getByText('2,966', { exact: true })).toBeVisible();
  await tile(0).click();
  await scrollTo(800);
  const looked = tile(801);
  const id = await looked.getAttribute('data-id');
  const before = await stillBox(looked);
  await bench.prompt.fill('sepia');
  await bench.runEdit.click();
  await expect(bench.library.getByText('2,967', { exact: true })).toBeVisible();
  const same = bench.library.locator(`[data-id="${id}"]`);
  await expect(same).toHaveAttribute('data-at', '802');
  expect(await stillBox(same)).toEqual(before);
  await expect(page.getByRole('grid')).toBeVisible();
});

test('the context menu rates and removes a picture', async ({ folder, start }) => {
  const { page, bench, tile } = await rig(folder, start);
  await tile(0).click();
  await tile(2).click({ button: 'right' });
  await expect.poll(() => selected(page)).toEqual([2]);
  await page.getByRole('menuitem', { name: /^Rate/ }).hover();
  await page.getByRole('menuitem', { name: /^4 stars/ }).click();
  await expect(tile(2)).toHaveAccessibleName(/4 stars/);
  await expect(page.getByRole('menu')).toHaveCount(0);
  const id = await tile(2).getAttribute('data-id');
  // The menu key, on the tile that has the focus again.
  await expect(tile(2)).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Move to Trash/ }).click();
  await expect(bench.library.locator(`[data-id="${id}"]`)).toHaveCount(0);
});
