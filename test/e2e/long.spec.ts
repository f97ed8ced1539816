import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { gradient } from '../fixtures/odd-pictures/index.ts';
import { expect, test } from './support/app.ts';
import { stillBox } from './support/still-box.ts';

/** Longer than the browser can scale in one piece: beyond pixel 32,767 it would repeat one row. */
const LENGTH = 40_000;

test('a picture 40,000 pixels long is decoded to its end', async ({ start, folder }) => {
  await writeFile(join(folder, 'long.jpg'), (await gradient(800, LENGTH)).bytes);
  const { bench, page } = await start();
  await bench.dropPaths([join(folder, 'long.jpg')]);
  await bench.waitForPictures(1);

  // The magnifier shows the pixel whose color is read.
  await bench.select('long.jpg');
  await expect(bench.canvas.getByText('long.jpg')).toBeVisible();
  await page.keyboard.press('m');
  const frame = bench.canvas.locator('[data-stage]');
  const drawn = await stillBox(frame.locator('.canvas-layer').first());
  const loupe = page.locator('.canvas-loupe');
  for (const [share, name] of [
    [0.3, 'before the limit'],
    [0.9, 'beyond it'],
    [0.97, 'near the end'],
  ] as const) {
    await page.mouse.move(drawn.x + drawn.width / 2, drawn.y + drawn.height * share, { steps: 3 });
    const red = Math.round(20 + 200 * share);
    const middle = () =>
      loupe.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        context?.drawImage(canvas, 0, 0);
        const at = [Math.floor(canvas.width / 2), Math.floor(canvas.height / 2)] as const;
        return Array.from(context?.getImageData(...at, 1, 1).data ?? []).slice(0, 3);
      });
    await expect
      .poll(async () => Math.abs(((await middle())[0] ?? 0) - red), { message: name })
      .toBeLessThanOrEqual(4);
    const hex = (await middle()).map((part) => part.toString(16).padStart(2, '0')).join('');
    await expect(loupe.getByText(`#${hex}`, { exact: true })).toBeVisible();
  }
});

for (const names of [
  ['long.jpg', 'shorter.png'],
  ['shorter.png', 'long.jpg'],
])
  test(`a picture 40,000 pixels long equals itself at another size: ${names.join(' before ')}`, async ({
    start,
    folder,
  }) => {
    const { bytes } = await gradient(32, LENGTH);
    await writeFile(join(folder, 'long.jpg'), bytes);
    // Narrow, so that the map is drawn in one stripe; and not half the size, or the browser would start with
    // a smaller copy.
    await sharp(bytes)
      .resize(24, 0.75 * LENGTH, { fit: 'fill' })
      .png()
      .toFile(join(folder, 'shorter.png'));
    const { bench, page } = await start();
    for (const name of names) await bench.dropPaths([join(folder, name)]);
    await bench.waitForPictures(2);
    for (const name of names) {
      await bench.select(name);
      await page.keyboard.press('a');
    }
    const frame = bench.canvas.locator('[data-stage]');
    await page.keyboard.press('g');
    await expect(frame).toHaveAttribute('data-mode', 'cells');
    await page.keyboard.press('d');
    await expect(frame).toHaveAttribute('data-mode', 'stack');
    const options = bench.canvas.getByRole('group', { name: 'Difference map' });
    await expect(options.getByRole('status')).toHaveText(/%$|No difference/i);
    await options.getByRole('slider', { name: 'Threshold' }).fill('6');
    await expect(options.getByRole('status')).toHaveText('No differences above the threshold.');
  });
