import { expect, sample, test } from './support/app.ts';
import { check } from './support/axe.ts';
import type { Workbench } from './support/workbench.ts';

/** The graph node of an edit. */
const node = (bench: Workbench, prompt: string) =>
  bench.history.locator('[data-node]').filter({ hasText: prompt }).getByRole('button').first();
const details = (bench: Workbench) => bench.history.getByRole('group', { name: 'Selected edit' });

test('the history tree is navigated by keys, annotated and compared, and its changes are undone after a restart', async ({
  start,
}) => {
  const first = await start();
  const { bench, page } = first;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('sepia', 1);
  await bench.waitForPictures(2);
  await bench.run('watercolor', 2);
  await bench.waitForPictures(3);

  // The tree replaces the picture.
  await bench.canvas.click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('h');
  await expect(bench.history.getByRole('list', { name: 'History tree' })).toBeVisible();
  await expect(bench.history.locator('[data-node] img').first()).toBeVisible();
  // Checks the picture too: hidden ones once went unnoticed.
  await expect(node(bench, 'sepia').locator('img')).toBeVisible();
  await node(bench, 'sepia').click();
  await expect(details(bench)).toContainText('“sepia”');

  // Enter makes a result the source, and its edit becomes a child.
  await page.keyboard.press('Enter');
  await expect(bench.history.getByRole('button', { name: 'Expand history' })).toBeVisible();
  await bench.run('sepia and brighter', 3);
  await bench.waitForPictures(4);
  await expect(details(bench)).toContainText(/2 words added/);
  await expect(details(bench).getByRole('button', { name: /^From coffee/ })).toBeVisible();

  await bench.canvas.click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('h');
  await node(bench, 'sepia and brighter').click();
  for (const [key, prompt] of [
    ['ArrowLeft', '“sepia”'],
    ['ArrowDown', '“watercolor”'],
    ['ArrowUp', '“sepia”'],
    ['ArrowRight', '“sepia and brighter”'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(details(bench)).toContainText(prompt);
    await expect(bench.history.locator('[aria-current="true"]')).toBeFocused();
  }

  // Annotated by a node's menu.
  const menu = async (item: string) => {
    await node(bench, 'sepia and brighter').click({ button: 'right' });
    await page.getByRole('menuitem', { name: item }).click();
  };
  await menu('Add note');
  await bench.history.getByRole('textbox', { name: 'Note' }).fill('The client likes the heron');
  await page.keyboard.press('Control+Enter');
  await expect(details(bench)).toContainText('The client likes the heron');
  await menu('Name branch…');
  await bench.history.getByRole('textbox', { name: 'Branch name' }).fill('Warm take');
  await page.keyboard.press('Enter');
  await menu('Create snapshot');
  await bench.history.getByRole('textbox', { name: 'Snapshot name' }).fill('For print');
  await page.keyboard.press('Enter');
  await expect(bench.history.getByRole('list', { name: 'Snapshots' })).toContainText('For print');

  // Two requests side by side.
  await node(bench, 'watercolor').click({ modifiers: ['Control'] });
  const compared = bench.history.getByRole('group', { name: 'Compared settings' });
  await expect(compared.locator('del').first()).toContainText('watercolor');
  await expect(compared).toContainText('Seed');
  await check(page, 'tree of edits');
  await page.keyboard.press('Escape');
  await expect(details(bench)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bench.history.getByRole('button', { name: 'Expand history' })).toBeVisible();
  await first.close();

  const second = await start();
  const again = second.bench;
  await second.page.getByRole('searchbox', { name: 'Search' }).fill('heron');
  await expect(again.library.getByRole('img')).toHaveCount(1);
  await again.library.getByRole('img').click();
  await expect(details(again)).toContainText('The client likes the heron');
  await expect(details(again)).toContainText('Warm take');
  for (const gone of ['For print', 'Warm take', 'The client likes the heron']) {
    await expect(details(again)).toContainText(gone);
    await again.canvas.click({ position: { x: 5, y: 5 } });
    await second.page.keyboard.press('Control+z');
    await expect(details(again)).not.toContainText(gone);
  }
  await second.close();
});
