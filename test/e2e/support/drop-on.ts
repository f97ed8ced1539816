import type { Locator } from '@playwright/test';
import { stillBox } from './still-box.ts';

/** Drops files by path on an element, with real browser drag events. */
export async function dropOn(target: Locator, paths: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await stillBox(target);
  const page = target.page();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const { x, y } = { x: box.x + box.width / 2, y: Math.max(box.y, 0) + 60 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  await session.detach();
}
