import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow, sample } from './support/app.ts';
import { CANARY, expect, openSettings, paidEnv, settingsWindow, test } from './support/paid.ts';
import { expectNowhere } from './support/secrets.ts';

test('a first key: its absence is explained, it is entered, tested for free, and used immediately', async ({
  start,
  api,
}) => {
  const running = await start({ env: paidEnv(api, null) });
  const { bench, page, userData } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await expect(bench.edit.getByText('To use 1min.ai, add your API key in Settings.')).toBeVisible();
  await bench.prompt.fill('a red door');
  await bench.runEdit.click();
  await expect(bench.edit.getByRole('alert')).toContainText('No API key yet. Add one in Settings.');
  await bench.edit.getByRole('button', { name: 'Open Settings' }).first().click();

  const settings = await settingsWindow(running);
  await expect(settings.getByRole('heading', { name: '1min.ai', level: 1 })).toBeVisible();
  const field = settings.getByLabel('Your 1min.ai API key');
  await field.fill('not-the-right-key-1234');
  await settings.getByRole('button', { name: 'Save and test' }).click();
  await expect(settings.getByText('1min.ai rejected this key.')).toBeVisible();

  await settings.getByLabel('Replace key').fill(CANARY);
  await settings.getByRole('button', { name: 'Save and test' }).click();
  await expect(settings.getByText('The key works. Testing is free.')).toBeVisible();
  await expect(settings.getByText(`ending in ${CANARY.slice(-4)}`)).toBeVisible();
  // The test's machine has no keyring: the key is in no file.
  await expect(settings.getByText(/Kept until you quit Reseed/)).toBeVisible();
  expect(await filesBelow(userData)).not.toContain('key.json');

  // The main window is updated immediately: the obstacle is no longer shown.
  await expect(bench.edit.getByRole('alert')).toBeHidden();
  await expect(bench.edit.getByText('Uses credits from your 1min.ai account.')).toBeVisible();
  expect(api.bills).toHaveLength(0);
  await bench.runEdit.click();
  await bench.waitForPictures(2);
  expect(api.bills).toHaveLength(1);

  await page.bringToFront();
  await settings.getByRole('button', { name: 'Remove' }).click();
  await expect(settings.getByText('No API key')).toBeVisible();
  await expect(bench.edit.getByText('To use 1min.ai, add your API key in Settings.')).toBeVisible();
  // Nor in Chromium's form storage.
  await running.close();
  await expectNowhere(userData, CANARY);
});

test('without a keyring, a key is stored only with the user’s consent, and is found again', async ({
  start,
  api,
}) => {
  const first = await start({ env: paidEnv(api, null) });
  const settings = await openSettings(first, '1min.ai');
  await expect(settings.getByRole('button', { name: 'Save to file' })).toBeHidden();
  await settings.getByLabel('Your 1min.ai API key').fill(CANARY);
  await settings.getByRole('button', { name: 'Save and test' }).click();
  await expect(settings.getByText('The key works. Testing is free.')).toBeVisible();
  await settings.getByRole('button', { name: 'Save to file' }).click();
  await expect(settings.getByText(/Any program running under your account can read it\./)).toBeVisible();
  await expect(settings.getByLabel('Replace key')).toHaveValue('');
  // Not in plain text even then.
  expect(await readFile(join(first.userData, 'key.json'), 'utf8')).not.toContain(CANARY);
  await first.close();

  const second = await start({ env: paidEnv(api, null) });
  const again = await openSettings(second, '1min.ai');
  await expect(again.getByText(`ending in ${CANARY.slice(-4)}`)).toBeVisible();
  await again.getByRole('button', { name: 'Test key' }).click();
  await expect(again.getByText('The key works. Testing is free.')).toBeVisible();
  expect(api.bills).toHaveLength(0);
});

test('a wrong key blocks the queue with an explanation, and nothing is charged', async ({ start, api }) => {
  const running = await start({ env: paidEnv(api, 'some-other-key-9876') });
  const { bench } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('a red door', 7);
  await expect(
    bench.queue
      .getByRole('status')
      .filter({ hasText: '1min.ai rejected the API key. Check it in Settings.' }),
  ).toBeVisible();
  await expect(bench.queue.getByText('Waiting', { exact: true })).toBeVisible();
  await bench.queue.getByRole('button', { name: 'Open Settings' }).click();
  const settings = await settingsWindow(running);
  await expect(settings.getByText('Set by RESEED_API_KEY')).toBeVisible();
  // A key from the environment can't be replaced or removed here.
  await expect(settings.getByRole('button', { name: 'Save and test' })).toBeHidden();
  await expect(settings.getByRole('button', { name: 'Remove' })).toBeHidden();
  expect(api.bills).toHaveLength(0);
});
