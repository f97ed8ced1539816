import type { Page } from '@playwright/test';
import { expect, sample, test } from './support/app.ts';

/** Presses Tab until something of this role and name has the focus; fails after 80 presses. */
async function tabTo(
  page: Page,
  role: 'button' | 'textbox' | 'spinbutton' | 'gridcell',
  name: string | RegExp,
) {
  const wanted = page.getByRole(role, { name }).first();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false))
      return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${name}`);
}

test('the whole job without a mouse: import, prompt, run, compare, run again', async ({ start }) => {
  const { bench, page } = await start();
  // The control is reached and opened by keys; the system's own dialog is not part of the page.
  const samples = await tabTo(page, 'button', 'Try the samples');
  await expect(samples).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bench.picture('coffee.png')).toBeVisible({ timeout: 30_000 });
  const count = await bench.library.getByRole('img').count();

  // A file from the system's dialog, which is opened from the library's own button.
  const add = page.locator('input[type="file"][aria-label="Add pictures"]');
  for (let presses = 0; presses < 80; presses += 1) {
    if (await add.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(add).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await chooser).setFiles(sample('coffee.png'));
  await expect(page.getByText(/already in your library/).first()).toBeVisible();
  await expect(bench.library.getByRole('img')).toHaveCount(count);

  await tabTo(page, 'gridcell', /\S/);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(bench.library.locator('[role="gridcell"][aria-selected="true"]')).toBeFocused();

  await tabTo(page, 'textbox', 'Prompt');
  await page.keyboard.type('make it a watercolor painting');
  await tabTo(page, 'spinbutton', 'Seed');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4242');
  await page.keyboard.press('Control+Enter');
  await bench.waitForPictures(count + 1);

  // The result is beside its source; the slider moves by keys, and C leaves and enters the comparison.
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await expect(compare).toHaveAttribute('aria-pressed', 'true');
  const handle = bench.canvas.getByRole('slider').first();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await handle.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(handle).toBeFocused();
  const before = await handle.getAttribute('aria-valuenow');
  await page.keyboard.press('ArrowLeft');
  await expect(handle).not.toHaveAttribute('aria-valuenow', before ?? '');

  await tabTo(page, 'button', 'Re-run');
  await page.keyboard.press('Enter');
  await bench.waitForPictures(count + 2);
  await expect(bench.verdict()).toHaveAttribute('data-verdict', 'identical');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
