import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Pages } from './pages.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * Only its own scripts, workers and requests: no styles, images, frames or other addresses. WebAssembly is
 * for decoders the browser lacks. No other page may compile it.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** Not for the dev server's script, which starts workers from other addresses. */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types default";

const headers = (policy: string) => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
});

/** Returns a file of the imaging page, or null. */
export async function imagingPage(url: URL, pages: Pages): Promise<Response | null> {
  if (pages.devServer) {
    const answer = await fetch(new URL(url.pathname + url.search, pages.devServer));
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...headers(POLICY), 'content-type': type },
    });
  }
  if (!/^\/(imaging\.html|assets\/[\w.-]+\.(js|wasm))$/.test(url.pathname)) return null;
  const type = CONTENT_TYPES[extname(url.pathname)];
  const body = await readFile(join(pages.root, url.pathname)).catch(() => null);
  if (!type || !body) return null;
  return new Response(new Uint8Array(body), {
    headers: { ...headers(`${POLICY}; ${TRUSTED_TYPES}`), 'content-type': type },
  });
}
