import type { Page } from '@playwright/test';
import { expect, sample, test } from './support/app.ts';
import type { Workbench } from './support/workbench.ts';

const details = (bench: Workbench) => bench.history.getByRole('group', { name: 'Selected edit' });
const card = (bench: Workbench, prompt: string) =>
  bench.history.locator('.history-card').filter({ hasText: prompt });

interface Reseed {
  readonly reseed: { readonly queue: Record<'pause' | 'resume', (input: object) => Promise<unknown>> };
}

/** Pauses or resumes the queue without a user action in the window. */
const queue = (page: Page, what: 'pause' | 'resume') =>
  page.evaluate((name) => (window as unknown as Reseed).reseed.queue[name]({}), what);

test('text and selection of one edit stay while another one ends', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('sepia', 1);
  await bench.waitForPictures(2);
  await queue(page, 'pause');
  await bench.run('watercolor', 2);

  for (const [what, label] of [
    ['Add note', 'Note'],
    ['Name branch…', 'Branch name'],
  ] as const) {
    await card(bench, 'sepia').getByRole('button').first().click();
    await details(bench).getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: what }).click();
    const field = bench.history.getByRole('textbox', { name: label });
    await expect(field).toBeFocused();
    await page.keyboard.type('first half,');
    await queue(page, 'resume');
    await bench.waitForPictures(what === 'Add note' ? 3 : 4);
    await expect(page.getByText('The edit of coffee.png is ready')).toBeVisible();
    await expect(field).toBeFocused();
    await page.keyboard.type(' second half');
    await expect(field).toHaveValue('first half, second half');
    await page.keyboard.press('Control+Enter');
    if (label !== 'Note') await page.keyboard.press('Enter');
    await expect(details(bench)).toContainText('“sepia”');
    await expect(details(bench)).toContainText('first half, second half');

    // It is announced, and the toast opens it.
    const ended = what === 'Add note' ? 'watercolor' : 'cooler';
    await expect(card(bench, ended).getByText('New', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(details(bench)).toContainText(`“${ended}”`);
    await expect(details(bench)).not.toContainText('half');
    await expect(card(bench, ended).getByText('New', { exact: true })).toHaveCount(0);
    if (what !== 'Add note') continue;
    await queue(page, 'pause');
    await bench.run('cooler', 3);
  }
});

test('text being typed is kept when its field is removed', async ({ start }) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('sepia', 1);
  await bench.waitForPictures(2);
  await card(bench, 'sepia').getByRole('button').first().click();
  await details(bench).getByRole('button', { name: 'Add note' }).click();
  await page.keyboard.type('kept');
  // Changing the language in Settings remounts the page.
  await page.evaluate(() =>
    (
      window as unknown as { reseed: { settings: { set(patch: object): Promise<unknown> } } }
    ).reseed.settings.set({ language: 'de' }),
  );
  const german = page.getByRole('region', { name: 'Verlauf' });
  await expect(german.getByText('kept')).toBeVisible();
});
