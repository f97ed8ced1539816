import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnElectron } from '../../scripts/lib/launch.ts';
import { expect, sample, test } from './support/app.ts';

test('a second instance passes its files to the first and exits', async ({ start }) => {
  const { bench, userData } = await start();
  const second = spawnElectron({ userData, env: {}, args: [sample('rocket.jpg')] });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await bench.waitForPictures(1);
  await expect(bench.picture('rocket.jpg')).toBeVisible();
});

test('files on the command line are imported, by path and by address', async ({ start }) => {
  const { bench } = await start({ args: [sample('rocket.jpg'), pathToFileURL(sample('coffee.png')).href] });
  await bench.waitForPictures(2);
});

test('an invalid file on the command line is reported, and the valid one next to it is imported', async ({
  start,
  folder,
}) => {
  await symlink('loop.png', join(folder, 'loop.png'));
  const bad = [
    join(folder, 'loop.png'),
    join(folder, `${'n'.repeat(296)}.png`),
    join(sample('coffee.png'), 'inside.png'),
  ];
  const { bench, page } = await start({ args: [bad[0] ?? '', sample('rocket.jpg'), ...bad.slice(1)] });
  await bench.waitForPictures(1);
  const show = page.getByRole('button', { name: 'Show', exact: true });
  await expect(
    page
      .getByText(/leads back to itself/)
      .or(show)
      .first(),
  ).toBeVisible();
  if (await show.isVisible()) await show.click();
  for (const reason of [/leads back to itself/, /too long for this disk/, /leads through a file/])
    await expect(page.getByText(reason).first()).toBeVisible();
});
