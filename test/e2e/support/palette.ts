import type { Locator, Page } from '@playwright/test';

export const paletteOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Command palette' });

/** Opens the command palette and enters a text, once its field is there to take it. */
export async function searchPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await paletteOf(page).getByRole('combobox').fill(text);
}

/** Runs a command through the palette. */
export async function runCommand(page: Page, name: string): Promise<void> {
  await searchPalette(page, name);
  await paletteOf(page).getByRole('option', { name }).first().click();
}
