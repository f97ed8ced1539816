import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, sample, test } from './support/app.ts';

test('window size, panels, theme and selection are restored', async ({ start }) => {
  const first = await start();
  await first.bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await first.bench.waitForPictures(2);
  await first.bench.select('coffee.png');
  await first.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
    window?.setBounds({ x: 40, y: 30, width: 1210, height: 760 });
  });
  await first.page.keyboard.press('Escape');
  await first.page.locator('body').press('Control+Alt+1');
  await expect(first.bench.library).toBeHidden();
  const kept = async (name: string) => JSON.parse(await readFile(join(first.userData, name), 'utf8'));
  await expect.poll(() => kept('settings.json')).toMatchObject({ libraryOpen: false });
  await expect.poll(() => kept('window.json')).toMatchObject({ width: 1210, height: 760 });
  await first.close();

  const second = await start();
  await expect(second.bench.library).toBeHidden();
  await expect(second.bench.canvas.getByRole('img', { name: /coffee\.png/ }).first()).toBeVisible();
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((one) => one.isVisible())
      ?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 1210, height: 760 });
  await second.page.locator('body').press('Control+Alt+1');
  await expect(second.bench.library).toBeVisible();
});

test('Undo restores a removed picture', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.select('coffee.png');
  await page.keyboard.press('Delete');
  await bench.waitForPictures(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await bench.waitForPictures(1);
});

test('search finds pictures by name and by prompt', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);
  await bench.select('rocket.jpg');
  await bench.run('sepia tones', 3);
  await bench.waitForPictures(3);
  await page.getByRole('searchbox', { name: 'Search' }).fill('coff');
  await bench.waitForPictures(1);
  await page.getByRole('searchbox', { name: 'Search' }).fill('sepia');
  await bench.waitForPictures(1);
  await page.getByRole('searchbox', { name: 'Search' }).fill('"((*');
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await bench.waitForPictures(3);
});

test('changing the theme in Settings updates the main window', async ({ start }) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const find = () => app.windows().find((one) => one.url().endsWith('settings.html'));
  await expect.poll(find).toBeTruthy();
  const settings = find() as Page;
  await settings.getByLabel('Theme').selectOption({ label: 'Light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});
