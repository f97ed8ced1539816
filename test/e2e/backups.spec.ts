import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, sample, test } from './support/app.ts';

test('an app that is closed leaves a backup of what changed, and none of what did not', async ({
  start,
  folder,
}) => {
  const backups = () => readdirSync(join(folder, 'data/library/backups'));
  const first = await start();
  await first.bench.dropPaths([sample('coffee.png')]);
  await first.bench.waitForPictures(1);
  await first.close();
  const made = backups();
  expect(made).toEqual([expect.stringMatching(/^library-000001-.*\.db$/)]);
  const second = await start();
  await second.bench.waitForPictures(1);
  await second.close();
  expect(backups()).toEqual(made);
});
