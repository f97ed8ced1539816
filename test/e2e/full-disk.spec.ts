import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmallDisk } from '../fixtures/small-disk.ts';
import { sample } from './support/app.ts';
import { expect, paidEnv, test } from './support/paid.ts';

test('a disk that fills in a paid call: the answer is told as safe, and saved when there is room', async ({
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
    // The room kept for an answer is gone as well: the worst there is.
    rmSync(join(disk.path, 'data/library/reserve.bin'));
    disk.fill();
    const told = bench.queue.getByRole('alert');
    await expect(told).toContainText('safe as long as Reseed stays open', { timeout: 15_000 });
    await expect(bench.queue.getByText('The answer is here and is written as soon as')).toBeVisible();
    // Closing says what would be lost.
    await running.app.evaluate(({ app }) => app.quit());
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('1 paid answer is in memory only');
    await dialog.getByRole('button', { name: 'Keep Reseed open' }).click();

    disk.empty();
    await bench.waitForPictures(2);
    await expect(told).toBeHidden();
    await expect(bench.queue.getByText('Saved')).toBeVisible();
    expect(api.bills).toHaveLength(1);
    await running.close();

    const again = await start({ env: paidEnv(api), userData: join(disk.path, 'data') });
    await again.bench.waitForPictures(2);
    await again.close();
  } finally {
    disk.remove();
  }
});
