import { sample } from './support/app.ts';
import { check } from './support/axe.ts';
import { CANARY, expect, paidEnv, test } from './support/paid.ts';
import { runCommand } from './support/palette.ts';
import { expectNowhere } from './support/secrets.ts';

test('a changed endpoint is found within three re-runs, dated, and shown by two pictures', async ({
  start,
  api,
}) => {
  const running = await start({ env: paidEnv(api) });
  const { bench, page, userData } = running;
  const openWatchedEdits = () => runCommand(page, 'Watched edits');
  await openWatchedEdits();
  await expect(page.getByRole('heading', { name: 'Find out when a model changes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('watercolor', 4242);
  await bench.waitForPictures(2);
  await bench.entries('watercolor').first().click();
  const details = bench.history.getByRole('group', { name: 'Selected edit' });
  await details.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Watch this edit' }).click();

  const dialog = page.getByRole('dialog', { name: 'Watched edits' });
  const model = dialog.getByRole('region', { name: '1min.ai, FLUX.2 dev' });
  await expect(model.getByText('3 more re-runs until changes can be found')).toBeVisible();
  await expect(model.getByRole('combobox', { name: 'Re-run' })).toHaveValue('demand');
  await expect(model.getByText('Uses credits from your 1min.ai account.')).toBeVisible();
  expect(api.bills).toHaveLength(1);
  const checkNow = async (shows: string) => {
    await model.getByRole('button', { name: 'Check now' }).click();
    await expect(model.getByText(shows)).toBeVisible();
  };
  await checkNow('2 more re-runs until changes can be found');
  await checkNow('1 more re-run until changes can be found');
  await checkNow('No change found');
  await model.getByRole('combobox', { name: 'Re-run' }).selectOption('weekly');
  await expect(model.getByText(/Next on/)).toBeVisible();

  // Other weights behind the same address.
  api.settings.drift = 'different';
  await checkNow('The last re-run differs. Two more will tell.');
  await checkNow('The last two re-runs differ. One more will tell.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await details.getByRole('button', { name: 'Re-run', exact: true }).click();
  await expect(page.getByText(/1min\.ai, FLUX\.2 dev: different since/)).toBeVisible();
  await page.getByRole('button', { name: 'Show change' }).click();
  await expect(model.getByText(/Different since/)).toBeVisible();
  await expect(model.getByRole('img', { name: /As usual/ })).toBeVisible();
  await expect(model.getByRole('img', { name: /Different,/ })).toBeVisible();
  expect(api.bills).toHaveLength(7);
  await check(page, 'watched edits', 'dialog[open]');

  await model.getByRole('button', { name: 'Compare pictures' }).click();
  await expect(dialog).toBeHidden();
  await expect(bench.layers).toHaveCount(2);

  await openWatchedEdits();
  await model.getByRole('button', { name: 'Stop watching “watercolor”' }).click();
  await expect(dialog.getByRole('heading', { name: 'Find out when a model changes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await openWatchedEdits();
  await expect(model.getByText(/Different since/)).toBeVisible();
  await page.keyboard.press('Escape');
  await details.getByRole('button', { name: 'More actions' }).click();
  await expect(page.getByRole('menuitem', { name: 'Stop watching' })).toBeVisible();
  await running.close();
  await expectNowhere(userData, CANARY);
});
