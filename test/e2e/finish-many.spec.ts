import { sample } from './support/app.ts';
import { expect, test } from './support/paid.ts';
import { runCommand } from './support/palette.ts';
import { stillBox } from './support/still-box.ts';

test('a selection is put back by one key, what is no result is refused by name, and one undo takes it back', async ({
  start,
}) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png'), sample('chelsea.png')]);
  await bench.waitForPictures(2);
  for (const [at, name] of ['coffee.png', 'chelsea.png'].entries()) {
    await bench.select(name);
    await bench.run('a red ball at the top right', 7 + at);
    await bench.waitForPictures(3 + at);
  }
  await bench.select('coffee.png');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('k');
  await bench.waitForPictures(6);
  const report = bench.library.getByRole('alert').filter({ hasText: '2 pictures not put back' });
  await expect(report).toBeVisible({ timeout: 120_000 });
  await report.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(report).toContainText('coffee.png');
  await expect(report).toContainText('chelsea.png');
  await page.getByText('2 pictures put back, 2 couldn’t be').waitFor();

  await page.keyboard.press('ControlOrMeta+z');
  await bench.waitForPictures(4);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await bench.waitForPictures(6);

  // Their colors are matched to the original that is active; the versions are matched as they are.
  await bench.select('coffee.png');
  await page.keyboard.press('ControlOrMeta+a');
  await runCommand(page, 'Match colors');
  const dialog = page.getByRole('dialog', { name: 'Match colors of 5 pictures' });
  await expect(dialog.getByText('coffee.png')).toBeVisible();
  await expect(dialog.locator('canvas[data-matched="yes"]').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Match colors' }).click();
  await expect(bench.library.getByRole('alert').filter({ hasText: 'not matched' })).toBeVisible({
    timeout: 120_000,
  });
  await expect.poll(() => bench.library.getByRole('img').count()).toBeGreaterThan(6);
});

test('a tool’s options leave the picture where it is, and a pad is shown around it', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await page.setViewportSize({ width: 1280, height: 900 });
  const placeOf = async () => {
    const { x, y, width, height } = await bench.pictureBox();
    return [x, y, width, height].map(Math.round);
  };
  const before = await placeOf();
  await bench.tool('Brush').click();
  await expect(page.getByRole('group', { name: 'Tool options' })).toBeVisible();
  expect(await placeOf()).toEqual(before);
  await bench.tool('Brush').click();
  await expect(page.getByRole('group', { name: 'Tool options' })).toBeHidden();
  expect(await placeOf()).toEqual(before);

  await bench.edit.getByRole('combobox', { name: 'Pad to ratio' }).selectOption('1:1');
  const label = page.locator('.mask-label');
  await expect(label).toHaveText('600 × 600 px · Mirrored picture');
  await bench.edit.getByRole('combobox', { name: 'Fill with' }).selectOption('Flat color');
  await expect(label).toHaveText('600 × 600 px · Flat color');
  // All of it is visible.
  const frame = await stillBox(page.locator('[data-stage]'));
  const [, , width = 0] = await placeOf();
  expect(width).toBeLessThan(frame.height);
});
