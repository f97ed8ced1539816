import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { answerDialogs, filesBelow, sample } from './support/app.ts';
import { CANARY, expect, openSettings, paidEnv, test } from './support/paid.ts';
import { expectNowhere, heapOf, keepIpc, keptIpc, secretIn } from './support/secrets.ts';

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
    expect(secretIn(Buffer.from(heap), CANARY)).toBeNull();
  }
});

test('the key is in no file, no export, no report and no message to a page, even if the service repeats it', async ({
  start,
  api,
  folder,
}) => {
  const running = await start({ env: paidEnv(api) });
  const { app, bench, page, userData } = running;
  const out = join(folder, 'out');
  await mkdir(out);
  await keepIpc(app);
  await bench.dropPaths([sample('rocket.jpg')]);
  await bench.waitForPictures(1);
  await bench.run('a red door', 4242);
  await bench.waitForPictures(2);

  // An answer that quotes the key, as services do that log what they got.
  await api.faults.add({
    at: 'feature',
    kind: 'failure',
    form: 'error-message',
    reason: `The key ${CANARY} may not do this: Bearer ${CANARY}`,
  });
  await bench.run('a blue door', 7);
  await expect(page.getByText(/may not do this/).first()).toBeVisible();

  await bench.select('rocket.jpg');
  await answerDialogs(app, join(out, 'saved.jpg'));
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/saved\.jpg/).first()).toBeVisible();
  await answerDialogs(app, join(out, 'runs.csv'));
  const settings = await openSettings(running, 'Usage');
  await settings.getByRole('button', { name: /Export CSV/ }).click();
  await expect(settings.getByText(/runs\.csv/).first()).toBeVisible();
  await answerDialogs(app, join(out, 'report.zip'));
  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label.startsWith('Save Diagnostics'))?.click();
  });
  await expect.poll(() => filesBelow(out)).toContain('report.zip');
  // It is complete as soon as it has its name.
  const texts = unzipSync(await readFile(join(out, 'report.zip')));
  expect(Object.keys(texts).length).toBeGreaterThan(2);
  for (const [name, bytes] of Object.entries(texts))
    await writeFile(join(out, name.replaceAll('/', '_')), bytes);

  const messages = await keptIpc(app);
  expect(messages).toContain('a blue door');
  expect(messages).toContain('may not do this');
  expect(secretIn(Buffer.from(messages), CANARY)).toBeNull();
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => readFile(join(userData, 'logs/reseed.log'), 'utf8')).toMatch(/crashed|gone|killed/);
  await running.close();
  const files = await filesBelow(userData);
  expect(files.some((name) => /backups\/.*\.db$/.test(name))).toBe(true);
  await expectNowhere(userData, CANARY);
  await expectNowhere(out, CANARY);
  console.log(
    `canary: ${files.length} files of the data folder, ${(await filesBelow(out)).length} exported, ${messages.length} characters of messages, 0 hits`,
  );

  // The same search finds it in any spelling.
  for (const encoding of ['utf8', 'base64', 'hex', 'utf16le'] as const) {
    const planted = join(out, 'planted.txt');
    const text =
      encoding === 'utf16le'
        ? Buffer.from(`x ${CANARY} y`, encoding)
        : Buffer.from(`x ${CANARY} y`).toString(encoding);
    await writeFile(planted, text);
    await expect(expectNowhere(out, CANARY), encoding).rejects.toThrow('planted.txt');
  }
});
