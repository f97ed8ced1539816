import type { MergedPicture } from '@shared/domain/merge.ts';
import sharp from 'sharp';
import { startOneminServer } from '../onemin-server/server.ts';
import { expect, type Running, test } from './support/app.ts';
import { paidEnv } from './support/paid.ts';
import { writePhoto } from './support/photo.ts';
import { storedPng } from './support/pixels.ts';

const SIZE = { width: 900, height: 600 };
const LEFT = 'a red ball at the top left';
const RIGHT = 'a blue square at the bottom right';

/** Edits the original and puts back what changed, by keys: a picture of the original's size. */
async function branch({ bench, page }: Running, prompt: string, pictures: number): Promise<string> {
  await bench.select('photo.png');
  await bench.run(prompt, 7);
  await bench.waitForPictures(pictures + 1);
  await expect(bench.canvas.getByRole('button', { name: 'Put back' })).toBeVisible();
  await page.keyboard.press('k');
  await bench.waitForPictures(pictures + 2);
  return (await bench.library.getByRole('img').first().getAttribute('alt')) ?? '';
}

async function mergesOf({ page }: Running): Promise<MergedPicture[]> {
  return page.evaluate(async () => {
    const answer = await window.reseed?.history.merges({ imageId: 1 });
    return answer?.ok ? answer.value.merges : [];
  });
}

/** Pixels of a stored picture, by sharp alone. */
async function pixelsOf(running: Running, imageId: number): Promise<Uint32Array> {
  const sha256 = await running.page.evaluate(async (id) => {
    const answer = await window.reseed?.library.images({ ids: [id] });
    return answer?.ok ? (answer.value.pictures[0]?.sha256 ?? '') : '';
  }, imageId);
  const data = await sharp(storedPng(running, sha256)).ensureAlpha().raw().toBuffer();
  return new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

test('two disjoint edits become one picture by keys alone, undone and made again with the same bytes', async ({
  start,
  folder,
}) => {
  const api = await startOneminServer();
  try {
    const running = await start({ env: { ...paidEnv(api), RESEED_ENGINE: 'practice' } });
    const { bench, page } = running;
    await bench.dropPaths([await writePhoto(folder, 'photo.png', SIZE)]);
    await bench.waitForPictures(1);
    const left = await branch(running, LEFT, 1);
    const right = await branch(running, RIGHT, 3);

    await bench.select(left);
    await bench.picture(right).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('j');
    const view = page.getByRole('dialog', { name: 'Merge' });
    await expect(view.getByText('No conflicts: each picture changed other places.')).toBeVisible();
    await expect(view.locator('canvas')).toHaveAttribute('data-preview', 'shown');
    await expect(view.getByRole('button', { name: 'Merge', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await bench.waitForPictures(6);
    await expect(view).toBeHidden();

    // One node with two parents, in the tree.
    const [made] = await mergesOf(running);
    if (!made) throw new Error('nothing was merged');
    expect(made.image.mergeOf).toEqual([made.merge.leftId, made.merge.rightId]);
    await expect(bench.history.getByRole('group', { name: 'Selected merge' })).toBeVisible();
    await page.keyboard.press('h');
    await expect(bench.history.locator('[data-kind="merge"]')).toHaveCount(1);
    await page.keyboard.press('h');

    const [base, one, other, merged] = await Promise.all(
      [1, made.merge.leftId, made.merge.rightId, made.merge.imageId].map((id) => pixelsOf(running, id)),
    );
    if (!base || !one || !other || !merged) throw new Error('unreachable');
    const counts = { left: 0, right: 0, both: 0, wrong: 0 };
    for (const [at, before] of base.entries()) {
      const [byLeft, byRight] = [one[at] !== before, other[at] !== before];
      if (byLeft && byRight) counts.both += 1;
      else if (byLeft) counts.left += 1;
      else if (byRight) counts.right += 1;
      if (merged[at] !== (byLeft ? one[at] : other[at])) counts.wrong += 1;
    }
    expect(counts).toMatchObject({ both: 0, wrong: 0 });
    expect(counts.left).toBeGreaterThan(1000);
    expect(counts.right).toBeGreaterThan(1000);

    await bench.history.getByRole('button', { name: 'Merge again' }).click();
    await expect(bench.history.locator('[data-identical="true"]')).toBeVisible();
    await bench.waitForPictures(6);

    await page.keyboard.press('Control+z');
    await bench.waitForPictures(5);
    expect(await mergesOf(running)).toEqual([]);
    await page.keyboard.press('Control+Shift+z');
    await bench.waitForPictures(6);
    expect((await mergesOf(running)).map(({ image }) => image.sha256)).toEqual([made.image.sha256]);
  } finally {
    await api.stop();
  }
  // Nothing was sent.
  expect(api.bills).toHaveLength(0);
  expect(api.assets).toHaveLength(0);
});

test('conflicts are chosen one by one, and what cannot be merged is said in words', async ({
  start,
  folder,
}) => {
  const running = await start();
  const { bench, page } = running;
  await bench.dropPaths([await writePhoto(folder, 'photo.png', SIZE)]);
  await bench.waitForPictures(1);
  const left = await branch(running, LEFT, 1);
  const right = await branch(running, 'a green square at the top left', 3);
  const view = page.getByRole('dialog', { name: 'Merge' });

  await bench.select(left);
  await page.keyboard.press('j');
  await expect(page.getByText('Select two results of one original to merge them.')).toBeVisible();
  const raw = (await bench.library.getByRole('img').nth(1).getAttribute('alt')) ?? '';
  await bench.picture(raw).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('j');
  await expect(view.getByRole('alert')).toContainText('Choose Put back for it first.');
  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();

  await bench.select(left);
  await bench.picture(right).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('j');
  const first = view.getByRole('group', { name: 'Conflict 1' });
  await expect(first.getByRole('radio').first()).toBeFocused();
  const make = view.getByRole('button', { name: 'Merge', exact: true });
  await expect(make).toHaveAttribute('aria-disabled', 'true');
  const conflicts = await view.locator('.merge-outline').count();
  expect(conflicts).toBeGreaterThan(0);
  await first.getByRole('radio', { name: 'Left' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(first.getByRole('radio', { name: 'Right' })).toBeChecked();
  for (let place = 2; place <= conflicts; place += 1)
    await view
      .getByRole('group', { name: `Conflict ${place}`, exact: true })
      .getByRole('radio', { name: 'Right' })
      .check();
  await expect(make).toHaveAttribute('aria-disabled', 'false');
  await make.click();
  await bench.waitForPictures(6);
  const [made] = await mergesOf(running);
  if (!made) throw new Error('nothing was merged');
  expect(made.merge.recipe.choices).toEqual(Array.from({ length: conflicts }, () => 'b'));
  const [base, one, other, merged] = await Promise.all(
    [1, made.merge.leftId, made.merge.rightId, made.merge.imageId].map((id) => pixelsOf(running, id)),
  );
  if (!base || !one || !other || !merged) throw new Error('unreachable');
  const wrong = merged.filter((pixel, at) => pixel !== (other[at] === base[at] ? one[at] : other[at])).length;
  expect(wrong).toBe(0);
});
