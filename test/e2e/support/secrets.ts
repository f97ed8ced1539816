import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, filesBelow } from './app.ts';

/** Fails if a secret is in any file below a folder, in any encoding. */
export async function expectNowhere(folder: string, secret: string): Promise<void> {
  const needles = spellings(secret);
  const files = await filesBelow(folder);
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    // Chromium's sockets and links can't be read.
    const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
    for (const [spelling, needle] of needles)
      expect(bytes.includes(needle), `the secret, ${spelling}, is in ${file}`).toBe(false);
  }
}

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
