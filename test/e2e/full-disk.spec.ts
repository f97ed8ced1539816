import { rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { mountSmallDisk } from '../fixtures/small-disk.ts';
import { filesBelow, originalsBelow, sample } from './support/app.ts';
import { expect, paidEnv, test } from './support/paid.ts';

test('when the disk fills during a paid call, the answer is kept and saved once there is space', async ({
  start,
  api,
}) => {
  const disk = mountSmallDisk(96);
  test.skip(disk === null, 'no small disk can be mounted here: it takes root, on Linux');
  if (!disk) return;
  try {
    const running = await start({ env: paidEnv(api), userData: join(disk.path, 'data') });
    const { bench, page } = running;
    await bench.dropPaths([sample('coffee.png')]);
    await bench.waitForPictures(1);
    api.settings.editMs = 3_000;
    await bench.run('a red door', 7);
    await expect.poll(() => api.bills.length).toBe(1);
    // The reserved space is gone too: the worst case.
    rmSync(join(disk.path, 'data/library/reserve.bin'));
    disk.fill();
    const told = bench.queue.getByRole('alert');
    await expect(told).toContainText('safe as long as Reseed stays open');
    await expect(bench.queue.getByText('The result is here and will be saved as soon as')).toBeVisible();
    // Closing states what would be lost.
    await running.app.evaluate(({ app }) => app.quit());
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('the result of 1 paid edit is only in memory');
    await dialog.getByRole('button', { name: 'Keep Reseed open' }).click();

    disk.empty();
    await bench.waitForPictures(2);
    await expect(told).toBeHidden();
    await expect(bench.queue.getByText('Done', { exact: true })).toBeVisible();
    expect(api.bills).toHaveLength(1);
    await running.close();

    const again = await start({ env: paidEnv(api), userData: join(disk.path, 'data') });
    await again.bench.waitForPictures(2);
    await again.close();
  } finally {
    disk.remove();
  }
});

/** Pictures of about 1.5 MB each: incompressible noise. */
async function largePictures(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, n) => join(folder, `noise-${n}.png`));
  for (const [n, path] of paths.entries()) {
    const pixels = Buffer.alloc(710 * 710 * 3);
    let state = n + 1;
    for (let at = 0; at < pixels.length; at += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      pixels[at] = state >>> 24;
    }
    const png = sharp(pixels, { raw: { width: 710, height: 710, channels: 3 } }).png();
    await writeFile(path, await png.toBuffer());
  }
  return paths;
}

test('when the disk fills during an import, stored files stay, the rest is listed and can be imported later', async ({
  start,
  folder,
}) => {
  const disk = mountSmallDisk(96);
  test.skip(disk === null, 'no small disk can be mounted here: it takes root, on Linux');
  if (!disk) return;
  try {
    const COUNT = 14;
    const pictures = await largePictures(join(folder, 'pictures'), COUNT);
    const library = join(disk.path, 'data/library');
    const { bench, page, close } = await start({ userData: join(disk.path, 'data') });
    await bench.dropPaths([sample('coffee.png')]);
    await bench.waitForPictures(1);
    disk.fill(9 * 1024 * 1024);
    await bench.dropPaths(pictures);

    const report = bench.library.getByRole('alert');
    await expect(report).toContainText(/\d+ files not added/);
    await report.getByRole('button', { name: 'Show' }).click();
    const reasons = report.getByRole('listitem');
    await expect(reasons).toHaveCount(1);
    await expect(reasons).toContainText('The disk is full.');
    const refused = Number(/(\d+) files/.exec((await report.textContent()) ?? '')?.[1]);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(COUNT);
    const taken = 1 + COUNT - refused;
    await bench.waitForPictures(taken);

    // Stored files are complete, and there are no others.
    await expect.poll(() => filesBelow(join(library, 'tmp'))).toEqual([]);
    const stored = await storedHashes(library);
    expect(stored.files).toEqual(stored.rows);
    expect(stored.rows).toHaveLength(taken);
    expect(stored.thumbs.filter((hash) => !stored.rows.includes(hash))).toEqual([]);

    disk.empty();
    await report.getByRole('button', { name: 'Dismiss' }).click();
    await bench.dropPaths(pictures);
    await bench.waitForPictures(1 + COUNT);
    await expect(report).toBeHidden();
    await expect(page.getByText('The disk is full')).toHaveCount(0);
    const again = await storedHashes(library);
    expect(again.files).toEqual(again.rows);
    expect(again.rows).toHaveLength(1 + COUNT);
    await close();
  } finally {
    disk.remove();
  }
});

/** SHA-256 of all stored files, which must match their names; of all rows; and those with thumbnails. */
async function storedHashes(library: string) {
  const files = await Promise.all(
    (await originalsBelow(join(library, 'objects'))).map(async (name) => {
      const hash = sha256(await readFile(join(library, 'objects', name)));
      expect(name).toContain(hash);
      return hash;
    }),
  );
  const db = new Database(join(library, 'library.db'), { readonly: true });
  const rows = db.prepare('SELECT sha256 FROM blobs ORDER BY sha256').pluck().all() as string[];
  db.close();
  const thumbs = (await filesBelow(join(library, 'thumbs'))).map((name) => name.slice(3, 67));
  return { files: files.sort(), rows, thumbs: [...new Set(thumbs)].sort() };
}
