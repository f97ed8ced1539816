import { startOneminServer } from '../onemin-server/server.ts';
import { sample } from './support/app.ts';
import { CANARY, expect, paidEnv, test } from './support/paid.ts';

test('offline, paid runs wait with an explanation, and start automatically when the service is back', async ({
  start,
}) => {
  // A port without a listener.
  const once = await startOneminServer({ key: CANARY });
  await once.stop();
  const port = Number(new URL(once.url).port);

  const { bench, page } = await start({ env: paidEnv(once) });
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('a red door', 7);
  const badge = page.getByRole('button', { name: /^Offline/ });
  await expect(badge).toHaveText('Offline: 1 waiting');
  await expect(bench.queue.getByText(/^Offline\./)).toBeVisible();
  // Offline features continue to work.
  await page
    .getByLabel('Engine', { exact: true })
    .selectOption({ label: 'Practice (built-in filters, not FLUX)' });
  await bench.run('sepia', 3);
  await bench.waitForPictures(2);

  // More runs can be queued, and waiting ones canceled.
  await page.getByLabel('Engine', { exact: true }).selectOption({ label: '1min.ai (FLUX.2 and others)' });
  await bench.run('a green door', 8);
  await expect(badge).toHaveText('Offline: 2 waiting');
  await page.getByRole('button', { name: 'Collapse queue' }).click();
  await badge.click();
  await bench.queue
    .locator('li', { hasText: 'a green door' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(badge).toHaveText('Offline: 1 waiting');

  const api = await startOneminServer({ key: CANARY, port });
  await expect(bench.library.getByRole('img')).toHaveCount(3);
  await expect(badge).toBeHidden();
  expect(api.bills).toHaveLength(1);
  expect(api.bills[0]).toMatchObject({ prompt: 'a red door', seed: 7 });
  await api.stop();
  expect(api.violations).toEqual([]);
});
