import { join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { USUAL_DISPLACEMENT } from '../onemin-server/displace.ts';
import { startOneminServer } from '../onemin-server/server.ts';
import { expect, type Running, test } from './support/app.ts';
import { entryWithVersions } from './support/entries.ts';
import { paidEnv } from './support/paid.ts';
import { writePhoto } from './support/photo.ts';
import { pixelsOf, storedPng } from './support/pixels.ts';

/** Draws a region over the center of the visible picture. */
async function drawRegion({ bench }: Running): Promise<void> {
  await bench.tool('Region').click();
  await bench.draw([
    [0.3, 0.3],
    [0.7, 0.7],
  ]);
  await expect(bench.edit.getByText('Only the region changes.')).toBeVisible();
}

test('a moved, scaled and cast result is put back, and no pixel outside the region differs', async ({
  start,
  folder,
}) => {
  const api = await startOneminServer({ displacement: { ...USUAL_DISPLACEMENT, seed: 3 } });
  try {
    const running = await start({ env: paidEnv(api) });
    await running.bench.dropPaths([await writePhoto(folder, 'photo.png', { width: 1500, height: 1000 })]);
    await running.bench.waitForPictures(1);
    await expect(running.bench.edit.getByText('About 1 MP. Everything may change.')).toBeVisible();
    await drawRegion(running);
    await expect(running.bench.edit.getByLabel('Comes back as')).toHaveValue('original');
    await running.bench.run('a red ball in the middle', 5);

    const { edit, results } = await entryWithVersions(running, 1);
    const { region } = edit.prepare;
    const { image, finished } = results[0] as EditEntry['results'][number];
    const [made] = finished;
    if (!region || !made) throw new Error('no region left, or nothing came back');
    expect(api.assets).toHaveLength(1);
    const sent = await sharp(api.assets[0]?.bytes).metadata();
    expect(sent).toMatchObject({ width: region.width, height: region.height });
    expect(made.image).toMatchObject({ width: 1500, height: 1000, finishOf: image.id });
    const { outside, outsideChanged, inside } = made.finish.certificate;
    expect(outsideChanged).toBe(0);
    expect(outside + inside).toBe(1500 * 1000);
    // A moved result doesn't cover the whole region: the rest stays outside.
    expect(inside).toBeLessThanOrEqual(region.width * region.height);
    expect(inside).toBeGreaterThan(0.9 * region.width * region.height);

    // Counted again with another decoder.
    const [before, after] = [
      await pixelsOf(storedPng(running, edit.sourceSha256)),
      await pixelsOf(storedPng(running, made.image.sha256)),
    ];
    const changed = { inside: 0, outside: 0 };
    for (let at = 0; at < 1500 * 1000; at += 1) {
      const same = [0, 1, 2].every((c) => before[at * 3 + c] === after[at * 3 + c]);
      if (same) continue;
      const [x, y] = [(at % 1500) - region.x, Math.floor(at / 1500) - region.y];
      changed[x >= 0 && y >= 0 && x < region.width && y < region.height ? 'inside' : 'outside'] += 1;
    }
    expect(changed.outside).toBe(0);
    expect(changed.inside).toBe(made.finish.certificate.insideChanged);
    expect(changed.inside).toBeGreaterThan(1000);
    // The window has replaced the raw result with the finished picture.
    await expect(running.bench.history.locator(`img[src*="${made.image.sha256}"]`).first()).toBeVisible();
  } finally {
    await api.stop();
  }
  expect(api.violations).toEqual([]);
});

test('a finish interrupted by a kill is completed after the next start', async ({ start, folder }) => {
  const first = await start();
  await first.bench.dropPaths([await writePhoto(folder, 'photo.png', { width: 4000, height: 3000 })]);
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
  const { run, results } = await entryWithVersions(second, 1);
  expect(run.state).toBe('saved');
  expect(results[0]?.finishProblem).toBeNull();
  expect(results[0]?.finished[0]?.image).toMatchObject({ width: 4000, height: 3000 });
});
