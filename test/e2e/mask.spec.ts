import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, type Running, sample, test } from './support/app.ts';

/** A photograph of 24 megapixels. */
async function largePhoto(folder: string): Promise<string> {
  const path = join(folder, 'large.jpg');
  await sharp(sample('astronaut.png')).removeAlpha().resize(6000, 4000, { fit: 'cover' }).jpeg().toFile(path);
  return path;
}

const tool = ({ bench }: Pick<Running, 'bench'>, name: string): Locator =>
  bench.canvas.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true });
const facts = ({ bench }: Pick<Running, 'bench'>): Locator =>
  bench.edit.getByRole('region', { name: 'What is sent and what may change' });

/** Where the picture is on the screen, in CSS pixels. */
async function pictureBox(running: Running) {
  const box = await running.bench.canvas.locator('.canvas-pane:not([hidden]) .canvas-layer').boundingBox();
  if (!box) throw new Error('No picture is shown.');
  return box;
}

/** Draws with the mouse, by points as shares of the picture. */
async function drag(running: Running, points: readonly (readonly [number, number])[]): Promise<void> {
  const { mouse } = running.page;
  const box = await pictureBox(running);
  for (const [i, [x, y]] of points.entries()) {
    await mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: i === 0 ? 1 : 8 });
    if (i === 0) await mouse.down();
  }
  await mouse.up();
}

const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z');

test('a region, a mask and a protected part drawn with the mouse are there again after a restart', async ({
  start,
  folder,
}) => {
  const photo = await largePhoto(folder);
  const running = await start();
  await running.bench.dropPaths([photo]);
  await running.bench.waitForPictures(1);

  await tool(running, 'Region').click();
  await drag(running, [
    [0.3, 0.3],
    [0.6, 0.6],
  ]);
  // As wide as the drag, in the nearest shape that the model can make.
  await expect(facts(running)).toContainText('1,800 × 1,200 px of 24 MP');
  await expect(facts(running)).toContainText('Sent 1 : 1.5. The whole picture would be 1 : 4.9.');

  await tool(running, 'Brush').click();
  await drag(running, [
    [0.4, 0.4],
    [0.5, 0.5],
    [0.55, 0.42],
  ]);
  await expect(facts(running)).toContainText('of the picture may change');
  await undo(running.page);
  await expect(facts(running)).not.toContainText('of the picture may change');
  await running.page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(facts(running)).toContainText('of the picture may change');

  await tool(running, 'Protect').click();
  await drag(running, [
    [0.45, 0.2],
    [0.5, 0.25],
  ]);
  await expect(facts(running)).toContainText('is replaced before the picture is sent');
  await tool(running, 'Brush').click();
  await tool(running, 'Region').click();
});
