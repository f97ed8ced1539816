import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { Camera, changeSettings } from './camera.ts';

/** A library with one tree of two hundred images: the history as a graph. */
export async function historyTour(app: ElectronApplication, page: Page): Promise<void> {
  page.setDefaultTimeout(10_000);
  const camera = new Camera(app, page);
  await changeSettings(page, { onboardingDone: true, historyHeight: 320 });
  const pictures = page.getByRole('region', { name: 'Library', exact: true }).getByRole('img');
  await expect(pictures.first()).toBeVisible();
  await pictures.nth(3).click();
  await camera.shoot('history');
  await page.keyboard.press('h');
  await camera.shoot('history-graph');
}
