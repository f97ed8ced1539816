import { copyFileSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, sample, test } from './support/app.ts';
import { findings } from './support/axe.ts';
import { settingsWindow } from './support/paid.ts';

test('Check library in the Help menu reports problems, previews the repair, and repairs them', async ({
  start,
  folder,
}) => {
  const running = await start();
  const { app, bench } = running;
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);

  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('check-library')?.click());
  const settings = await settingsWindow(running);
  await expect(settings.getByRole('heading', { name: 'Library health', level: 1 })).toBeVisible();
  const check = settings.getByRole('button', { name: 'Check library' });
  await check.click();
  await expect(settings.getByText('Checked 2 pictures. No problems found.')).toBeVisible();

  // A second file of one picture, a file set aside by mistake, and a rotten one without a copy.
  const library = join(folder, 'data/library');
  const files = readdirSync(join(library, 'objects'), { recursive: true }) as string[];
  const file = (ending: string) =>
    join(library, 'objects', files.find((name) => name.endsWith(ending)) ?? '');
  const [png, jpg] = [file('.png'), file('.jpg')];
  copyFileSync(png, png.replace('.png', '.gif'));
  renameSync(png, join(dirname(png), 'away'));
  writeFileSync(jpg, 'rotten');
  const then = Date.now() / 1000 - 7200;
  for (const path of [png.replace('.png', '.gif'), jpg]) utimesSync(path, then, then);

  await check.click();
  const row = (kind: string) => settings.locator(`[data-damage="${kind}"] td`);
  await expect(row('missing')).toHaveText(['Missing picture file', '1', '1']);
  await expect(row('damaged')).toHaveText(['Damaged picture file', '1', '0']);
  await expect(row('duplicate')).toHaveText(['Second file of the same picture', '1', '1']);
  await expect(running.page.getByText('2 picture files are missing or damaged.')).toBeVisible();
  expect(await findings(settings)).toEqual([]);

  await settings.getByRole('button', { name: 'Repair…' }).click();
  const dialog = settings.getByRole('dialog', { name: 'Repair library' });
  await expect(dialog).toContainText('Repairs 2 problems:');
  expect(await findings(settings)).toEqual([]);
  await dialog.getByRole('button', { name: 'Repair library' }).click();
  await expect(settings.getByText('Repaired 2 problems')).toBeVisible();
  await expect(settings.locator('[data-damage]')).toHaveCount(1);
  await expect(row('damaged')).toHaveText(['Damaged picture file', '1', '0']);
  expect(readdirSync(dirname(png)).filter((name) => name.endsWith('.png'))).toHaveLength(1);
});
