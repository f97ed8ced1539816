import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RescueState } from '@shared/domain/rescue.ts';
import Database from 'better-sqlite3';
import { readyPage } from '../../scripts/lib/bare-app.ts';
import { root } from '../../scripts/lib/project.ts';
import { sandboxArgs } from '../../scripts/lib/sandbox.ts';
import { hasUnfinishedRebuild } from '../fixtures/unfinished-rebuild.ts';
import { expect, originalsBelow, type Running, sample, test } from './support/app.ts';
import { findings } from './support/axe.ts';
import { dropOnBareWindow } from './support/drop-files.ts';

const NAMES = ['coffee.png', 'rocket.jpg', 'chelsea.png'];
type Start = (options?: { until?: 'problem' }) => Promise<Running>;

const inLibrary = (folder: string, name = 'library.db') => join(folder, 'data/library', name);

/** A closed library of three pictures. Returns the addresses of its originals. */
async function filled(start: Start): Promise<string[]> {
  const first = await start();
  await first.bench.dropPaths(NAMES.map(sample));
  await first.bench.waitForPictures(NAMES.length);
  const objects = await originalsBelow(join(first.userData, 'library/objects'));
  await first.close();
  return objects.map((name) => `/image/${name.slice(3, 67)}`);
}

const problem = (page: Page) => page.getByRole('region', { name: 'Library problem' });
const firstButton = (page: Page) => problem(page).getByRole('button').first();

/** The app's response status for each original. */
const statuses = (page: Page, addresses: readonly string[]) =>
  page.evaluate((all) => Promise.all(all.map(async (one) => (await fetch(one)).status)), addresses);

test('a deleted database is put back, and every original is found', async ({ start, folder }) => {
  const addresses = await filled(start);
  // Old enough for a sweep.
  for (const name of await originalsBelow(join(folder, 'data/library/objects'))) {
    const then = Date.now() / 1000 - 9 * 3600;
    utimesSync(join(folder, 'data/library/objects', name), then, then);
  }
  const kept = join(folder, 'kept.db');
  renameSync(inLibrary(folder), kept);
  const { page, bench } = await start({ until: 'problem' });
  await expect(problem(page)).toContainText('The library database is missing');
  // A sweep would have run ten seconds after the start.
  await page.waitForFunction(() => performance.now() > 12_000, null);
  expect(existsSync(inLibrary(folder))).toBe(false);
  await problem(page).getByRole('button', { name: 'Try again' }).click();
  await expect(problem(page)).toContainText('The problem is still there.');
  renameSync(kept, inLibrary(folder));
  await problem(page).getByRole('button', { name: 'Try again' }).click();
  await bench.waitForPictures(NAMES.length);
  for (const name of NAMES) await expect(bench.picture(name)).toBeVisible();
  expect(await statuses(page, addresses)).toEqual(addresses.map(() => 200));
  expect(readdirSync(inLibrary(folder, ''))).not.toContain('orphans');
});

test('an emptied database is rebuilt by the first button, and putting the old one back finds all', async ({
  start,
  folder,
}) => {
  const addresses = await filled(start);
  rmSync(inLibrary(folder, 'backups'), { recursive: true });
  const kept = readFileSync(inLibrary(folder));
  truncateSync(inLibrary(folder), 0);
  const second = await start({ until: 'problem' });
  expect(await firstButton(second.page).textContent()).toBe('Rebuild from pictures');
  await firstButton(second.page).click();
  await second.bench.waitForPictures(NAMES.length);
  await expect(second.page.getByText('Rebuilt the library: 3 pictures are back.')).toBeVisible();
  expect(await statuses(second.page, addresses)).toEqual(addresses.map(() => 200));
  const aside = readdirSync(inLibrary(folder, '')).filter((name) => name.startsWith('library.damaged-'));
  expect(aside.some((name) => name.endsWith('.db'))).toBe(true);
  await second.close();

  for (const end of ['', '-wal', '-shm']) rmSync(inLibrary(folder, `library.db${end}`), { force: true });
  writeFileSync(inLibrary(folder), kept);
  const third = await start();
  await third.bench.waitForPictures(NAMES.length);
  for (const name of NAMES) await expect(third.bench.picture(name)).toBeVisible();
  expect(await statuses(third.page, addresses)).toEqual(addresses.map(() => 200));
});

test('a rebuild shows its progress and can be canceled, and then done after all', async ({
  start,
  folder,
}) => {
  await filled(start);
  rmSync(inLibrary(folder, 'backups'), { recursive: true });
  const aside = () =>
    readdirSync(inLibrary(folder, '')).filter((name) => name.startsWith('library.damaged-'));
  truncateSync(inLibrary(folder), 0);
  const { app, page, bench } = await start({ until: 'problem' });
  // Both calls arrive before the rebuild has read anything, however slow this machine is.
  const replies = await page.evaluate(() => {
    const { rescue } = window.reseed ?? {};
    return Promise.all([rescue?.rebuild({}), rescue?.cancelRebuild({})]);
  });
  expect(replies).toMatchObject([{ ok: true }, { ok: true }]);
  await expect(problem(page).getByRole('button', { name: 'Rebuild from pictures' })).toBeEnabled();
  await expect(problem(page)).toContainText('The library database is missing');
  expect(aside()).toEqual([]);
  // As a long rebuild looks.
  const reply = await page.evaluate(() => window.reseed?.rescue.state({}));
  if (!reply?.ok) throw new Error('the state is unknown');
  const show = (rebuilding: RescueState['rebuilding']) =>
    app.evaluate(
      ({ BrowserWindow }, shown) => {
        for (const window of BrowserWindow.getAllWindows()) window.webContents.send('rescue.changed', shown);
      },
      { ...reply.value, rebuilding },
    );
  await show({ done: 1, total: 3 });
  await expect(problem(page).getByText('Rebuilding: 1 of 3')).toBeVisible();
  await expect(problem(page).getByRole('button', { name: 'Cancel rebuild' })).toBeVisible();
  await expect(problem(page).getByRole('button', { name: 'Rebuild from pictures' })).toBeDisabled();
  // Counts from the first progress that the page has seen.
  await show({ done: 2, total: 3 });
  await expect(problem(page).getByText(/^About \d+ (s|min) left$/)).toBeVisible();
  expect(await findings(page)).toEqual([]);
  if (process.env.RESEED_SHOTS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env.RESEED_SHOTS}/rebuild-${colorScheme}.png` });
    }
    await page.emulateMedia({ colorScheme: null });
  }
  await show(null);
  await problem(page).getByRole('button', { name: 'Rebuild from pictures' }).click();
  await bench.waitForPictures(NAMES.length);
  expect(aside().length).toBeGreaterThan(0);
});

test('a rebuilt library can be used while pictures without a sidecar are added', async ({
  start,
  folder,
}) => {
  await filled(start);
  rmSync(inLibrary(folder, 'backups'), { recursive: true });
  const objects = inLibrary(folder, 'objects');
  for (const name of readdirSync(objects, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.json')) rmSync(join(objects, name));
  truncateSync(inLibrary(folder), 0);
  const { app, page, bench } = await start({ until: 'problem' });
  await problem(page).getByRole('button', { name: 'Rebuild from pictures' }).click();
  await bench.waitForPictures(NAMES.length);
  await expect(page.getByText('Rebuilt the library: 3 pictures are back.')).toBeVisible();
  expect(hasUnfinishedRebuild(inLibrary(folder))).toBe(false);
  // As one with more pictures looks.
  await app.evaluate(({ BrowserWindow }) => {
    const troubles = [{ kind: 'adding-strays', done: 1200, total: 5000 }];
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.send('troubles.changed', { troubles });
  });
  await expect(page.getByText('Adding pictures from the library folder: 1,200 of 5,000')).toBeVisible();
  await expect(
    page.getByRole('progressbar', { name: 'Adding pictures from the library folder' }),
  ).toBeVisible();
  await bench.dropPaths([sample('astronaut.png')]);
  await bench.waitForPictures(NAMES.length + 1);
  expect(await findings(page)).toEqual([]);
  if (process.env.RESEED_SHOTS)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env.RESEED_SHOTS}/adding-${colorScheme}.png` });
    }
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
});

test('the first button recovers a damaged database', async ({ start, folder }) => {
  await filled(start);
  rmSync(inLibrary(folder, 'backups'), { recursive: true });
  const bytes = readFileSync(inLibrary(folder));
  bytes.fill(0xa5, 100, 4096);
  writeFileSync(inLibrary(folder), bytes);
  const { page, bench } = await start({ until: 'problem' });
  await expect(problem(page)).toContainText('damaged');
  expect(await findings(page)).toEqual([]);
  await firstButton(page).click();
  await bench.waitForPictures(NAMES.length);
  await expect(page.locator('html')).toHaveAttribute('data-app-state', 'ready');
});

test('a locked database is reported quickly, and opens once it is unlocked', async ({ start, folder }) => {
  await filled(start);
  const other = new Database(inLibrary(folder));
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  const { page, bench } = await start({ until: 'problem' });
  await expect(problem(page)).toContainText('in use by another program');
  other.exec('COMMIT');
  other.close();
  expect(await firstButton(page).textContent()).toBe('Try again');
  await firstButton(page).click();
  await bench.waitForPictures(NAMES.length);
});

test('a library of a newer version is reported and not rebuilt', async ({ start, folder }) => {
  await filled(start);
  const newer = new Database(inLibrary(folder));
  newer.pragma('user_version = 99990');
  newer.close();
  const { page } = await start({ until: 'problem' });
  await expect(problem(page)).toContainText('needs a newer version of Reseed');
  await expect(problem(page).getByRole('button', { name: 'Rebuild from pictures' })).toHaveCount(0);
});

test('a log folder that is a file doesn’t prevent work', async ({ start, folder }) => {
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data/logs'), 'in the way');
  const { page, bench } = await start();
  await expect(page.getByText('The log can’t be written.')).toBeVisible();
  await bench.dropPaths([sample('rocket.jpg')]);
  await bench.waitForPictures(1);
});

test('a read-only data folder is reported, with a choice of another one', async ({ start, folder }) => {
  const data = join(folder, 'data');
  await (await start()).close();
  const [readOnly, writable] = frozen(data);
  test.skip(readOnly === null, 'this system lets nobody make a folder read-only');
  // Chromium leaves files here after the app has removed its folder.
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  try {
    const { app, page } = await start({ until: 'problem', env: { TMPDIR: temporary } });
    await expect(problem(page)).toContainText('read-only');
    expect(await firstButton(page).textContent()).toBe('Choose another folder…');
    // Canceled without a choice, it stays unchanged.
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
    await firstButton(page).click();
    await expect(problem(page)).toBeVisible();
  } finally {
    writable?.();
  }
});

test('choosing another data folder restarts the app there', async ({ start, folder }) => {
  const [readOnly, writable] = await startedOnce(start, folder);
  test.skip(readOnly === null, 'this system lets nobody make a folder read-only');
  const chosen = join(folder, 'chosen');
  const temporary = join(folder, 'tmp');
  for (const path of [chosen, temporary]) mkdirSync(path);
  let second = 0;
  try {
    const first = await start({ until: 'problem', env: { TMPDIR: temporary } });
    const args = [...sandboxArgs(), root, '--remote-debugging-port=0'];
    await first.app.evaluate(
      ({ app, dialog }, { chosen, args }) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
        const relaunch = app.relaunch.bind(app);
        // Without the code that Playwright starts an app with, which waits for Playwright.
        app.relaunch = () => relaunch({ args });
      },
      { chosen, args },
    );
    const ended = first.ended();
    await firstButton(first.page).click();
    expect(await ended).toBe(0);

    await expect.poll(() => existsSync(join(chosen, 'DevToolsActivePort'))).toBe(true);
    second = Number(readlinkSync(join(chosen, 'SingletonLock')).split('-').at(-1));
    const [port] = readFileSync(join(chosen, 'DevToolsActivePort'), 'utf8').split('\n');
    const { page } = await readyPage(`127.0.0.1:${port}`);
    await dropOnBareWindow(page, [sample('coffee.png')]);
    await expect
      .poll(() => page.evaluate(`document.querySelector('[aria-label="Library"] img')?.alt ?? ''`))
      .toBe('coffee.png');
    page.close();
    expect(existsSync(join(chosen, 'library/library.db'))).toBe(true);
    expect(existsSync(join(folder, 'data/library/objects'))).toBe(true);
    expect(await originalsBelow(join(folder, 'data/library/objects'))).toEqual([]);
  } finally {
    if (second > 0) await end(second);
    writable?.();
  }
});

/** A data folder that was used once and is now read-only. */
async function startedOnce(start: Start, folder: string) {
  await (await start()).close();
  return frozen(join(folder, 'data'));
}

/** Ends a process that isn't a child of this one, and waits until it has exited. */
async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  await expect
    .poll(() => existsSync(`/proc/${pid}/exe`))
    .toBe(false)
    .catch((error: unknown) => {
      process.kill(pid, 'SIGKILL');
      throw error;
    });
}

/** Makes a folder read-only, even for root. Returns how to revert that, or null if it isn't possible here. */
function frozen(path: string): readonly [string, () => void] | readonly [null, null] {
  try {
    execFileSync('mount', ['--bind', path, path], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'remount,bind,ro', path], { stdio: 'ignore' });
    return [path, () => void execFileSync('umount', ['-l', path], { stdio: 'ignore' })];
  } catch {
    return [null, null];
  }
}

test('when the library’s folder disappears, nothing is acknowledged, and work continues once it is back', async ({
  start,
  folder,
}) => {
  await filled(start);
  const { page, bench } = await start();
  await bench.waitForPictures(NAMES.length);
  await bench.select('coffee.png');
  renameSync(inLibrary(folder, ''), join(folder, 'away'));
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('alert').filter({ hasText: 'The library folder is missing' })).toBeVisible();
  const rating = () => {
    const db = new Database(join(folder, 'away/library.db'), { readonly: true });
    const ratings = db.prepare('SELECT rating FROM images WHERE rating > 0').all();
    db.close();
    return ratings.length;
  };
  expect(rating()).toBe(0);
  renameSync(join(folder, 'away'), inLibrary(folder, ''));
  await expect(page.getByRole('alert').filter({ hasText: 'The library folder is missing' })).toBeHidden();
  await bench.select('rocket.jpg');
  await page.keyboard.press('Alt+4');
  await expect(page.getByText('Rated 1 picture: 4 stars').first()).toBeVisible();
});
