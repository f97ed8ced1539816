import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileChooser } from '@playwright/test';
import { answerDialogs, expect, filesBelow, SAMPLES, sample, test } from './support/app.ts';
import { tabTo } from './support/tab-to.ts';

test('the whole job works by keyboard: import, prompt, run, compare, re-run, rate, export', async ({
  start,
  folder,
}) => {
  const { app, bench, page } = await start();
  // From the start, so that the dialog is caught before the key can open it.
  const choosers: FileChooser[] = [];
  page.on('filechooser', (chooser) => choosers.push(chooser));
  // The control is reached and opened by keyboard; the system dialog isn't part of the page.
  await tabTo(page.getByRole('button', { name: 'Use sample pictures' }));
  await page.keyboard.press('Enter');
  const count = (await filesBelow(SAMPLES)).filter((name) => !name.endsWith('.md')).length;
  await bench.waitForPictures(count);

  // A file from the system dialog opened by the library's button.
  const add = page.locator('input[type="file"][aria-label="Add pictures"]');
  await tabTo(add);
  await expect(add).toBeFocused();
  await page.keyboard.press('Space');
  await expect.poll(() => choosers.length).toBe(1);
  await choosers[0]?.setFiles(sample('coffee.png'));
  await expect(page.getByText(/already in your library/).first()).toBeVisible();
  await expect(bench.library.getByRole('img')).toHaveCount(count);

  await tabTo(bench.library.locator('[role="gridcell"][tabindex="0"]'));
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(bench.library.locator('[role="gridcell"][aria-selected="true"]')).toBeFocused();

  await tabTo(bench.prompt);
  await page.keyboard.type('make it a watercolor painting');
  await tabTo(bench.seed);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4242');
  await page.keyboard.press('Control+Enter');
  await bench.waitForPictures(count + 1);

  // The result is beside its source; the slider moves by keys, and C toggles the comparison.
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await expect(compare).toHaveAttribute('aria-pressed', 'true');
  const handle = bench.canvas.getByRole('slider').first();
  await tabTo(handle);
  const before = await handle.getAttribute('aria-valuenow');
  await page.keyboard.press('ArrowLeft');
  await expect(handle).not.toHaveAttribute('aria-valuenow', before ?? '');

  await tabTo(page.getByRole('button', { name: 'Re-run', exact: true }).first());
  await page.keyboard.press('Enter');
  await bench.waitForPictures(count + 2);
  await expect(bench.verdict()).toHaveAttribute('data-verdict', 'identical');

  // Rated, found by rating, and exported; the system's folder dialog is answered automatically.
  await tabTo(bench.library.locator('[role="gridcell"][tabindex="0"]'));
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+5');
  await expect(page.getByText('Rated 1 picture: 5 stars')).toBeVisible();
  await page.keyboard.press('Control+F');
  await page.keyboard.type('rating:5');
  await bench.waitForPictures(1);
  await page.keyboard.press('Escape');
  await tabTo(bench.library.locator('[role="gridcell"][tabindex="0"]'));
  const out = join(folder, 'for the client');
  await mkdir(out);
  await answerDialogs(app, out);
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export 1 picture' });
  await tabTo(dialog.getByRole('button', { name: 'Choose…' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('for the client', { exact: true })).toBeVisible();
  await tabTo(dialog.getByRole('button', { name: 'Export', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Exported 1 picture to for the client')).toBeVisible();
  expect(await readdir(out)).toHaveLength(1);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
