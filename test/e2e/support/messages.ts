import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

/** Maximum size of an IPC message, in bytes. */
export const MESSAGE_BYTES_MAX = 64 * 1024;

/** Name of the file among the results that lists the largest messages of each app. */
export const MESSAGES_FILE = 'messages.jsonl';

/** The size of the largest message of each call and event, in bytes. */
export type LargestMessages = Readonly<Record<string, number>>;

/** What the main process keeps for `largestMessages`. */
type Watched = typeof globalThis & { reseedLargest?: Record<string, number> };

/** Whether every test measures its messages. It is off by default, because it wraps each of them. */
export const WATCHES_MESSAGES = process.env.RESEED_WATCH_MESSAGES === '1';

/** Measures every message between main and the pages from now on, both as structured clone and as JSON. */
export async function watchMessages(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electronApp, ipcMain, webContents }) => {
    if ((globalThis as Watched).reseedLargest) return;
    const { serialize } = process.getBuiltinModule('node:v8');
    const largest: Record<string, number> = {};
    (globalThis as Watched).reseedLargest = largest;
    const measure = (name: string, value: unknown) => {
      const bytes = Math.max(serialize(value).length, Buffer.byteLength(JSON.stringify(value) ?? ''));
      largest[name] = Math.max(largest[name] ?? 0, bytes);
    };
    type Handler = (event: unknown, ...values: unknown[]) => unknown;
    // Electron has no public way to wrap a handler. Without this map the guard must fail, not pass.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [name, handler] of handlers)
      handlers.set(name, async (event, ...values) => {
        measure(`${name} (call)`, values);
        const answer = await handler(event, ...values);
        measure(name, answer);
        return answer;
      });
    const watch = (contents: Electron.WebContents) => {
      const send = contents.send.bind(contents);
      contents.send = (name, ...values) => {
        measure(name, values);
        send(name, ...values);
      };
    };
    webContents.getAllWebContents().forEach(watch);
    electronApp.on('web-contents-created', (_, contents) => watch(contents));
  });
}

/** Returns the largest messages so far. Null if the app no longer answers. */
export async function largestMessages(app: ElectronApplication): Promise<LargestMessages | null> {
  const read = app.evaluate(() => (globalThis as Watched).reseedLargest ?? null);
  return Promise.race([
    read.catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), 5_000).unref()),
  ]);
}

/** Adds the largest messages of an app to the run's results. */
export async function keepMessages(folder: string, largest: LargestMessages): Promise<void> {
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, MESSAGES_FILE), `${JSON.stringify(largest)}\n`);
}

/** Returns those above the maximum, as text. */
export function tooLarge(largest: LargestMessages): string[] {
  return Object.entries(largest)
    .filter(([, bytes]) => bytes > MESSAGE_BYTES_MAX)
    .map(([name, bytes]) => `${name}: ${bytes} bytes`);
}
