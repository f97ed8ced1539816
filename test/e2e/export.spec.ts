import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerDialogs, expect, sample, test } from './support/app.ts';

test('a picture is exported byte for byte, and the runs as CSV', async ({ start, folder }) => {
  const { app, bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await expect(bench.canvas.getByRole('img', { name: /coffee\.png/ }).first()).toBeVisible();
  await answerDialogs(app, join(folder, 'saved.png'));
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/saved\.png/).first()).toBeVisible();
  expect(await readFile(join(folder, 'saved.png'))).toEqual(await readFile(sample('coffee.png')));

  await bench.run('sepia, please', 4242);
  await bench.waitForPictures(2);
  await answerDialogs(app, join(folder, 'runs.csv'));
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const find = () => app.windows().find((one) => one.url().includes('settings.html'));
  await expect.poll(find).toBeTruthy();
  const settings = find() as Page;
  await settings.getByText('Usage', { exact: true }).click();
  await settings.getByRole('button', { name: /Export CSV/ }).click();
  await expect(settings.getByText(/runs\.csv/).first()).toBeVisible();
  const csv = await readFile(join(folder, 'runs.csv'), 'utf8');
  expect(csv).toContain('"sepia, please"');
  expect(csv).toContain('4242');
});

test('a picture is copied to the clipboard', async ({ start }) => {
  const { app, bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await expect(bench.canvas.getByRole('img', { name: /coffee\.png/ }).first()).toBeVisible();
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText('Copied picture').first()).toBeVisible();
  const size = () =>
    app.evaluate(({ clipboard }) => {
      const old = clipboard as unknown as { readImage(): { getSize(): { width: number; height: number } } };
      return old.readImage().getSize();
    });
  await expect.poll(size).toEqual({ width: 600, height: 400 });
});
