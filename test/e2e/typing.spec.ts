import type { Page } from '@playwright/test';
import { expect, sample, test } from './support/app.ts';

/** Pastes a text through the page's clipboard event, like Ctrl+V with a long text. */
const paste = (page: Page, sign: string, length: number) =>
  page.evaluate(
    ({ sign: one, length: times }) => {
      const data = new DataTransfer();
      data.setData('text/plain', one.repeat(times));
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    { sign, length },
  );

test('keys of a text being composed are not shortcuts', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  const session = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.click();
  await page.keyboard.type('coffee');
  await compose('にほん');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue(/^coffee/);
  await session.send('Input.insertText', { text: '日本' });
  await expect(search).toHaveValue('coffee日本');
  // The composition has ended: Escape works in the field again.
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');

  // The palette stays open without a choice.
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog').getByRole('combobox');
  await expect(palette).toBeFocused();
  await compose('か');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(palette).toBeFocused();
  await session.send('Input.insertText', { text: '' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);

  // Nothing is sent during a composition.
  await bench.prompt.click();
  await page.keyboard.type('sepia');
  await compose('に');
  await page.keyboard.press('Control+Enter');
  await session.send('Input.insertText', { text: '' });
  await expect(bench.history.locator('.history-card')).toHaveCount(0);
});

test('a pasted text is truncated at the field’s limit immediately, with a message', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.prompt.click();
  await page.keyboard.type('sepia ');
  for (const length of [200_000, 1_000_000]) {
    await paste(page, 'word ', length / 5);
    await page.keyboard.type('abc');
    await expect(bench.prompt).toHaveValue(/^sepia word .{7989}$/s);
    await expect(page.getByText('was cut to 8,000 characters').first()).toBeVisible();
  }
  // The field's own undo reverts the paste.
  await page.keyboard.press('Control+z');
  await expect(bench.prompt).toHaveValue('sepia ');
  // No other element on the page repeats the text.
  await paste(page, 'z', 7_000);
  await page.keyboard.type('z'.repeat(10));
  expect(await page.evaluate(() => document.body.outerHTML.includes('z'.repeat(100)))).toBe(false);

  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.click();
  await paste(page, 'word\n', 200_000);
  await expect(search).toHaveValue(/^(word ){100}$/);
  await expect(page.getByText('was cut to 500 characters').first()).toBeVisible();
});

test('a number is read as typed, and the wheel scrolls the form', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.prompt.fill('sepia');
  await bench.seed.fill('1.000');
  await page.keyboard.press('Control+Enter');
  await expect(bench.edit.getByRole('alert')).toContainText(/whole number/i);
  await expect(bench.history.locator('.history-card')).toHaveCount(0);
  await bench.seed.fill('123,000');
  await page.keyboard.press('Control+Enter');
  await expect(bench.history.locator('.history-card').first()).toContainText('123000');

  await bench.seed.fill('4242');
  await bench.seed.hover();
  await page.mouse.wheel(0, 100);
  await page.mouse.wheel(0, 100);
  await expect(bench.seed).toHaveValue('4242');
  await page.keyboard.down('Alt');
  await page.mouse.wheel(0, 100);
  await page.keyboard.up('Alt');
  await expect(bench.seed).toHaveValue('4241');
});

test('a prompt has its own text direction wherever it is shown', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  const direction = (text: string) =>
    page
      .getByText(text)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  await bench.prompt.fill('ציור בצבעי מים');
  await expect
    .poll(() => bench.prompt.evaluate((element) => getComputedStyle(element).direction))
    .toBe('rtl');
  await bench.prompt.press('Control+Enter');
  await bench.waitForPictures(2);
  await expect(bench.entries('ציור בצבעי מים')).toHaveCount(1);
  expect(await direction('ציור בצבעי מים')).toBe('rtl');
  await bench.prompt.fill('sepia');
  await expect
    .poll(() => bench.prompt.evaluate((element) => getComputedStyle(element).direction))
    .toBe('ltr');
});
