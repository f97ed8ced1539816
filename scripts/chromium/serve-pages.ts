import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

export interface PageServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves the built pages on this machine, and pictures at the addresses at which the app does. A picture's hash is its
 * number, see the fakes.
 */
export async function servePages(root: string, pictures: readonly string[]): Promise<PageServer> {
  const server = createServer(async (request, answer) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    // Browsers ask for it by themselves; the app doesn't.
    if (path === '/favicon.ico') return void answer.writeHead(204).end();
    const [, id] = /^\/(?:image|thumb)\/([0-9a-f]{64})$/.exec(path) ?? [];
    const file = id
      ? (pictures[(Number.parseInt(id, 16) - 1) % pictures.length] as string)
      : join(root, normalize(path === '/' ? '/index.html' : path));
    const body = await readFile(file).catch(() => null);
    answer.writeHead(body ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': "default-src 'self'",
    });
    answer.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}
