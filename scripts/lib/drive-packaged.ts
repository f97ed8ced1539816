import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';

const START_MS = 60_000;

/** The first value that is not undefined, asked for until the app has started or `hasEnded`. */
export async function waitFor<T>(what: string, ask: () => T | undefined, hasEnded = () => false): Promise<T> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && !hasEnded()) {
    const value = ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the packaged app ${hasEnded() ? 'ended' : 'took a minute'}: ${what}`);
}

/** The port that Chromium has chosen and written into the data folder. */
export function devtoolsPort(userData: string, hasEnded?: () => boolean): Promise<string> {
  const file = join(userData, 'DevToolsActivePort');
  const port = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] || undefined : undefined);
  return waitFor('no debugging port', port, hasEnded);
}

/** The workbench of an app that Playwright is connected to. */
export function mainPage(browser: Browser): Promise<Page> {
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  return waitFor('no window', () => pages().find((page) => page.url() === 'app://reseed/'));
}

/** The pictures of the library, newest first. */
export function libraryPictures(page: Page) {
  return page.getByRole('region', { name: 'Library' }).getByRole('img');
}

/** Waits until the library is shown. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.locator('html[data-app-state="ready"]').waitFor({ timeout: START_MS });
}

/** Runs one edit of the selected picture with the practice engine, and waits for its result in the library. */
export async function runEdit(page: Page): Promise<void> {
  const pictures = libraryPictures(page);
  const before = await pictures.count();
  await page.getByRole('textbox', { name: 'Prompt' }).fill('make it a watercolor painting');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('4242');
  await page.getByRole('button', { name: 'Run edit' }).click();
  await expect(pictures).toHaveCount(before + 1, { timeout: START_MS });
  const width = await pictures.first().evaluate(async (img: HTMLImageElement) => {
    await img.decode();
    return img.naturalWidth;
  });
  expect(width).toBeGreaterThan(0);
}
