import { join } from 'node:path';
import sharp from 'sharp';
import { startOpenaiServer } from '../openai-server/server.ts';
import { sample } from './support/app.ts';
import { check } from './support/axe.ts';
import { enterAddress } from './support/own-server.ts';
import { expect, test } from './support/paid.ts';

/** A photograph that tells where it was taken. */
async function writePlacedPhoto(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await sharp(sample('rocket.jpg'))
    .resize(240, 160)
    .withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitude: '48/1 12/1 30/1' } })
    .jpeg()
    .toFile(path);
  return path;
}

test('two reference pictures are sent in order with the source, shown as sent, and sent again by a re-run', async ({
  start,
  folder,
}) => {
  const server = await startOpenaiServer({ key: null });
  try {
    const running = await start();
    const { bench, page } = running;
    await enterAddress(running, 'OpenAI Images', server.url);
    await bench.dropPaths([
      sample('coffee.png'),
      await writePlacedPhoto(folder, 'placed.jpg'),
      sample('chelsea.png'),
    ]);
    await bench.waitForPictures(3);
    await bench.select('coffee.png');

    // Practice takes none, so there is no field.
    const field = bench.edit.getByRole('group', { name: 'Reference pictures' });
    await expect(field).toHaveCount(0);
    const engine = bench.edit.getByRole('combobox', { name: 'Engine' });
    await engine.selectOption('openai-images');
    await expect(field.getByText('up to 15')).toBeVisible();
    await expect(field.getByText(/^Drag pictures here from the library/)).toBeVisible();

    // By drag, which leaves the source selected, and by the command's keys.
    await bench.picture('chelsea.png').dragTo(field);
    const rows = field.getByRole('listitem');
    await expect(rows).toHaveText([/1\. chelsea\.png/]);
    await expect(bench.edit.locator('.edit-source')).toContainText('coffee.png');
    await bench.select('placed.jpg');
    await page.keyboard.press('Shift+A');
    await expect(rows).toHaveText([/1\. chelsea\.png/, /2\. placed\.jpg/]);
    await bench.select('coffee.png');

    // By keys, which keep the focus on the picture that moves.
    await field.getByRole('button', { name: 'Move placed.jpg up' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(rows).toHaveText([/1\. placed\.jpg/, /2\. chelsea\.png/]);
    await expect(field.getByRole('button', { name: 'Move placed.jpg up' })).toBeFocused();

    // A model that takes none says so before the press.
    await engine.selectOption('practice');
    await expect(field.getByText(/can’t take reference pictures\. Those here aren’t sent\./)).toBeVisible();
    await engine.selectOption('openai-images');
    await expect(field.getByText(/aren’t sent/)).toHaveCount(0);

    await bench.edit.getByRole('button', { name: 'What will be sent' }).click();
    const shown = bench.edit.getByRole('img', { name: /^Reference \d as it will be sent$/ });
    await expect(shown).toHaveCount(2);
    const shownHashes = await shown.evaluateAll((all) => all.map((img) => img.getAttribute('data-sha256')));
    await expect(bench.edit.getByText('image[]', { exact: true })).toBeVisible();

    await bench.prompt.fill('with the cat of the third picture');
    await bench.runEdit.click();
    await bench.waitForPictures(4);
    const files = server.bills[0]?.files ?? [];
    expect(files.map(({ field: name }) => name)).toEqual(['image[]', 'image[]', 'image[]']);
    const hashes = await Promise.all(files.map(({ bytes }) => sha256Of(bytes)));
    expect(hashes.slice(1)).toEqual(shownHashes);
    // Upright and without metadata, like the source.
    for (const { bytes } of files) expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect((await sharp(files[1]?.bytes).metadata()).width).toBe(240);

    // The details show them, and the receipt the bytes.
    await bench.entries('with the cat of the third picture').first().click();
    const { history } = bench;
    await expect(history.getByRole('button', { name: 'Show placed.jpg' })).toBeVisible();
    await check(page, 'the reference pictures of the form', '.references');
    await check(page, 'the details of an edit', '.history');
    await history.getByRole('button', { name: 'Receipt' }).click();
    for (const [at, hash] of shownHashes.entries())
      await expect(
        history.locator('.receipt-line').filter({ hasText: `Reference ${at + 1} (SHA-256)` }),
      ).toContainText(hash ?? 'none');

    await history.getByRole('button', { name: 'Re-run', exact: true }).first().click();
    await bench.waitForPictures(5);
    const again = await Promise.all((server.bills[1]?.files ?? []).map(({ bytes }) => sha256Of(bytes)));
    expect(again).toEqual(hashes);
    expect(server.violations).toEqual([]);

    // Removed by a key, which removes no picture of the library.
    await field.getByRole('button', { name: /^Remove placed\.jpg/ }).focus();
    await page.keyboard.press('Delete');
    await expect(rows).toHaveText([/1\. chelsea\.png/]);
    await expect(field.getByRole('button', { name: /^Remove chelsea\.png/ })).toBeFocused();
    await bench.waitForPictures(5);
  } finally {
    await server.stop();
  }
});

async function sha256Of(bytes: Buffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Buffer.from(digest).toString('hex');
}
