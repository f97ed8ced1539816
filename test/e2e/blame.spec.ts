import { expect, test } from './support/app.ts';
import { writePhoto } from './support/photo.ts';
import { stillBox } from './support/still-box.ts';

const FIRST = { prompt: 'a red ball at the top left', seed: 11 };
const SECOND = { prompt: 'a blue square at the bottom right', seed: 22 };

test('holding B tells which edit of a chain changed a pixel, with prompt and seed, and highlights it', async ({
  start,
  folder,
}) => {
  const { bench, page } = await start();
  await bench.dropPaths([await writePhoto(folder, 'photo.png', { width: 900, height: 600 })]);
  await bench.waitForPictures(1);
  let pictures = 1;
  for (const { prompt, seed } of [FIRST, SECOND]) {
    await bench.run(prompt, seed);
    await bench.waitForPictures(pictures + 1);
    await expect(bench.canvas.getByRole('button', { name: 'Put back' })).toBeVisible();
    await page.keyboard.press('k');
    pictures += 2;
    await bench.waitForPictures(pictures);
    // The next edit starts from the finished picture.
    await bench.library.getByRole('img').first().click();
  }

  const map = bench.canvas.locator('[data-blame]');
  const tip = bench.canvas.getByRole('tooltip');
  // The picture before it lies under it, kept ready.
  const boxOf = () => stillBox(bench.layers.last());
  const box = await boxOf();
  const over = (x: number, y: number) => page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  await over(0.22, 0.22);
  await page.keyboard.down('b');
  await expect(map).toHaveAttribute('data-blame', 'shown');
  await expect(tip).toContainText(FIRST.prompt);
  await expect(tip).toContainText(`Seed ${FIRST.seed}`);
  await expect(bench.history.locator('[data-blamed]')).toContainText(FIRST.prompt);
  // As large as before: the picture has not moved under the pointer.
  expect(await boxOf()).toEqual(box);
  await over(0.78, 0.78);
  await expect(tip).toContainText(SECOND.prompt);
  await expect(tip).toContainText(`Seed ${SECOND.seed}`);
  await expect(bench.history.locator('[data-blamed]')).toContainText(SECOND.prompt);
  await over(0.9, 0.05);
  await expect(tip).toHaveText('Original');
  await page.keyboard.up('b');
  await expect(map).toHaveCount(0);
  await expect(tip).toHaveCount(0);

  // The same as a map that stays, with a legend.
  await page.keyboard.press('Shift+D');
  const legend = bench.canvas.getByRole('list', { name: 'Who changed what' });
  await expect(legend.getByRole('listitem')).toHaveCount(3);
  await expect(legend).toContainText(FIRST.prompt);
  await page.keyboard.press('Shift+D');
  await expect(legend).toHaveCount(0);
});
