import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import type { Log } from '../ports.ts';
import type { ReadAhead } from './read-ahead.ts';

export interface Pages {
  /** Folder of the built pages. */
  readonly root: string;
  /** Its files that are already being read. */
  readonly ahead?: ReadAhead;
  /** Address of the dev server with hot reload, in development only. */
  readonly devServer: string | null;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Content security policy of our own pages: nothing external, no inline scripts, plugins or frames. */
export function contentSecurityPolicy(devServer: string | null): string {
  // The dev server injects styles and a small script, and uses a web socket.
  const dev = devServer ? ` 'unsafe-inline' ${devServer.replace(/^http/, 'ws')}` : '';
  return [
    "default-src 'none'",
    `script-src 'self'${devServer ? " 'unsafe-inline'" : ''}`,
    `style-src 'self'${devServer ? " 'unsafe-inline'" : ''}`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${dev.replace(" 'unsafe-inline'", '')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // The dev server's script writes markup.
    ...(devServer ? [] : ["require-trusted-types-for 'script'", 'trusted-types default inert-markup']),
  ].join('; ');
}

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** Answers a request for anything but the first page and its files. */
export type Route = (request: Request, url: URL) => Promise<Response>;

/** The workbench and what it loads, which are served before main is complete. */
const FIRST_PAGE = /^\/(?:$|index\.html$|assets\/)/;

/** Serves `app://reseed/`: the first page at once, anything else as soon as `route` is there. */
export function serveApp(pages: Pages, route: PromiseLike<Route>, log: Log): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'reseed') return notFound();
    try {
      if (request.method === 'GET' && FIRST_PAGE.test(url.pathname)) return await page(url.pathname, pages);
      return await (await route)(request, url);
    } catch (error) {
      // Work is aborted only when the app closes, so there is no error to report.
      if (error instanceof Error && error.name === 'AbortError') return new Response(null, { status: 204 });
      log.warn('request failed', { path: url.pathname, error: String(error) });
      return new Response(null, { status: 500 });
    }
  });
}

/** Returns a file of our own pages. */
export async function page(pathname: string, pages: Pages): Promise<Response> {
  const path = pathname === '/' ? '/index.html' : pathname;
  if (!/^\/(@?[\w.-]+\/)*[@\w.-]+$/.test(path) || path.includes('..')) {
    if (!pages.devServer) return notFound();
  }
  const headers = {
    'content-security-policy': contentSecurityPolicy(pages.devServer),
    'x-content-type-options': 'nosniff',
  };
  if (pages.devServer) {
    const answer = await fetch(new URL(pathname, pages.devServer));
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...headers, 'content-type': type },
    });
  }
  const type = CONTENT_TYPES[extname(path)];
  const body = type ? await fileOf(pages, path) : null;
  if (!type || !body) return notFound();
  return new Response(new Uint8Array(body), { headers: { ...headers, 'content-type': type } });
}

async function fileOf({ root, ahead }: Pages, path: string): Promise<Buffer | null> {
  const begun = await ahead?.take(path)?.catch(() => null);
  return begun ?? (await readFile(join(root, path)).catch(() => null));
}

export function notFound(): Response {
  return new Response(null, { status: 404 });
}
