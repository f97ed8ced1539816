import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { Workbench } from '../../test/e2e/support/workbench.ts';
import { Camera, changeSettings } from './camera.ts';

/** The tools on the canvas: a region, a mask, a protected area, and their notes in the edit form. */
export async function toolsTour(app: ElectronApplication, page: Page): Promise<void> {
  const camera = new Camera(app, page);
  await changeSettings(page, { onboardingDone: true });
  const bench = new Workbench(page);
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  await bench.waitForPictures(4);
  await bench.select('rocket.jpg');
  await bench.prompt.fill('a huge cloud of smoke');

  await changeSettings(page, { brushSize: 90, brushHardness: 0.7 });
  await bench.tool('Brush').click();
  await bench.draw([
    [0.3, 0.62],
    [0.45, 0.7],
    [0.62, 0.6],
    [0.5, 0.75],
  ]);
  await page.mouse.move(700, 400);
  await camera.shoot('tools-mask');
  await bench.tool('Protect').click();
  await changeSettings(page, { brushSize: 40 });
  await bench.draw([
    [0.46, 0.3],
    [0.48, 0.45],
  ]);
  await camera.shoot('tools-protect');
  await bench.tool('Region').click();
  await bench.draw([
    [0.2, 0.15],
    [0.75, 0.85],
  ]);
  await camera.shoot('tools-region');
  await page.getByRole('button', { name: 'What the engine gets' }).click();
  const prepared = page.getByRole('img', { name: 'Picture as it will be sent' });
  await expect(prepared).toBeVisible({ timeout: 30_000 });
  await bench.tool('Region').click();
  await camera.shoot('tools-prepared', () => prepared.scrollIntoViewIfNeeded());
}
