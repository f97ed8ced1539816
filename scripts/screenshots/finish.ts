import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { Workbench } from '../../test/e2e/support/workbench.ts';
import { Camera, changeSettings } from './camera.ts';

/** Finished pictures: many at once, matched colors, a certificate, a version, light alone. And a padded picture. */
export async function finishTour(app: ElectronApplication, page: Page): Promise<void> {
  const camera = new Camera(app, page);
  await changeSettings(page, { onboardingDone: true });
  const bench = new Workbench(page);
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  await bench.waitForPictures(4);
  for (const [at, name] of ['rocket.jpg', 'coffee.png'].entries()) {
    await bench.select(name);
    await bench.run('a red ball at the top right', 7 + at);
    await bench.waitForPictures(5 + at);
  }
  await bench.select('rocket.jpg');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('k');
  await bench.waitForPictures(8);
  const report = bench.library.getByText('pictures not put back');
  await expect(report).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await camera.shoot('finish-many');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('match colors');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Match colors/ });
  await expect(dialog.locator('canvas[data-matched]').first()).toBeVisible();
  await camera.shoot('finish-match');
  await page.keyboard.press('Escape');

  // A version, its certificate, and the panel that makes another one.
  await bench.entries('a red ball at the top right').first().click();
  await bench.canvas.getByRole('button', { name: /untouched/ }).click();
  await camera.shoot('finish-certificate');
  await page.keyboard.press('Escape');
  await bench.canvas.getByRole('button', { name: 'Finish again' }).click();
  await expect(bench.canvas.locator('[data-preview="shown"]')).toBeAttached();
  await camera.shoot('finish-again');
  await page.keyboard.press('w');
  await expect(bench.tool('Brush')).toHaveAttribute('aria-pressed', 'true');
  await camera.shoot('finish-found-mask');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+K');

  await bench.select('chelsea.png');
  await bench.run('make it warmer', 9);
  await bench.waitForPictures(9);
  await bench.canvas.getByRole('button', { name: 'Finish again' }).click();
  await expect(bench.canvas.locator('[data-light-fit="yes"]')).toBeVisible();
  await camera.shoot('finish-light');
  await bench.canvas.getByRole('button', { name: 'Done' }).click();

  await bench.select('coffee.png');
  await bench.edit.getByRole('combobox', { name: 'Pad to ratio' }).selectOption('1:1');
  await camera.shoot('tools-pad');
}
