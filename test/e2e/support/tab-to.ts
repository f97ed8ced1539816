import type { Locator } from '@playwright/test';

/** Presses Tab until a control has the focus; fails after `most` presses. */
export async function tabTo(wanted: Locator, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await wanted.page().keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${wanted}`);
}
