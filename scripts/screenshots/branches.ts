import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { Workbench } from '../../test/e2e/support/workbench.ts';
import { Camera, changeSettings } from './camera.ts';

/** Branches of one original: a merge with a conflict, the merge in the history, and who changed what. */
export async function branchesTour(app: ElectronApplication, page: Page): Promise<void> {
  const camera = new Camera(app, page);
  await changeSettings(page, { onboardingDone: true });
  const bench = new Workbench(page);
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  await bench.waitForPictures(4);
  const made: string[] = [];
  for (const prompt of [
    'a red ball at the top left',
    'a green square at the top left',
    'a blue ball at the bottom',
  ]) {
    await bench.select('rocket.jpg');
    await bench.run(prompt, 7);
    await bench.waitForPictures(5 + made.length * 2);
    await expect(bench.canvas.getByRole('button', { name: 'Put back' })).toBeVisible();
    await page.keyboard.press('k');
    await bench.waitForPictures(6 + made.length * 2);
    made.push((await bench.library.getByRole('img').first().getAttribute('alt')) ?? '');
  }
  const [left = '', middle = '', right = ''] = made;
  const view = page.getByRole('dialog', { name: 'Merge' });
  await bench.select(left);
  await bench.picture(middle).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('j');
  await expect(view.locator('[data-preview="shown"]')).toBeVisible();
  const conflict = view.getByRole('radio', { name: 'Right' }).first();
  if (await conflict.isVisible()) await conflict.check();
  await camera.shoot('merge-conflict');
  await page.keyboard.press('Escape');

  await bench.select(left);
  await bench.picture(right).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('j');
  await view.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(bench.history.getByRole('group', { name: 'Selected merge' })).toBeVisible();
  await camera.shoot('merge-history');
  await page.keyboard.press('Shift+D');
  await expect(bench.canvas.locator('[data-blame="shown"]')).toBeVisible({ timeout: 30_000 });
  await camera.shoot('blame-map', async () => {
    const box = await bench.layers.last().boundingBox();
    if (box) await page.mouse.move(box.x + box.width * 0.22, box.y + box.height * 0.22);
  });
}
