import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, expect, sample, test } from './support/app.ts';
import { findings } from './support/axe.ts';
import { openSettings, settingsWindow } from './support/paid.ts';

test('the library is moved to another folder from Settings, and used there from then on', async ({
  start,
  folder,
}) => {
  const [usual, disk] = [join(folder, 'data/library'), join(folder, 'other disk')];
  mkdirSync(disk);
  const running = await start();
  const { bench, app, page } = running;
  await bench.dropPaths([sample('coffee.png'), sample('chelsea.png')]);
  await bench.waitForPictures(2);
  const settings = await openSettings(running, 'Library');
  await expect(settings.getByText(usual)).toBeVisible();

  writeFileSync(join(disk, 'note.txt'), 'mine');
  await answerDialogs(app, disk);
  const move = settings.getByRole('button', { name: 'Move to another folder…' });
  await move.click();
  await expect(settings.getByText('That folder isn’t empty.')).toBeVisible();

  const empty = join(disk, 'Reseed');
  mkdirSync(empty);
  await answerDialogs(app, empty);
  await move.click();
  await expect(settings.getByText('The library was moved.')).toBeVisible({ timeout: 60_000 });
  await expect(settings.getByText(empty, { exact: true })).toBeVisible();
  expect(await findings(settings)).toEqual([]);
  await bench.waitForPictures(2);
  await bench.select('coffee.png');
  await bench.run('watercolor', 42);
  await bench.waitForPictures(3);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await settings.getByRole('button', { name: 'Keep it' }).click();
  await expect(settings.getByText('The library was moved.')).toHaveCount(0);
  await running.close();
  expect(existsSync(join(usual, 'library.db'))).toBe(true);
  expect(readdirSync(disk).sort()).toEqual(['Reseed', 'note.txt']);

  const again = await start();
  await again.bench.waitForPictures(3);
  await expect(again.bench.picture('chelsea.png')).toBeVisible();
});

test('a move that the end of Reseed interrupted is continued from the main window', async ({
  start,
  folder,
}) => {
  const [usual, disk] = [join(folder, 'data/library'), join(folder, 'other disk')];
  mkdirSync(disk);
  const first = await start();
  await first.bench.dropPaths([sample('coffee.png')]);
  await first.bench.waitForPictures(1);
  await first.close();
  // What a killed process leaves.
  writeFileSync(join(folder, 'data/library-move.json'), JSON.stringify({ to: disk, since: 0 }));

  const running = await start();
  const { page, bench } = running;
  const notice = page.getByRole('status').filter({ hasText: 'The move of the library' });
  await expect(notice).toContainText(`${disk} was interrupted.`);
  if (process.env.RESEED_SHOTS) await page.screenshot({ path: `${process.env.RESEED_SHOTS}/move.png` });
  await notice.getByRole('button', { name: 'Continue' }).click();
  const settings = await settingsWindow(running);
  await expect(settings.getByText('The library was moved.')).toBeVisible();
  await expect(notice).toHaveCount(0);
  await bench.waitForPictures(1);
  await expect(bench.picture('coffee.png')).toBeVisible();
  await expect.poll(() => readdirSync(usual)).not.toContain('thumbs');
  expect(existsSync(join(disk, 'library.db'))).toBe(true);
});
