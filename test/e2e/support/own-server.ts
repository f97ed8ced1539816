import type { Locator } from '@playwright/test';
import type { Running } from './app.ts';
import { openSettings } from './paid.ts';

/** Enters the address of an engine's server in Settings. Returns the section of the engine. */
export async function enterAddress(running: Running, engine: string, url: string): Promise<Locator> {
  const settings = await openSettings(running, 'Own servers');
  const section = settings.getByRole('region', { name: engine });
  const address = section.getByRole('textbox', { name: 'Address' });
  await address.fill(url);
  await address.press('Enter');
  return section;
}
