import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerDialogs, expect, sample, test } from './support/app.ts';
import { findings } from './support/axe.ts';
import { openSettings } from './support/paid.ts';

test('closing the app leaves a backup if something changed, and none otherwise', async ({
  start,
  folder,
}) => {
  const backups = () => readdirSync(join(folder, 'data/library/backups'));
  const first = await start();
  await first.bench.dropPaths([sample('coffee.png')]);
  await first.bench.waitForPictures(1);
  await first.close();
  const made = backups();
  expect(made).toEqual([expect.stringMatching(/^library-000001-.*\.db$/)]);
  const second = await start();
  await second.bench.waitForPictures(1);
  await second.close();
  expect(backups()).toEqual(made);
});

const problem = (page: Page) => page.getByRole('region', { name: 'Library problem' });

test('with a scrambled database, the newest backup is restored and an edit can be run again', async ({
  start,
  folder,
}) => {
  const library = join(folder, 'data/library');
  const first = await start();
  await first.bench.dropPaths([sample('coffee.png'), sample('chelsea.png')]);
  await first.bench.waitForPictures(2);
  await first.bench.select('coffee.png');
  await first.bench.run('watercolor', 42);
  await first.bench.waitForPictures(3);
  await first.close();

  // Damage inside: the newest backup is skipped for the previous one.
  const sound = readdirSync(join(library, 'backups'))[0] ?? '';
  const rotten = sound.replace('library-000001', 'library-000002');
  const bytes = readFileSync(join(library, 'backups', sound));
  bytes.fill(0x5a, bytes.length - 2000);
  writeFileSync(join(library, 'backups', rotten), bytes);
  const database = readFileSync(join(library, 'library.db'));
  database.fill(0xa5, 100);
  writeFileSync(join(library, 'library.db'), database);

  const { page, bench } = await start({ until: 'problem' });
  await expect(problem(page)).toContainText('It contains 3 pictures and 1 edit');
  const button = problem(page).getByRole('button').first();
  await expect(button).toHaveText('Restore newest backup');
  await button.click();
  await bench.waitForPictures(3);
  for (const name of ['coffee.png', 'chelsea.png']) await expect(bench.picture(name)).toBeVisible();
  await expect(page.getByText(/^Restored the backup from/)).toBeVisible();
  const aside = readdirSync(library).filter((name) => name.startsWith('library.damaged-'));
  expect(readFileSync(join(library, aside[0] ?? '')).equals(database)).toBe(true);

  await bench.select('coffee.png');
  await bench.entries('watercolor').first().click();
  await page.getByRole('button', { name: 'Re-run', exact: true }).first().click();
  await bench.waitForPictures(4);
  await expect(bench.verdict()).toHaveAttribute('data-verdict', 'identical');
});

test('Settings list backups, make one, and restore one after showing what would change', async ({
  start,
}) => {
  const running = await start();
  const { bench, page } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  const settings = await openSettings(running, 'Backups');
  await expect(settings.getByText('No backups yet.')).toBeVisible();
  await settings.getByRole('button', { name: 'Back up now' }).click();
  await expect(settings.getByRole('row')).toHaveCount(2);
  await expect(settings.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  expect(await findings(settings)).toEqual([]);

  await bench.dropPaths([sample('chelsea.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(3);
  await settings.getByRole('button', { name: 'Restore…' }).click();
  const dialog = settings.getByRole('dialog', { name: 'Restore backup' });
  await expect(dialog).toContainText('Only in the library now: 2 pictures, 0 edits, 0 attempts.');
  await expect(dialog).toContainText('Only in the backup: 0 pictures, 0 edits, 0 attempts.');
  expect(await findings(settings)).toEqual([]);
  await dialog.getByRole('button', { name: 'Restore backup' }).click();
  await expect(page.getByText(/^Restored the backup from/)).toBeVisible();
  await bench.waitForPictures(1);
  await expect(bench.picture('coffee.png')).toBeVisible();
  // Pictures missing in the backup are not lost.
  await page.getByRole('button', { name: 'Add to library' }).click();
  await bench.waitForPictures(3);
});

test('the library is copied to another folder, and a damaged picture comes back from there', async ({
  start,
  folder,
}) => {
  const disk = join(folder, 'another disk');
  mkdirSync(disk);
  const running = await start();
  const { app, bench } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await answerDialogs(app, disk);
  const settings = await openSettings(running, 'Backups');
  await settings.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(settings.getByText(/^Complete as of/)).toBeVisible();
  expect(await findings(settings)).toEqual([]);

  const objects = join(folder, 'data/library/objects');
  const path = picturesBelow(objects)[0] ?? '';
  const copy = join(disk, readdirSync(disk)[0] ?? '', 'objects', path);
  const whole = readFileSync(join(objects, path));
  expect(readFileSync(copy).equals(whole)).toBe(true);
  const rotten = Buffer.from(whole);
  rotten[rotten.length >> 1] = (rotten[rotten.length >> 1] ?? 0) ^ 1;
  writeFileSync(join(objects, path), rotten);
  await bench.select('coffee.png');
  await bench.run('watercolor', 42);
  await bench.waitForPictures(2);
  expect(readFileSync(join(objects, path)).equals(whole)).toBe(true);
});

/** Paths of the pictures in a store, without their sidecars. */
function picturesBelow(objects: string): string[] {
  return readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'));
}
