import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { mountRefusingDisk, type RefusingDisk } from '../fixtures/refusing-disk.ts';
import { filesBelow, originalsBelow, type Running, sample } from './support/app.ts';
import { expect, paidEnv, test } from './support/paid.ts';

const READ_ONLY = 'The library folder is read-only. Nothing was saved.';

interface Counts {
  readonly pictures: number;
  readonly rated: number;
  readonly runs: number;
}

/** Row counts, read from outside the app. */
function counts(library: string): Counts {
  const db = new Database(join(library, 'library.db'), { readonly: true });
  const count = (sql: string) => db.prepare(sql).pluck().get() as number;
  const found = {
    pictures: count('SELECT count(*) FROM images'),
    rated: count('SELECT count(*) FROM images WHERE rating > 0'),
    runs: count('SELECT count(*) FROM runs'),
  };
  db.close();
  return found;
}

/** Tries every action that writes to the library, and expects a reason from each. */
async function tryEverything({ bench, page }: Running): Promise<void> {
  await bench.dropPaths([sample('rocket.jpg')]);
  const report = bench.library.getByRole('alert');
  await expect(report).toContainText(READ_ONLY);
  await report.getByRole('button', { name: 'Dismiss' }).click();

  await bench.select('coffee.png');
  await page.keyboard.press('Alt+4');
  await expect(page.locator('.toast', { hasText: READ_ONLY })).toHaveCount(1);
  await bench.prompt.fill('a red door');
  await bench.runEdit.click();
  await expect(bench.edit.getByRole('alert')).toHaveText(READ_ONLY);
}

/** Status, type and caching of the served thumbnail of the first picture. */
async function thumbOf(page: Page, library: string): Promise<(string | number | null)[]> {
  const [file = ''] = await originalsBelow(join(library, 'objects'));
  return page.evaluate(
    async (address) => {
      const { status, headers } = await fetch(address, { cache: 'reload' });
      return [status, headers.get('content-type'), headers.get('cache-control')];
    },
    `/thumb/${file.slice(3, 67)}?w=1024`,
  );
}

/** Opens the app with a library of one picture on a separate disk. */
async function open(start: (options: object) => Promise<Running>, folder: string, env: object) {
  const library = join(folder, 'data/library');
  const disk = mountRefusingDisk(library, join(folder, 'disk.img'));
  test.skip(disk === null, 'no such disk can be mounted here: it takes root, on Linux');
  const running = await start({ env });
  await running.bench.dropPaths([sample('coffee.png')]);
  await running.bench.waitForPictures(1);
  // The larger one is made later.
  await expect.poll(async () => (await filesBelow(join(library, 'thumbs'))).length).toBe(2);
  return { disk: disk as RefusingDisk, library, running };
}

test('when a library becomes read-only, each refusal gives the reason, and work continues once it is writable', async ({
  start,
  folder,
  api,
}) => {
  const { disk, library, running } = await open(start, folder, paidEnv(api));
  try {
    const { bench, page } = running;
    const before = counts(library);
    disk.refuse();
    await tryEverything(running);
    expect(counts(library)).toEqual(before);
    expect(await filesBelow(join(library, 'tmp'))).toEqual([]);
    expect(api.bills).toEqual([]);
    // Read-only actions continue to work.
    await expect(bench.picture('coffee.png')).toBeVisible();

    disk.allow();
    rmSync(join(library, 'thumbs'), { recursive: true });
    disk.refuse();
    // If a thumbnail can't be made again, the picture is served instead, uncached.
    expect(await thumbOf(page, library)).toEqual([200, 'image/png', 'no-store']);

    disk.allow();
    expect(await thumbOf(page, library)).toEqual([200, 'image/webp', expect.stringContaining('immutable')]);
    await page.keyboard.press('Alt+4');
    await expect(page.getByText('Rated 1 picture: 4 stars').first()).toBeVisible();
    await bench.dropPaths([sample('rocket.jpg')]);
    await bench.waitForPictures(2);
    await bench.select('coffee.png');
    await bench.run('a red door', 7);
    await bench.waitForPictures(3);
    expect(api.bills).toHaveLength(1);
    expect(counts(library)).toEqual({ pictures: 3, rated: 1, runs: 1 });
    await running.close();
  } finally {
    disk.remove();
  }
});

test('a disk remounted read-only is reported, nothing is acknowledged, and the library is intact after a remount', async ({
  start,
  folder,
  api,
}) => {
  const { disk, library, running } = await open(start, folder, paidEnv(api));
  try {
    const before = counts(library);
    disk.turnReadOnly();
    await tryEverything(running);
    expect(counts(library)).toEqual(before);
    expect(api.bills).toEqual([]);
    const since = performance.now();
    await running.close();
    expect(performance.now() - since).toBeLessThan(9_000);

    disk.mountAgain();
    const again = await start({ env: paidEnv(api) });
    await again.bench.waitForPictures(1);
    await again.bench.dropPaths([sample('rocket.jpg')]);
    await again.bench.waitForPictures(2);
    expect(existsSync(join(library, 'library.db'))).toBe(true);
    await again.close();
  } finally {
    disk.remove();
  }
});
