import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type ClientRequest, net, type Session } from 'electron';
import {
  type Http,
  type HttpAnswer,
  type HttpBody,
  HttpError,
  type HttpErrorKind,
  type HttpRequest,
} from '../http/http.ts';
import { isPublicAddress } from '../http/public-address.ts';
import { answerOf, redirectAnswer } from './electron-http-answer.ts';
import { acquireSession, releaseSession } from './session-pool.ts';

// Chromium automatically repeats requests, including POSTs, when HTTP/2 or QUIC fails. Read before the app is
// ready.
for (const protocol of ['disable-http2', 'disable-quic']) app.commandLine.appendSwitch(protocol);

export interface ElectronHttpOptions {
  /** Connect timeout, in milliseconds. */
  readonly connectMs?: number;
}

/**
 * `Http` on Electron's network stack: the system's proxy, PAC and certificates; no cookies, no cache.
 * Where Chromium gives no information, the safe assumption is made:
 * - It repeats a POST automatically when a kept-alive connection breaks, so each POST gets its own
 *   connections.
 * - `onFirstByte` runs before it connects. Whether body bytes were sent is known from the upload progress,
 *   whose last report always precedes the error. Without a last report, they count as sent.
 * - A body with a known length is held in memory as a whole. Chromium streams bodies only without one.
 * - `limitMs` runs from the start. Only a POST has a separate connect timeout, because nothing reports that a
 *   GET has connected.
 * - `publicOnly`: if the system's proxy settings allow DIRECT, even as a last resort, the host is resolved
 *   first (the resolver caches the answer for the connection) and rejected if any address isn't public. A
 *   proxy resolves hosts itself, so only literal private addresses are rejected then.
 */
export function createElectronHttp({ connectMs = 10_000 }: ElectronHttpOptions = {}): Http {
  const open = new Set<AbortController>();
  return {
    async exchange(request, read) {
      request.signal.throwIfAborted();
      const closing = new AbortController();
      open.add(closing);
      const signal = AbortSignal.any([request.signal, closing.signal]);
      const pooled = await acquireSession(request.method);
      try {
        if (request.publicOnly) await refusePrivate(pooled.session, request.url, signal, connectMs);
        const body = request.body ? await wholeBody(request.body, signal) : null;
        return await sendRequest({ ...request, signal }, { lane: pooled.session, body, connectMs }, read);
      } finally {
        open.delete(closing);
        releaseSession(pooled);
      }
    },
    async close() {
      for (const one of open) one.abort();
    },
  };
}

async function refusePrivate(lane: Session, url: URL, signal: AbortSignal, limitMs: number): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host)) {
    if (!isPublicAddress(host)) throw new HttpError('blocked');
    return;
  }
  const ask = async () => {
    const way = await lane.resolveProxy(url.href);
    if (!/\bDIRECT\b/.test(way)) return null;
    const found = lane.resolveHost(host).then(({ endpoints }) => endpoints);
    // DIRECT is only the last resort, and would not resolve the host either.
    return way.startsWith('DIRECT') ? found : found.catch(() => null);
  };
  const late = sleep(limitMs, null, { signal, ref: false }).then(() => {
    throw coded('ERR_NAME_NOT_RESOLVED');
  });
  const endpoints = await Promise.race([ask(), late]).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new HttpError('no-network', coded(codeOf(error)));
  });
  if (endpoints === null) return;
  if (endpoints.length === 0 || !endpoints.every(({ address }) => isPublicAddress(address)))
    throw new HttpError('blocked');
}

async function wholeBody(body: HttpBody, signal: AbortSignal): Promise<Buffer> {
  const bytes = Buffer.alloc(body.length);
  let size = 0;
  for await (const chunk of body.chunks()) {
    signal.throwIfAborted();
    if (size + chunk.length > bytes.length) throw new Error('The body is longer than it said.');
    bytes.set(chunk, size);
    size += chunk.length;
  }
  if (size !== bytes.length) throw new Error('The body is shorter than it said.');
  return bytes;
}

interface Way {
  readonly lane: Session;
  readonly body: Buffer | null;
  readonly connectMs: number;
}

async function sendRequest<T>(
  request: HttpRequest,
  { lane, body, connectMs }: Way,
  read: (answer: HttpAnswer) => Promise<T>,
): Promise<T> {
  const { signal, method, url, headers, limitMs } = request;
  signal.throwIfAborted();
  const wire = net.request({
    method,
    url: url.href,
    headers: { ...headers },
    session: lane,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
  });
  const { head, stop, translate } = headOf(wire, body !== null);
  const cancel = () => stop(new DOMException('The exchange was cancelled.', 'AbortError'));
  signal.addEventListener('abort', cancel, { once: true });
  const timers = [setTimeout(() => stop(new HttpError('timeout')), limitMs)];
  // Close the connections instead of aborting the request, so that Chromium still reports whether the body
  // was being sent.
  const tooSlow = () => !wire.getUploadProgress().started && void lane.closeAllConnections();
  if (body) timers.push(setTimeout(tooSlow, connectMs));
  try {
    request.onFirstByte?.();
    wire.end(body ?? undefined);
    const answer = await head;
    return await read('statusCode' in answer ? answerOf(answer, translate) : answer);
  } finally {
    signal.removeEventListener('abort', cancel);
    for (const timer of timers) clearTimeout(timer);
    wire.abort();
  }
}

/**
 * Resolves with the response's header, or rejects with the reason there is none. `stop` ends the exchange for
 * our own reason.
 */
function headOf(wire: ClientRequest, hasBody: boolean) {
  const { promise: head, resolve, reject } = Promise.withResolvers<Electron.IncomingMessage | HttpAnswer>();
  head.catch(() => {});
  let answered = false;
  let stopped: unknown = null;
  const translate = (error: unknown): unknown => {
    if (stopped !== null) return stopped;
    const code = codeOf(error);
    if (!answered && PROXY_LOGIN.test(code)) return new HttpError('proxy-login', coded(code));
    const begun = answered || (hasBody && wire.getUploadProgress().started);
    return new HttpError((begun ? null : unsentKind(code, hasBody)) ?? 'broken', coded(code));
  };
  wire.on('response', (message) => {
    answered = true;
    resolve(message);
  });
  wire.on('redirect', (status, _method, _url, headers) => {
    resolve(redirectAnswer(status, headers));
    wire.abort();
  });
  wire.on('error', (error) => reject(translate(error)));
  const stop = (reason: unknown) => {
    stopped ??= reason;
    reject(stopped);
    wire.abort();
  };
  return { head, stop, translate };
}

/** A proxy requires a login before it opens a tunnel. */
const PROXY_LOGIN = /^ERR_(PROXY_AUTH|UNEXPECTED_PROXY_AUTH)/;
const NO_NETWORK =
  /^ERR_(NAME_|DNS_|ICANN_NAME|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|NETWORK_(CHANGED|ACCESS_DENIED|IO_SUSPENDED))/;
/** Errors that occur only while connecting. */
const NOT_CONNECTED =
  /^ERR_(CONNECTION_(REFUSED|FAILED|TIMED_OUT)|PROXY_|TUNNEL_|SOCKS_|MANDATORY_PROXY|PAC_|UNSAFE_PORT)/;
/** Errors that occur while connecting or on an established connection. */
const BROKEN = /^ERR_(CONNECTION_|SSL_|TIMED_OUT|SOCKET_|EMPTY_RESPONSE|ABORTED)/;

/**
 * Returns the error kind if nothing was sent, or null if something may have been. `known`: the upload
 * progress shows that nothing was.
 */
function unsentKind(code: string, known: boolean): HttpErrorKind | null {
  if (/^ERR_CERT_/.test(code)) return 'untrusted';
  if (NO_NETWORK.test(code)) return known || !/NETWORK_|UNREACHABLE/.test(code) ? 'no-network' : null;
  if (NOT_CONNECTED.test(code)) return 'unreachable';
  return known && BROKEN.test(code) ? 'unreachable' : null;
}

function codeOf(error: unknown): string {
  return /ERR_\w+/.exec(error instanceof Error ? error.message : '')?.[0] ?? 'ERR_FAILED';
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
