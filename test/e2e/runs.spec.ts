import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, sample, test } from './support/app.ts';

function requests(userData: string): { prompt: string; seed: number; params: Record<string, unknown> }[] {
  const db = new Database(join(userData, 'library/library.db'), { readonly: true });
  const rows = db.prepare<[], string>('SELECT request FROM edits ORDER BY id').pluck().all();
  db.close();
  return rows.map((row) => JSON.parse(row));
}

test('every parameter reaches the engine', async ({ start }) => {
  const { bench, page, userData } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.unfoldSettings();
  await page.getByLabel('Strength', { exact: true }).fill('0.55');
  await page.getByLabel('Steps', { exact: true }).fill('9');
  await page.getByLabel('Guidance', { exact: true }).fill('6.5');
  await page.getByLabel('Aspect ratio', { exact: true }).selectOption({ label: '16:9' });
  await page.getByLabel('Megapixels', { exact: true }).selectOption({ label: '0.25 MP' });
  await page.getByLabel('Format', { exact: true }).selectOption({ label: 'JPEG' });
  await page.getByLabel('Quality', { exact: true }).fill('33');
  await page.getByLabel('Go fast', { exact: true }).check();
  await page.getByLabel('Disable safety checker', { exact: true }).check();
  await bench.run('vintage', 31337);
  await bench.waitForPictures(2);

  const [request] = requests(userData);
  expect(request).toMatchObject({
    prompt: 'vintage',
    seed: 31337,
    params: {
      strength: 0.55,
      steps: 9,
      guidance: 6.5,
      aspectRatio: '16:9',
      megapixels: '0.25',
      format: 'jpg',
      quality: 33,
      goFast: true,
      disableSafetyChecker: true,
    },
  });
  const db = new Database(join(userData, 'library/library.db'), { readonly: true });
  const blob = db
    .prepare<[], { mime: string; width: number; height: number }>(
      'SELECT mime, width, height FROM blobs ORDER BY created_at DESC LIMIT 1',
    )
    .get();
  db.close();
  expect(blob?.mime).toBe('image/jpeg');
  expect((blob?.width ?? 0) / (blob?.height ?? 1)).toBeCloseTo(16 / 9, 1);
  expect((blob?.width ?? 0) * (blob?.height ?? 0)).toBeLessThan(300_000);
});

test('a run can be canceled, and retried with the same request', async ({ start }) => {
  const { bench, page, userData } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.unfoldSettings();
  await page.getByLabel('Steps', { exact: true }).fill('50');
  await bench.run('watercolor', 5);
  await bench.queue
    .getByRole('listitem')
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  await expect(bench.queue.getByText(/^Canceled/).first()).toBeVisible();
  await bench.waitForPictures(1);
  await bench.queue
    .getByRole('button', { name: /^Retry/ })
    .first()
    .click();
  await bench.waitForPictures(2);
  expect(requests(userData)).toHaveLength(1);
});

test('invalid values are rejected at their field with a message', async ({ start }) => {
  const { bench, page, userData } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.runEdit.click();
  await expect(page.getByText('Describe what to change.')).toBeVisible();
  await expect(bench.prompt).toBeFocused();
  await bench.prompt.fill('sepia');
  await bench.seed.fill('0');
  await bench.runEdit.click();
  await expect(page.getByText('Enter a whole number from 1 to 2147483647.')).toBeVisible();
  await expect(bench.seed).toHaveAttribute('aria-invalid', 'true');
  await bench.seed.fill('12');
  await page.keyboard.press('Control+Enter');
  await bench.waitForPictures(2);
  expect(requests(userData)).toHaveLength(1);
});

test('each run gets a new seed unless it is locked', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('sepia', 1234);
  await bench.waitForPictures(2);
  await expect(bench.seed).not.toHaveValue('1234');
  await page.getByRole('button', { name: 'New seed' }).click();
  await bench.seed.fill('777');
  await page.getByRole('button', { name: 'Lock seed' }).click();
  await bench.run('cooler');
  await bench.waitForPictures(3);
  await expect(bench.seed).toHaveValue('777');
});
