import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { Camera, changeSettings } from './camera.ts';

/** The tools on the canvas: a region, a mask, a protected part, and what the edit form says of them. */
export async function toolsTour(app: ElectronApplication, page: Page): Promise<void> {
  const camera = new Camera(app, page);
  await changeSettings(page, { onboardingDone: true });
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const tool = (name: string) =>
    page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true });
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  await expect(region('Library').getByRole('img')).toHaveCount(4);
  await region('Library').getByRole('img', { name: 'rocket.jpg', exact: true }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('a huge cloud of smoke');

  const drag = async (points: readonly (readonly [number, number])[]) => {
    const box = await page.locator('.canvas-pane:not([hidden]) .canvas-layer').boundingBox();
    if (!box) throw new Error('No picture is shown.');
    for (const [i, [x, y]] of points.entries()) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: i === 0 ? 1 : 12 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  };

  await changeSettings(page, { brushSize: 90, brushHardness: 0.7 });
  await tool('Brush').click();
  await drag([
    [0.3, 0.62],
    [0.45, 0.7],
    [0.62, 0.6],
    [0.5, 0.75],
  ]);
  await page.mouse.move(700, 400);
  await camera.shoot('tools-mask');
  await tool('Protect').click();
  await changeSettings(page, { brushSize: 40 });
  await drag([
    [0.46, 0.3],
    [0.48, 0.45],
  ]);
  await camera.shoot('tools-protect');
  await tool('Region').click();
  await drag([
    [0.2, 0.15],
    [0.75, 0.85],
  ]);
  await camera.shoot('tools-region');
  await page.getByRole('button', { name: 'What the engine gets' }).click();
  const prepared = page.getByRole('img', { name: 'Picture as it will be sent' });
  await expect(prepared).toBeVisible({ timeout: 30_000 });
  await tool('Region').click();
  await camera.shoot('tools-prepared', () => prepared.scrollIntoViewIfNeeded());
}
