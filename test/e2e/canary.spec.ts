import { sample } from './support/app.ts';
import { CANARY, expect, openSettings, paidEnv, test } from './support/paid.ts';
import { heapOf } from './support/secrets.ts';

test('after a paid edit, no page has ever had the key in memory: neither the main window nor Settings', async ({
  start,
  api,
}) => {
  const running = await start({ env: paidEnv(api) });
  const { bench, page } = running;
  await bench.dropPaths([sample('rocket.jpg')]);
  await bench.waitForPictures(1);
  await bench.run('a red door', 4242);
  await bench.waitForPictures(2);
  const settings = await openSettings(running, '1min.ai');
  await settings.getByRole('button', { name: 'Test key' }).click();
  await expect(settings.getByText(CANARY.slice(-4)).first()).toBeVisible();
  for (const [one, known] of [
    [page, 'a red door'],
    [settings, 'RESEED_API_KEY'],
  ] as const) {
    const heap = await heapOf(one);
    // Proves that the snapshot contains the page's data.
    expect(heap.includes(known)).toBe(true);
    for (const spelling of [
      CANARY,
      Buffer.from(CANARY).toString('base64'),
      Buffer.from(CANARY).toString('hex'),
      encodeURIComponent(CANARY),
    ])
      expect(heap.includes(spelling)).toBe(false);
  }
});
