import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Sample } from '../../test/chromium/fake-page.ts';

export interface View {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state to compare. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export const VIEWS: readonly View[] = [
  {
    name: 'workbench',
    path: '/',
    async prepare(page) {
      await page.getByRole('gridcell').first().click();
      await expect(page.getByRole('region', { name: 'Canvas' }).getByRole('img').first()).toBeVisible();
      await page.getByRole('textbox', { name: 'Prompt' }).fill('make it a watercolor');
      // Random otherwise.
      await page.getByRole('spinbutton', { name: 'Seed' }).fill('4242');
      // Without a blinking cursor.
      await page.getByRole('gridcell').first().focus();
    },
  },
  {
    name: 'shortcuts',
    path: '/',
    async prepare(page) {
      await page.getByRole('spinbutton', { name: 'Seed' }).fill('4242');
      await page.getByRole('gridcell').first().click();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).focus();
    },
  },
  { name: 'settings', path: '/settings.html' },
  { name: 'help', path: '/help.html' },
];

/** Shows a view with the fake bridge and returns its screenshot. Throws for any complaint of the page. */
export async function shoot(
  context: BrowserContext,
  page: Page,
  view: View,
  at: { readonly url: string; readonly theme: 'light' | 'dark'; readonly samples: readonly Sample[] },
): Promise<Buffer> {
  const complaints: string[] = [];
  const note = (text: string) => complaints.push(text);
  page.on('pageerror', (error) => note(String(error)));
  page.on('console', (message) => message.type() === 'error' && note(message.text()));
  await page.emulateMedia({ colorScheme: at.theme, reducedMotion: 'reduce' });
  await page.goto(`${at.url}${view.path}`);
  await page.locator('html[data-app-state="ready"]').waitFor();
  await view.prepare?.(page);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  page.removeAllListeners('pageerror');
  page.removeAllListeners('console');
  expect(complaints, `${view.name} in ${await context.pages()[0]?.evaluate('navigator.userAgent')}`).toEqual(
    [],
  );
  return shot;
}
