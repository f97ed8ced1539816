import type { Locator } from '@playwright/test';
import type { Box } from '@shared/geometry.ts';

/**
 * Returns an element's box, in CSS pixels of the page, once two frames in a row show it in the same place. While a
 * window is being laid out, an element may have its new place with its old size.
 */
export async function stillBox(locator: Locator): Promise<Box> {
  const element = await locator.elementHandle();
  await element?.waitForElementState('stable');
  const box = await element?.boundingBox();
  if (!box) throw new Error('The element is not shown.');
  return box;
}
