import { expect, type Locator, type Page } from '@playwright/test';
import type { DevtoolsPage } from '../../../scripts/lib/devtools.ts';
import { stillBox } from './still-box.ts';

type DragEventParams = {
  type: 'dragEnter' | 'dragOver' | 'drop';
  x: number;
  y: number;
  data: { items: []; files: string[]; dragOperationsMask: number };
};
type Send = (method: 'Input.dispatchDragEvent', params: DragEventParams) => Promise<unknown>;

interface Drop {
  readonly files: readonly string[];
  /** Whether the page shows that it takes the files. */
  readonly isTaken: () => Promise<boolean>;
  /** In CSS pixels of the window. */
  readonly place?: { readonly x: number; readonly y: number };
}

/**
 * Drops files by path with real browser drag events, once the page shows that it takes them: Chromium opens a file that
 * is dropped before.
 */
async function drop(send: Send, { files, isTaken, place = { x: 600, y: 300 } }: Drop): Promise<void> {
  const data: DragEventParams['data'] = { items: [], files: [...files], dragOperationsMask: 1 };
  const drag = (type: DragEventParams['type']) => send('Input.dispatchDragEvent', { type, ...place, data });
  // What an earlier drop has shown says nothing about this one.
  await expect.poll(isTaken).toBe(false);
  await drag('dragEnter');
  await expect
    .poll(async () => {
      await drag('dragOver');
      return isTaken();
    })
    .toBe(true);
  await drag('drop');
}

async function dropOnPage(page: Page, how: Drop): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await drop((method, params) => session.send(method, params), how);
  await session.detach();
}

const LAYER = '.drop-layer';

/** Drops files on the main window. */
export const dropOnWindow = (page: Page, files: readonly string[]): Promise<void> =>
  dropOnPage(page, { files, isTaken: () => page.locator(LAYER).isVisible() });

/** Drops files on the main window of an app that runs without Playwright. */
export const dropOnBareWindow = (page: DevtoolsPage, files: readonly string[]): Promise<void> =>
  drop(page.send, { files, isTaken: () => page.evaluate(`document.querySelector('${LAYER}') !== null`) });

/** Drops files on an element that has `data-drop` while they are over it. */
export async function dropOn(target: Locator, files: readonly string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await stillBox(target);
  await dropOnPage(target.page(), {
    files,
    isTaken: async () => (await target.getAttribute('data-drop')) !== null,
    place: { x: box.x + box.width / 2, y: Math.max(box.y, 0) + 60 },
  });
}
