import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';

const START_MS = 60_000;

/**
 * Polls `ask` and returns its first value that isn't undefined, until the time limit for starting or
 * `hasEnded`.
 */
export async function waitFor<T>(what: string, ask: () => T | undefined, hasEnded = () => false): Promise<T> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && !hasEnded()) {
    const value = ask();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the packaged app ${hasEnded() ? 'ended' : 'took a minute'}: ${what}`);
}

/** Returns the port that Chromium chose and wrote to the data folder. */
export function devtoolsPort(userData: string, hasEnded?: () => boolean): Promise<string> {
  const file = join(userData, 'DevToolsActivePort');
  const port = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] || undefined : undefined);
  return waitFor('no debugging port', port, hasEnded);
}

/** Returns the main window's page of an app that Playwright is connected to. */
export function mainPage(browser: Browser): Promise<Page> {
  const pages = () => browser.contexts().flatMap((context) => context.pages());
  return waitFor('no window', () => pages().find((page) => page.url() === 'app://reseed/'));
}

/** The images in the library, newest first. */
export function libraryPictures(page: Page) {
  return page.getByRole('region', { name: 'Library' }).getByRole('img');
}

/** Waits until the library is shown. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.locator('html[data-app-state="ready"]').waitFor({ timeout: START_MS });
}

/** Runs one edit of the selected image with the practice engine, and waits for its result in the library. */
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
