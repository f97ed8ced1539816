import { sample } from './support/app.ts';
import { CANARY, expect, paidEnv, test } from './support/paid.ts';
import { expectNowhere } from './support/secrets.ts';

test('an edit is repeated on another engine, and the verdicts of both are shown side by side', async ({
  start,
  api,
}) => {
  const [row] = api.settings.modelList;
  api.settings.modelList = [
    { ...(row as object), creditEstimation: 12, deprecationDate: '2099-03-03', name: '<b>free</b>' },
  ];
  const running = await start({ env: paidEnv(api) });
  const { bench, page, userData } = running;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  // Asked for once the window is shown, without the key.
  await expect(bench.edit.getByText('About 12 credits for each edit')).toBeVisible();
  await expect(bench.edit.getByText('Retires March 3, 2099')).toBeVisible();
  const lists = api.requests.map(({ path }) => path).filter((path) => path.startsWith('/models'));
  expect(lists).toEqual([...new Set(lists)]);

  const engine = bench.edit.getByRole('combobox', { name: 'Engine' });
  await engine.selectOption('practice');
  await expect(bench.edit.getByText(/About 12 credits/)).toBeHidden();
  await bench.run('watercolor', 4242);
  await bench.waitForPictures(2);
  await bench.entries('watercolor').first().click();
  const details = bench.history.getByRole('group', { name: 'Selected edit' });
  await details.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Run on another engine…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run on another engine' });
  await dialog.getByRole('combobox', { name: 'Engine and model' }).selectOption('1min.ai flux-2-dev');
  await expect(
    dialog.getByText('Uses credits from your 1min.ai account. About 12 credits for each edit.'),
  ).toBeVisible();
  expect(api.bills).toEqual([]);
  await dialog.getByRole('button', { name: 'Run with 1min.ai' }).click();
  await expect(dialog).toBeHidden();
  await bench.waitForPictures(3);
  expect(api.bills).toMatchObject([{ prompt: 'watercolor', seed: 4242 }]);

  await expect(details.getByText('Match with Practice')).toBeVisible();
  await details.getByRole('button', { name: 'Compare with Practice' }).click();
  const compared = bench.history.getByRole('group', { name: 'Compared settings' });
  await expect(compared.getByText('1min.ai, FLUX.2 dev')).toBeVisible();
  await expect(compared.locator('[data-verdict]')).toHaveCount(1);
  await expect(compared.getByText('Not re-run yet')).toHaveCount(2);
  // Neither is the source of the other.
  for (const key of ['c', 's', 'q']) {
    if (key !== 'c') await page.keyboard.press(key);
    await expect(bench.canvas.getByText(/^coffee \(edit \d\)\.\w+/).first()).toBeVisible();
    await expect(bench.canvas.getByText(/^(Source|Result)\b/)).toHaveCount(0);
  }
  await running.close();
  await expectNowhere(userData, CANARY);
});
