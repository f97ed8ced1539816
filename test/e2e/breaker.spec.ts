import { sample } from './support/app.ts';
import { expect, paidEnv, test } from './support/paid.ts';

test('a batch stops when the service answers nonsense, also after a restart, and continues on request', async ({
  start,
  api,
}) => {
  const env = paidEnv(api);
  await api.faults.add({ at: 'feature', kind: 'not-json', times: 100 });
  const running = await start({ env });
  const { bench, page } = running;
  await bench.dropPaths(['coffee.png', 'chelsea.png', 'rocket.jpg', 'astronaut.png'].map(sample));
  await bench.waitForPictures(4);
  await bench.select('coffee.png');
  await page.keyboard.press('Control+A');
  await bench.prompt.fill('sepia');
  await bench.edit.getByRole('button', { name: 'Run on 4 pictures' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run 4 paid edits' }).click();

  const question = (where = page) =>
    where.getByRole('alert').filter({ hasText: /so that you don’t pay for more edits that fail/ });
  await expect(question()).toBeVisible();
  const sent = api.bills.length;
  console.log(`4 paid edits against nonsense: ${sent} sent`);
  expect(sent).toBeLessThanOrEqual(2);
  expect(sent).toBeGreaterThan(0);

  await running.close();
  const again = await start({ env });
  await expect(question(again.page)).toBeVisible();
  expect(api.bills).toHaveLength(sent);

  await api.faults.clear();
  await again.page.getByRole('button', { name: 'Continue', exact: true }).click();
  await again.bench.waitForPictures(8 - sent);
  await expect(question(again.page)).toBeHidden();
  expect(api.bills).toHaveLength(4);
});
