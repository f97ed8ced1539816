import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { launchElectron } from '../../../../scripts/lib/launch.ts';
import { settleData } from '../../../../scripts/lib/settled-data.ts';
import { expect } from '../app.ts';

/** The app whose security is examined, with every page of it open. */
export interface Target {
  readonly app: ElectronApplication;
  /** The main window. */
  readonly page: Page;
  /** Folder of the app's code. */
  readonly code: string;
  /** A folder of the test's own. */
  readonly scratch: string;
}

/**
 * Starts an app and opens all of its pages. A mutated app may never be ready, so that its other pages are left out when its first one has
 * no bridge.
 */
export async function openTarget(code: string, scratch: string): Promise<Target> {
  const userData = join(scratch, 'data');
  await mkdir(scratch, { recursive: true });
  settleData(userData);
  const app = await launchElectron({ userData, app: code });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  if (await page.evaluate('typeof reseed === "object"')) {
    await page.locator('html[data-app-state="ready"]').waitFor();
    await page.evaluate('reseed.app.openSettings({})');
    await page.evaluate('reseed.import.expect({})');
    // Settings, by whatever address, and the hidden page that decodes.
    await expect.poll(() => addressesOf(app)).toHaveLength(3);
    await expect.poll(() => addressesOf(app)).not.toContain('');
  }
  return { app, page, code, scratch };
}

const addressesOf = (app: ElectronApplication) =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getURL()));

/** Evaluates an expression in each page of the app; the values that came of it. */
export function inEveryPage<T>({ app }: Target, expression: string): Promise<T[]> {
  return app.evaluate(async ({ webContents }, code) => {
    const pages = webContents.getAllWebContents();
    return Promise.all(pages.map((page) => page.executeJavaScript(code)));
  }, expression);
}

/** The value that each page has of a web preference; null where it has none. */
export function preferences({ app }: Target, name: string): Promise<unknown[]> {
  return app.evaluate(
    ({ webContents }, key) =>
      webContents.getAllWebContents().map((page) => {
        const own = page as unknown as { getLastWebPreferences(): Record<string, unknown> };
        return own.getLastWebPreferences()[key] ?? null;
      }),
    name,
  );
}

/** Whether the listeners of each page cancel the event. */
export function refusals({ app }: Target, event: string): Promise<boolean[]> {
  return app.evaluate(({ webContents }, name) => {
    return webContents.getAllWebContents().map((page) => {
      let refused = false;
      const announced = {
        url: 'https://example.com/',
        isMainFrame: name !== 'will-frame-navigate',
        preventDefault: () => {
          refused = true;
        },
      };
      (page as unknown as NodeJS.EventEmitter).emit(name, announced, {}, {});
      return refused;
    });
  }, event);
}

/**
 * The app's answers to IPC calls from a foreign page that managed to send messages: address, call and error
 * code.
 */
export async function answersToStrangers(
  { app, scratch }: Pick<Target, 'app' | 'scratch'>,
  calls: readonly string[],
): Promise<string[]> {
  const preload = join(scratch, 'stranger.cjs');
  await writeFile(
    preload,
    `const { contextBridge, ipcRenderer } = require('electron');
    contextBridge.exposeInMainWorld('call', async (name) => {
      const reply = await ipcRenderer.invoke(name, {});
      return reply.ok ? 'answered' : reply.error.code;
    });`,
  );
  return app.evaluate(
    async ({ BrowserWindow }, { path, names }) => {
      const webPreferences = { preload: path, sandbox: true, nodeIntegrationInSubFrames: true };
      const answers: string[] = [];
      for (const address of [
        'about:blank',
        'data:text/html,<iframe srcdoc=hi></iframe>',
        'app://reseed/settings.html',
      ]) {
        const window = new BrowserWindow({ show: false, webPreferences });
        await window.loadURL(address);
        for (const frame of window.webContents.mainFrame.framesInSubtree)
          for (const name of names)
            answers.push(
              `${address} ${name}: ${await frame.executeJavaScript(`typeof call === 'function' ? call('${name}') : 'has no way to ask'`)}`,
            );
        // Until it is gone, other points would find it among the pages, and it never answers.
        const gone = new Promise<void>((resolve) => window.webContents.once('destroyed', () => resolve()));
        window.destroy();
        await gone;
      }
      return answers;
    },
    { path: preload, names: calls },
  );
}
