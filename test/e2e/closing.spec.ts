import { type Running, sample } from './support/app.ts';
import { expect, openSettings, paidEnv, test } from './support/paid.ts';

/** Closes the window like its close button. */
async function closeWindow({ app }: Running): Promise<void> {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL() === 'app://reseed/')
      ?.close(),
  );
}

/** An app with one slow paid edit in flight. */
async function withPaidCall(
  running: Running,
  api: { settings: { editMs: number }; bills: readonly unknown[] },
) {
  const { bench } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  api.settings.editMs = 4_000;
  await bench.run('a red door', 7);
  await expect.poll(() => api.bills.length).toBe(1);
  return running.page.getByRole('dialog', { name: 'A paid edit is still running' });
}

test('closing the window during a paid call waits for the answer, then closes, and the picture is saved', async ({
  start,
  api,
}) => {
  const first = await start({ env: paidEnv(api) });
  const dialog = await withPaidCall(first, api);
  const gone = first.ended();
  await closeWindow(first);
  await expect(dialog).toContainText(/1 edit is running, started \d+ s ago\./);
  await expect(dialog).toContainText('the result is lost');
  // A second press only asks again.
  await closeWindow(first);
  const wait = dialog.getByRole('button', { name: 'Wait for result' });
  await expect(wait).toBeFocused();
  await wait.click();
  await expect(dialog).toContainText('Reseed closes automatically when it’s done.');
  expect(await gone).toBe(0);

  api.settings.editMs = 0;
  const second = await start({ env: paidEnv(api) });
  await second.bench.waitForPictures(2);
  await expect(second.bench.queue.getByText('Done', { exact: true })).toBeVisible();
  expect(api.bills).toHaveLength(1);
});

test('closing the window without waiting reports the paid run as unknown and does not resend it', async ({
  start,
  api,
}) => {
  const first = await start({ env: paidEnv(api) });
  const dialog = await withPaidCall(first, api);
  api.settings.editMs = 60_000;
  const gone = first.ended();
  await closeWindow(first);
  await dialog.getByRole('button', { name: 'Close anyway' }).click();
  expect(await gone).toBe(0);

  api.settings.editMs = 0;
  const { bench, page } = await start({ env: paidEnv(api) });
  await expect(bench.queue.getByText(/no response was saved\. You may have been charged\.$/)).toBeVisible();
  await page.waitForTimeout(500);
  expect(api.bills).toHaveLength(1);
});

test('Escape cancels quitting, and the queue continues', async ({ start, api }) => {
  const running = await start({ env: paidEnv(api) });
  const dialog = await withPaidCall(running, api);
  await running.app.evaluate(({ app }) => app.quit());
  await expect(dialog).toBeVisible();
  await running.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await running.bench.waitForPictures(2);
  api.settings.editMs = 0;
  await running.bench.run('a green door', 8);
  await running.bench.waitForPictures(3);
});

test('with asynchronous answers, closing loses nothing: the next start fetches the result', async ({
  start,
  api,
}) => {
  const first = await start({ env: paidEnv(api) });
  const settings = await openSettings(first, '1min.ai');
  await settings.getByLabel('Asynchronous requests').check();
  const dialog = await withPaidCall(first, api);
  await expect(first.bench.queue.getByText(/^Accepted .*, waiting for the result/)).toBeVisible();
  const gone = first.ended();
  await closeWindow(first);
  await expect(dialog).toContainText('the result is downloaded at the next start');
  await expect(dialog).not.toContainText('lost');
  await dialog.getByRole('button', { name: 'Close anyway' }).click();
  expect(await gone).toBe(0);

  const { bench } = await start({ env: paidEnv(api) });
  await bench.waitForPictures(2);
  expect(api.bills).toHaveLength(1);
});

test('when the system ends the app, it briefly waits for the answer without asking', async ({
  start,
  api,
}) => {
  const first = await start({ env: paidEnv(api) });
  const { bench } = first;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  api.settings.editMs = 2_000;
  await bench.run('a red door', 7);
  await expect.poll(() => api.bills.length).toBe(1);
  const gone = first.ended();
  first.app.process().kill('SIGTERM');
  expect(await gone).toBe(0);

  api.settings.editMs = 0;
  const second = await start({ env: paidEnv(api) });
  await second.bench.waitForPictures(2);
  expect(api.bills).toHaveLength(1);
});

test('a paid call keeps the machine awake exactly as long as it is in flight', async ({ start, api }) => {
  const running = await start({ env: paidEnv(api) });
  const blocks = () =>
    running.app.evaluate(({ powerSaveBlocker }) =>
      Array.from({ length: 20 }, (_, id) => powerSaveBlocker.isStarted(id)).some(Boolean),
    );
  expect(await blocks()).toBe(false);
  await withPaidCall(running, api);
  expect(await blocks()).toBe(true);
  await running.bench.waitForPictures(2);
  await expect.poll(blocks).toBe(false);
});
