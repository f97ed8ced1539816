import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, filesBelow } from './app.ts';

/** Fails if a secret is in any file below a folder, in any encoding. */
export async function expectNowhere(folder: string, secret: string): Promise<void> {
  const files = await filesBelow(folder);
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    // Chromium's sockets and links can't be read.
    const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
    const spelling = secretIn(bytes, secret);
    expect(spelling, `the secret, ${spelling}, is in ${file}`).toBeNull();
  }
}

/** Returns the encoding in which a secret is in some bytes, or null. */
export function secretIn(bytes: Buffer, secret: string): string | null {
  return spellings(secret).find(([, needle]) => bytes.includes(needle))?.[0] ?? null;
}

type WithIpc = typeof globalThis & { reseedIpc?: string[] };

/** Keeps every answer and event that main sends to a page from now on, as JSON. */
export async function keepIpc(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electronApp, ipcMain, webContents }) => {
    const kept: string[] = [];
    (globalThis as WithIpc).reseedIpc = kept;
    type Handler = (event: unknown, ...values: unknown[]) => unknown;
    // Electron has no public way to wrap a handler. Without this map the test must fail, not pass.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [name, handler] of handlers)
      handlers.set(name, async (event, ...values) => {
        const answer = await handler(event, ...values);
        kept.push(JSON.stringify([name, answer]));
        return answer;
      });
    const watch = (contents: Electron.WebContents) => {
      const send = contents.send.bind(contents);
      contents.send = (name, ...values) => {
        kept.push(JSON.stringify([name, values]));
        send(name, ...values);
      };
    };
    webContents.getAllWebContents().forEach(watch);
    electronApp.on('web-contents-created', (_, contents) => watch(contents));
  });
}

/** What `keepIpc` has kept so far, as one text. */
export const keptIpc = (app: ElectronApplication): Promise<string> =>
  app.evaluate(() => ((globalThis as WithIpc).reseedIpc ?? []).join('\n'));

/** Possible encodings of a secret. */
function spellings(secret: string): readonly (readonly [string, Buffer])[] {
  const bytes = Buffer.from(secret);
  // Base64 depends on the preceding bytes: three offsets, without the characters affected by neighbors.
  const shifted = [0, 1, 2].map(
    (pad) =>
      [
        `base64 at offset ${pad}`,
        Buffer.from(
          Buffer.concat([Buffer.alloc(pad), bytes])
            .toString('base64')
            .replace(/=+$/, '')
            .slice(pad === 0 ? 0 : pad + 1, -2),
        ),
      ] as const,
  );
  return [
    ['raw', bytes],
    ...shifted,
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['URL-encoded', Buffer.from([...bytes].map((byte) => `%${byte.toString(16)}`).join(''))],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(secret, 'utf16le').swap16()],
  ];
}

/** Every string that a page's JavaScript holds, as one text. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
