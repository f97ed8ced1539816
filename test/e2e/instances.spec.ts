import { spawnElectron } from '../../scripts/lib/launch.ts';
import { expect, sample, test } from './support/app.ts';

test('a second start hands its files over to the first and ends', async ({ start }) => {
  const { bench, userData } = await start();
  const second = spawnElectron({ userData, env: {}, args: [sample('rocket.jpg')] });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await bench.waitForPictures(1);
  await expect(bench.picture('rocket.jpg')).toBeVisible();
});

test('files named on the command line are taken in', async ({ start }) => {
  const { bench } = await start({ args: [sample('rocket.jpg')] });
  await bench.waitForPictures(1);
});
