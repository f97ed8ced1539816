import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asBytes, expect, filesBelow, originalsBelow, sample, test } from './support/app.ts';

test('three pictures and a broken one are dropped, edited, kept over a restart, and re-run by seed', async ({
  start,
  folder,
}) => {
  const originals = join(folder, 'originals');
  await mkdir(originals);
  const names = ['chelsea.png', 'coffee.png', 'rocket.jpg'];
  for (const name of names) await copyFile(sample(name), join(originals, name));
  await writeFile(join(originals, 'report.png'), '%PDF-1.7 this is no picture');

  const first = await start();
  await first.bench.dropPaths([...names, 'report.png'].map((name) => join(originals, name)));
  await first.bench.waitForPictures(3);
  // The bad one is reported with its reason; the others continued.
  await expect(first.page.getByText(/report\.png/).first()).toBeVisible();
  await expect(first.page.getByText(/Use JPEG, PNG/).first()).toBeVisible();

  await first.bench.select('chelsea.png');
  await first.bench.run('make it a watercolor painting', 4242);
  await first.bench.waitForPictures(4);
  await expect(first.bench.history.getByText('4242').first()).toBeVisible();
  await first.bench.prompt.fill('a sentence that is not fini');
  await first.close();

  // The original may be deleted: the library has a copy.
  await rm(originals, { recursive: true });

  const second = await start();
  await second.bench.waitForPictures(4);
  await expect(second.bench.prompt).toHaveValue('a sentence that is not fini');
  await second.bench.select('chelsea.png');
  await second.bench.entries('make it a watercolor painting').first().click();
  await second.page.getByRole('button', { name: 'Re-run', exact: true }).first().click();
  await second.bench.waitForPictures(5);
  await expect(second.bench.verdict()).toHaveAttribute('data-verdict', 'identical');

  // The re-run requested the same pixels and got the same bytes: three sources and one result are stored.
  const objects = await originalsBelow(join(second.userData, 'library/objects'));
  expect(objects).toHaveLength(4);
  expect(await filesBelow(join(second.userData, 'library/tmp'))).toEqual([]);
});

test('files without a path are imported from bytes, and the first of a drop is selected', async ({
  start,
}) => {
  const { bench } = await start();
  await bench.dropBytes([await asBytes(sample('coffee.png')), await asBytes(sample('rocket.jpg'))]);
  await bench.waitForPictures(2);
  await expect(bench.canvas.getByRole('img', { name: /coffee\.png/ }).first()).toBeVisible();
});

test('the same picture dropped twice is one blob and one picture', async ({ start, folder }) => {
  const { bench, page, userData } = await start();
  await bench.dropPaths([sample('chelsea.png')]);
  await bench.waitForPictures(1);
  const copy = join(folder, 'cat.png');
  await copyFile(sample('chelsea.png'), copy);
  await bench.dropPaths([sample('chelsea.png'), copy]);
  await bench.waitForPictures(2);
  await expect(page.getByText(/already in your library/).first()).toBeVisible();
  expect(await originalsBelow(join(userData, 'library/objects'))).toHaveLength(1);
});

test('a result edited again is a child in the same tree', async ({ start }) => {
  const { bench } = await start();
  await bench.dropPaths([sample('chelsea.png')]);
  await bench.waitForPictures(1);
  await bench.run('sepia', 7);
  await bench.waitForPictures(2);
  // The newest is first: the result.
  await bench.library.getByRole('img').first().click();
  await bench.run('pixelate', 8);
  await bench.waitForPictures(3);
  await expect(bench.entries('sepia')).toHaveCount(1);
  await expect(bench.entries('pixelate')).toHaveCount(1);
});
