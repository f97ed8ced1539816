import type { ElectronApplication, Page } from '@playwright/test';
import { expect, sample, test } from './support/app.ts';
import { check } from './support/axe.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });
const said = (page: Page, words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible();

/** Takes the place of the operating system's trash, which a machine without a desktop does not have. */
async function trashByDeleting(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const { rm } = process.getBuiltinModule('node:fs/promises');
    shell.trashItem = (path: string) => rm(path);
  });
}

test('a picture is rated, tagged, collected and searched, and all of it is undone after a restart', async ({
  start,
}) => {
  const first = await start();
  const { bench, page } = first;
  const { library } = bench;
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg'), sample('chelsea.png')]);
  await bench.waitForPictures(3);

  await bench.select('coffee.png');
  await page.keyboard.press('4');
  await said(page, 'Rated 1 picture: 4 stars');
  await page.keyboard.press('l');
  await said(page, 'Added 1 picture to favorites');
  await page.keyboard.press('t');
  await expect(page.getByRole('combobox', { name: 'Add a tag' })).toBeFocused();
  await page.keyboard.type('shop');
  await page.keyboard.press('Enter');
  await said(page, 'Added “shop” to 1 picture');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+B');
  await page.getByRole('combobox', { name: 'Search or create a collection' }).fill('Summer');
  await page.keyboard.press('Enter');
  await said(page, 'Created collection “Summer” with 1 picture');

  await page.keyboard.press('Control+Shift+F');
  const chips = page.getByRole('group', { name: 'Active filters' });
  for (const [row, chip] of [
    [/^4 stars or more/, '4 stars or more'],
    [/^Favorites/, 'Favorites'],
    [/^shop/, 'shop'],
  ] as const) {
    await library.getByRole('button', { name: row }).click();
    await bench.waitForPictures(1);
    await chips.getByRole('button', { name: `Remove filter: ${chip}` }).click();
    await bench.waitForPictures(3);
  }
  await library.getByRole('button', { name: /^Summer/ }).click();
  await bench.waitForPictures(1);
  await library.getByRole('button', { name: 'Back to all pictures' }).click();
  await bench.waitForPictures(3);

  await search(page).fill('ta');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await check(page, 'the list below the search');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveValue('tag:');
  await expect(page.getByRole('option', { name: /^tag:shop/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveValue('tag:shop ');
  await page.keyboard.type('rating:>=3');
  await bench.waitForPictures(1);
  await page.getByRole('button', { name: 'Save search' }).click();
  await page.getByRole('textbox', { name: 'Search name' }).fill('Best');
  await page.keyboard.press('Enter');
  await said(page, 'Saved search “Best”');
  await library.getByRole('button', { name: 'Back to all pictures' }).click();
  await bench.waitForPictures(3);
  await library.getByRole('button', { name: 'Best', exact: true }).click();
  await bench.waitForPictures(1);
  await expect(search(page)).toHaveValue('tag:shop rating:>=3');
  await library.getByRole('button', { name: 'Back to all pictures' }).click();
  await expect(search(page)).toHaveValue('');

  const summer = library.getByRole('button', { name: /^Summer/ });
  await summer.focus();
  await page.keyboard.press('Delete');
  await said(page, /^Deleted collection “Summer”/);
  await expect(summer).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await said(page, 'Undid: delete collection');
  await expect(summer).toBeVisible();

  await bench.select('rocket.jpg');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('night launch');
  await page.keyboard.press('Enter');
  await expect(bench.picture('night launch.jpg')).toBeVisible();
  await first.close();

  const second = await start();
  await expect(second.bench.picture('night launch.jpg')).toBeVisible();
  // The filters are folded out as they were left, and none is on.
  await expect(second.bench.library.getByRole('button', { name: /^All pictures/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await second.page.keyboard.press('Control+z');
  await said(second.page, 'Undid: rename picture');
  await expect(second.bench.picture('rocket.jpg')).toBeVisible();
  await second.page.keyboard.press('Control+z');
  await said(second.page, 'Undid: save search');
  await expect(second.bench.library.getByRole('button', { name: 'Best', exact: true })).toHaveCount(0);
  await second.page.keyboard.press('Control+Shift+z');
  await said(second.page, 'Redid: save search');
  await expect(second.bench.library.getByRole('button', { name: 'Best', exact: true })).toBeVisible();
});

test('many pictures are changed together; the Trash restores them or deletes them permanently', async ({
  start,
}) => {
  const { app, bench, page } = await start();
  const { library } = bench;
  await trashByDeleting(app);
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg'), sample('chelsea.png')]);
  await bench.waitForPictures(3);
  await library.getByRole('img').first().click();
  await page.keyboard.press('Control+a');
  const many = library.getByRole('group', { name: 'Selected pictures' });
  await expect(many.getByText('3 selected')).toBeVisible();
  await many.getByRole('button', { name: '5 stars' }).click();
  await said(page, 'Rated 3 pictures: 5 stars');
  await many.getByRole('button', { name: 'Favorite' }).click();
  await said(page, 'Added 3 pictures to favorites');
  await expect(many.getByRole('button', { name: 'Favorite' })).toHaveAttribute('aria-pressed', 'true');
  await many.getByRole('button', { name: 'Add to collection' }).click();
  await page.getByRole('combobox', { name: 'Search or create a collection' }).fill('All of them');
  await page.keyboard.press('Enter');
  await said(page, 'Created collection “All of them” with 3 pictures');

  // In a collection, removing may mean two things.
  await page.keyboard.press('Control+Shift+F');
  await library.getByRole('button', { name: /^All of them/ }).click();
  await bench.select('coffee.png');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Remove from collection' }).click();
  await said(page, 'Removed 1 picture from “All of them”');
  await bench.waitForPictures(2);
  await bench.select('rocket.jpg');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Move to Trash' }).click();
  await bench.waitForPictures(1);
  await bench.select('chelsea.png');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Move to Trash' }).click();
  await bench.waitForPictures(0);

  await library.getByRole('button', { name: /^Trash/ }).click();
  await bench.waitForPictures(2);
  await expect(library.getByText(/^2 pictures, .* History is kept/)).toBeVisible();
  await bench.select('rocket.jpg');
  await library.getByRole('button', { name: 'Restore', exact: true }).click();
  await said(page, 'Restored 1 picture');
  await bench.waitForPictures(1);
  await check(page, 'the Trash and the filters');
  await library.getByRole('button', { name: 'Empty Trash' }).click();
  await said(page, /^Permanently deleted 1 picture/);
  await bench.waitForPictures(0);
  await expect(library.getByText('The Trash is empty.')).toBeVisible();
  await library.getByRole('button', { name: 'Back to all pictures' }).click();
  await bench.waitForPictures(2);
});

test('tags of several pictures are shown as on all or on some, and renaming merges them', async ({
  start,
}) => {
  const { bench, page } = await start();
  const { library } = bench;
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg')]);
  await bench.waitForPictures(2);
  const tag = async (name: string) => {
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Add a tag' }).fill(name);
    await page.keyboard.press('Enter');
    await said(page, `“${name}”`);
    await page.keyboard.press('Escape');
  };
  await bench.select('coffee.png');
  await tag('shop');
  await bench.select('rocket.jpg');
  await tag('store');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  const editor = page.getByRole('dialog', { name: 'Edit tags' });
  await expect(editor.getByText('on 1 of 2')).toHaveCount(2);
  await check(page, 'the tags of several pictures');
  await editor.getByRole('button', { name: /Add “shop” to all/ }).click();
  await expect(editor.getByText('on 1 of 2')).toHaveCount(1);
  await editor.getByRole('combobox').fill('-store');
  await page.keyboard.press('Enter');
  await expect(editor.getByText('on 1 of 2')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Shift+F');
  await library.getByRole('button', { name: 'Manage tags' }).click();
  await page.getByRole('button', { name: 'Rename “store”' }).click();
  await page.getByRole('textbox', { name: 'Tag name' }).fill('Shop');
  await page.keyboard.press('Enter');
  await said(page, 'Merged into “shop”');
  await check(page, 'the list of tags');
  await page.keyboard.press('Escape');
  await expect(library.getByRole('button', { name: /^shop 2/ })).toBeVisible();
  await expect(library.getByRole('button', { name: /^store/ })).toHaveCount(0);
});

test('pictures dragged onto a collection are added; the sorting survives a restart', async ({ start }) => {
  const first = await start();
  const { bench, page } = first;
  const { library } = bench;
  await bench.dropPaths([sample('coffee.png'), sample('rocket.jpg'), sample('chelsea.png')]);
  await bench.waitForPictures(3);
  await page.keyboard.press('Control+Shift+F');
  // One stop for Tab, walked by the arrows.
  await library.getByRole('button', { name: /^All pictures/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(library.getByRole('button', { name: /^Originals/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const fold = library.getByRole('button', { name: /^Collections/ });
  await expect(fold).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await library.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('textbox', { name: 'Collection name' }).fill('Summer');
  await page.keyboard.press('Enter');
  const summer = library.getByRole('button', { name: /^Summer/ });
  await expect(summer).toHaveText(/0$/);
  await bench.picture('coffee.png').dragTo(summer);
  await said(page, 'Added 1 picture to “Summer”');
  await expect(summer).toHaveText(/1$/);
  await summer.click();
  await bench.waitForPictures(1);
  // It goes while it is shown: all pictures are shown again.
  await page.keyboard.press('Control+z');
  await bench.waitForPictures(0);
  await page.keyboard.press('Control+z');
  await said(page, 'Undid: create collection');
  await bench.waitForPictures(3);

  const order = (names: readonly string[]) =>
    expect
      .poll(() => library.getByRole('img').evaluateAll((all) => all.map((each) => each.getAttribute('alt'))))
      .toEqual(names);
  await library.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Name' }).click();
  await order(['chelsea.png', 'coffee.png', 'rocket.jpg']);
  await library.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Z to A' }).click();
  await order(['rocket.jpg', 'coffee.png', 'chelsea.png']);
  // Settings are written a moment after the last change.
  await page.waitForTimeout(600);
  await first.close();
  const second = await start();
  await expect
    .poll(() =>
      second.bench.library.getByRole('img').evaluateAll((all) => all.map((each) => each.getAttribute('alt'))),
    )
    .toEqual(['rocket.jpg', 'coffee.png', 'chelsea.png']);
});
