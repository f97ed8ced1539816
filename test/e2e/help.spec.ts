import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Running, test } from './support/app.ts';
import { check } from './support/axe.ts';

/** The Help window, once it exists. */
async function helpWindow({ app }: Running): Promise<Page> {
  const find = () => app.windows().find((one) => one.url().includes('help.html'));
  await expect.poll(find).toBeTruthy();
  const page = find() as Page;
  await page.locator('html[data-app-state="ready"]').waitFor();
  return page;
}

const title = (help: Page) => help.getByRole('heading', { level: 1 });

test('Help opens with F1, is searched and read by keyboard, and is accessible', async ({
  start,
  complaints,
}) => {
  const running = await start();
  await running.page.keyboard.press('F1');
  const help = await helpWindow(running);
  help.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await expect(title(help)).toHaveText('Guides');
  await running.page.evaluate("reseed.settings.set({ density: 'compact' })");
  await expect(help.locator('html')).toHaveAttribute('data-density', 'compact');

  await help.keyboard.press('Control+F');
  await help.keyboard.type('keyring');
  await expect(help.getByRole('status')).toContainText('results');
  await check(help, 'results');
  await help.keyboard.press('Enter');
  await expect(title(help)).toHaveText('Keys and costs');
  await expect(help.getByRole('heading', { name: 'Add your API key' })).toBeFocused();
  await expect(help.getByRole('heading', { name: 'Add your API key' })).toBeInViewport();

  await help.keyboard.press('Alt+ArrowLeft');
  await expect(title(help)).toHaveText('Guides');
  await help.keyboard.press('Alt+ArrowRight');
  await expect(title(help)).toHaveText('Keys and costs');
  await check(help, 'a guide');
  // It is in dark colors now, and so is the picture.
  const picture = help.getByRole('img');
  await expect(picture).toHaveAttribute('src', /-dark-/);
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1280);

  await help.getByRole('link', { name: 'Troubleshooting' }).first().focus();
  await help.keyboard.press('Enter');
  await expect(title(help)).toHaveText('Troubleshooting');
  await help.getByRole('link', { name: 'Check the library' }).focus();
  await help.keyboard.press('Enter');
  await expect(title(help)).toHaveText('Backups and recovery');
  await expect(help.getByRole('heading', { name: 'Check the library' })).toBeInViewport();
  await check(help, 'tables');

  const closed = help.waitForEvent('close');
  // The page closes before the key is released.
  await Promise.all([closed, help.keyboard.press('Control+W').catch(() => {})]);

  await running.page.keyboard.press('Control+K');
  await running.page.keyboard.type('whats new');
  await running.page.keyboard.press('Enter');
  await expect(title(await helpWindow(running))).toHaveText('Changelog');
});

test('the notice about an update appears once', async ({ start }) => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  let running = await start();
  const kept = async () =>
    JSON.parse(await readFile(join(running.userData, 'settings.json'), 'utf8')) as { lastVersion?: string };
  const notice = () => running.page.getByText(`Reseed was updated to version ${version}.`);
  await expect.poll(async () => (await kept()).lastVersion).toBe(version);
  await expect(notice()).toHaveCount(0);
  await running.page.evaluate("reseed.settings.set({ lastVersion: '0.0.1' })");
  await expect.poll(async () => (await kept()).lastVersion).toBe('0.0.1');
  await running.close();

  running = await start();
  await expect(notice()).toBeVisible();
  await running.page.getByRole('button', { name: 'What’s new' }).click();
  const help = await helpWindow(running);
  await expect(title(help)).toHaveText('Changelog');
  // An open window goes to the other page.
  await running.page.keyboard.press('F1');
  await help.getByRole('link', { name: 'Offline' }).first().click();
  await expect(title(help)).toHaveText('Offline');
  await expect.poll(async () => (await kept()).lastVersion).toBe(version);
  await running.close();

  running = await start();
  await expect(notice()).toHaveCount(0);
});

test('Help opens when the library can’t', async ({ start }) => {
  const first = await start();
  await first.close();
  const library = join(first.userData, 'library');
  await rm(library, { recursive: true });
  await writeFile(library, 'not a folder');
  const running = await start({ until: 'problem' });
  await running.page.evaluate("reseed.app.openHelp({ page: 'guides' })");
  const help = await helpWindow(running);
  await help.getByRole('link', { name: 'Troubleshooting' }).first().click();
  await expect(title(help)).toHaveText('Troubleshooting');
});
