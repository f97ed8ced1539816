import { sample } from './support/app.ts';
import { check } from './support/axe.ts';
import { CANARY, expect, openSettings, paidEnv, test } from './support/paid.ts';

test('the empty window, the workbench, errors and the list of shortcuts are accessible', async ({
  start,
  api,
}) => {
  const { bench, page } = await start({ env: paidEnv(api) });
  await check(page, 'empty');

  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);
  await bench.select('coffee.png');
  await bench.unfoldSettings();
  await bench.edit.getByRole('button', { name: 'What will be sent' }).click();
  await expect(bench.edit.getByText(/metadata removed/)).toBeVisible();
  await bench.run('a red door', 7);
  await bench.waitForPictures(3);
  api.settings.drift = 'near';
  await page.getByRole('button', { name: 'Re-run', exact: true }).first().click();
  await expect(bench.verdict()).toBeVisible();
  await bench.history.getByRole('button', { name: 'Receipt' }).click();
  await check(page, 'workbench with results');

  await api.faults.add({ at: 'feature', kind: 'after-last-byte' });
  await bench.run('lost on the way', 8);
  await expect(bench.queue.getByText(/no response was saved/)).toBeVisible();
  await api.faults.add({ at: 'feature', kind: 'moderated' });
  await bench.run('stopped', 9);
  await expect(bench.queue.getByText(/^Blocked/)).toBeVisible();
  await bench.entries('stopped').first().click();
  await bench.dropBytes([{ name: 'report.png', base64: 'JVBERi0xLjc=', type: 'image/png' }]);
  await expect(page.getByText(/Use JPEG, PNG/).first()).toBeVisible();
  await bench.prompt.fill('');
  await bench.seed.fill('0');
  await bench.runEdit.click();
  await expect(page.getByText('Describe what to change.')).toBeVisible();
  await check(page, 'errors');

  await bench.canvas.click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(page, 'list of keys');
});

test('the Settings window is accessible', async ({ start, api }) => {
  const running = await start({ env: paidEnv(api, null) });
  await running.bench.dropPaths([sample('coffee.png')]);
  await running.bench.waitForPictures(1);
  const settings = await openSettings(running, '1min.ai');
  await check(settings, '1min.ai without a key');
  await settings.getByLabel('Your 1min.ai API key').fill(CANARY);
  await settings.getByRole('button', { name: 'Save and test' }).click();
  await expect(settings.getByText('The key works.')).toBeVisible();
  await settings.getByRole('spinbutton', { name: 'Daily limit for paid edits' }).fill('-1');
  await expect(settings.getByText('Enter a whole number from 0 to 10,000.')).toBeVisible();
  await check(settings, '1min.ai with a key, a warning and an error');
  await running.bench.run('a red door', 7);
  await running.bench.waitForPictures(2);
  for (const section of ['General', 'Keyboard shortcuts', 'Library', 'Usage', 'About']) {
    await settings.getByRole('button', { name: section, exact: true }).click();
    await expect(settings.getByRole('heading', { name: section, level: 1 })).toBeVisible();
    if (section === 'Usage') await expect(settings.getByRole('table')).toBeVisible();
    await check(settings, section);
  }
});
