import { MAX_STREAM_BYTES } from '@shared/domain/image.ts';
import { type Explanation, Failure } from '@shared/errors.ts';
import { type Http, type HttpAnswer, HttpError } from '../http/http.ts';
import { tooLarge } from '../library/store/too-large.ts';

/** Time limit for fetching one picture, in milliseconds. */
const LIMIT_MS = 20_000;
const REDIRECTS_MAX = 3;

/** Fetches pictures by address that were dragged out of a page. Sends no data of this machine. */
export interface PictureFetcher {
  /**
   * Passes the bytes at an address to `use`. Only https, only public internet addresses, only redirects
   * within the same host, at most 50 MB in 20 seconds. Throws `Failure`, what `use` throws, or the signal's
   * reason.
   */
  fetch<T>(
    address: string,
    signal: AbortSignal,
    use: (body: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

/** `load` provides the HTTP client on first use: most starts never need it. */
export function createPictureFetcher(load: () => Promise<Http>): PictureFetcher {
  let loading: Promise<Http> | null = null;

  return {
    async fetch(address, signal, use) {
      loading ??= load();
      const http = await loading;
      let url = allowed(address);
      for (let redirects = 0; ; redirects += 1) {
        const next = await exchange(http, url, signal, use);
        if (!('to' in next)) return next.value;
        if (redirects >= REDIRECTS_MAX) throw refused({ reason: 'other-host' });
        url = sameHost(next.to, url);
      }
    },
    async close() {
      await (await loading?.catch(() => null))?.close();
    },
  };
}

async function exchange<T>(
  http: Http,
  url: URL,
  signal: AbortSignal,
  use: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<{ readonly to: string } | { readonly value: T }> {
  try {
    return await http.exchange(
      { method: 'GET', url, headers: { Accept: 'image/*' }, limitMs: LIMIT_MS, signal, publicOnly: true },
      async (answer) => {
        const to = redirect(answer);
        if (to !== null) return { to };
        if (answer.status !== 200)
          throw refused({ reason: 'page-status', params: { status: answer.status } });
        if (Number(answer.headers['content-length'] ?? 0) > MAX_STREAM_BYTES)
          throw tooLarge(MAX_STREAM_BYTES);
        return { value: await use(readable(answer.body)) };
      },
    );
  } catch (error) {
    throw error instanceof HttpError ? asFailure(error) : error;
  }
}

/** Wraps a body so that its errors become failures. */
async function* readable(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw error instanceof HttpError ? asFailure(error) : error;
  }
}

function redirect({ status, headers }: HttpAnswer): string | null {
  return [301, 302, 303, 307, 308].includes(status) ? (headers.location ?? '') : null;
}

function allowed(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:') throw refused({ reason: 'https-only' });
  // Don't send credentials that are part of an address.
  if (url.username !== '' || url.password !== '') throw refused({ reason: 'https-only' });
  url.hash = '';
  return url;
}

function sameHost(to: string, from: URL): URL {
  const url = to !== '' && URL.canParse(to, from.href) ? new URL(to, from) : null;
  if (!url || url.origin !== from.origin) throw refused({ reason: 'other-host' });
  return allowed(url.href);
}

function asFailure({ kind }: HttpError): Failure {
  return refused({ reason: 'page-unreachable', params: { problem: kind } });
}

function refused(why: Explanation): Failure {
  return new Failure('file-unreadable', why);
}

/** Returns a name for the picture at an address: the last part of its path, or its host. */
export function nameOfAddress(address: string): string {
  if (!URL.canParse(address)) return address.slice(0, 200);
  const { pathname, hostname } = new URL(address);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  try {
    return decodeURIComponent(last) || hostname;
  } catch {
    return last || hostname;
  }
}
