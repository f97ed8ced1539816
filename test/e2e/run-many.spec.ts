import { sample } from './support/app.ts';
import { check } from './support/axe.ts';
import { expect, paidEnv, test } from './support/paid.ts';

test('an edit on several pictures starts free runs immediately, paid ones after one confirmation, each billed once', async ({
  start,
  api,
}) => {
  const { bench, page } = await start({ env: paidEnv(api) });
  await bench.dropPaths(['coffee.png', 'chelsea.png', 'rocket.jpg'].map(sample));
  await bench.waitForPictures(3);
  await bench.select('coffee.png');
  await bench.picture('rocket.jpg').click({ modifiers: ['Control'] });
  await bench.prompt.fill('sepia');
  await bench.seed.fill('7');
  const run = bench.edit.getByRole('button', { name: 'Run on 2 pictures' });
  await expect(run).toBeVisible();
  await expect(bench.edit.getByText('2 paid edits. 0 of 50 used today.')).toBeVisible();

  // Settings that prevent reproduction are noted at their field and next to the button, where they can be
  // turned off.
  await bench.unfoldSettings();
  const fast = bench.edit.getByRole('checkbox', { name: 'Go fast' });
  await fast.check();
  await expect(
    bench.edit.getByText('Not reproducible: the same seed may give a different result.'),
  ).toBeVisible();
  await expect(bench.edit.getByText('Not reproducible: Go fast is on.')).toBeVisible();
  await bench.edit.getByRole('button', { name: 'Turn off' }).click();
  await expect(fast).not.toBeChecked();
  await expect(bench.edit.getByText(/^Not reproducible/)).toBeHidden();

  // Neither a second press nor a held key confirms.
  await page.keyboard.press('Control+Enter');
  const asked = page.getByRole('alertdialog');
  await expect(asked).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Enter');
  await check(page, 'many paid runs');
  expect(api.bills).toHaveLength(0);
  await page.keyboard.press('Escape');
  await expect(asked).toBeHidden();
  await run.click();
  await asked.getByRole('button', { name: 'Run 2 paid edits' }).dblclick();
  await bench.waitForPictures(5);
  await expect(page.getByText('2 edits done')).toBeVisible();
  expect(api.bills).toHaveLength(2);
  expect(new Set(api.bills.map(({ seed }) => seed)).size).toBe(2);

  // The free engine doesn't ask; all use the same seed if chosen.
  await bench.edit.getByRole('combobox', { name: 'Engine' }).selectOption('practice');
  await bench.edit.getByRole('combobox', { name: 'Seeds' }).selectOption('same');
  await bench.prompt.fill('pixelate');
  await bench.seed.fill('4242');
  await run.click();
  await bench.waitForPictures(7);
  expect(api.bills).toHaveLength(2);
  await bench.select('coffee.png');
  await expect(bench.history.getByText('4242').first()).toBeVisible();
});
