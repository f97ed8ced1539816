import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, type Running, sample, test } from './support/app.ts';

async function writePhoto(folder: string, width: number, height: number): Promise<string> {
  const path = join(folder, 'photo.png');
  await writeFile(
    path,
    await sharp(sample('astronaut.png'))
      .removeAlpha()
      .resize(width, height, { fit: 'cover' })
      .png()
      .toBuffer(),
  );
  return path;
}

/** Draws a region over the middle of the picture that is shown. */
async function drawRegion({ bench, page }: Running): Promise<void> {
  await bench.canvas
    .getByRole('toolbar', { name: 'Tools' })
    .getByRole('button', { name: 'Region', exact: true })
    .click();
  const box = await bench.canvas.locator('.canvas-pane:not([hidden]) .canvas-layer').boundingBox();
  if (!box) throw new Error('No picture is shown.');
  await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.7 * box.width, box.y + 0.7 * box.height, { steps: 8 });
  await page.mouse.up();
  await expect(bench.edit.getByText('Only the region changes.')).toBeVisible();
}

/** The newest edit of the library's first picture. */
function newestEntry({ page }: Running): Promise<EditEntry | null> {
  return page.evaluate(async () => {
    const tree = await window.reseed?.history.tree({ imageId: 1, before: null });
    return tree?.ok ? (tree.value.entries[0] ?? null) : null;
  });
}

async function finishedEntry(running: Running): Promise<EditEntry> {
  const finished = async () => (await newestEntry(running))?.results[0]?.finished.length;
  await expect.poll(finished, { timeout: 90_000 }).toBe(1);
  return (await newestEntry(running)) as EditEntry;
}

test('killed while a result is being put back, it is put back after the next start', async ({
  start,
  folder,
}) => {
  const first = await start();
  await first.bench.dropPaths([await writePhoto(folder, 4000, 3000)]);
  await first.bench.waitForPictures(1);
  await drawRegion(first);
  const begun = first.page.evaluate(
    () => new Promise<void>((resolve) => window.reseed?.on('finish.progress', () => resolve())),
  );
  await first.bench.run('watercolor', 5);
  await begun;
  await first.kill();
  const db = new Database(join(first.userData, 'library/library.db'), { readonly: true });
  expect(db.prepare('SELECT count(*) FROM finishes').pluck().get()).toBe(0);
  expect(db.prepare('SELECT finish_tries FROM results').pluck().all()).toEqual([1]);
  db.close();

  const second = await start();
  const { run, results } = await finishedEntry(second);
  expect(run.state).toBe('saved');
  expect(results[0]?.finishProblem).toBeNull();
  expect(results[0]?.finished[0]?.image).toMatchObject({ width: 4000, height: 3000 });
});
