import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import { decompressBody } from './decompress.ts';
import { type Http, type HttpAnswer, HttpError, type HttpErrorKind, type HttpRequest } from './http.ts';
import { isPublicAddress } from './public-address.ts';

export interface UndiciOptions {
  /** Connect timeout, in milliseconds. */
  readonly connectMs?: number;
  /** Resolves a host name to all its addresses. */
  readonly lookup?: typeof lookupAll;
}

type Lookup = (
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

function lookupAll(...[host, options, done]: Parameters<Lookup>): void {
  dnsLookup(host, { ...options, all: true }, done);
}

/** `Http` on undici. Requests that must not hit a half-closed connection get a fresh one. */
export function createUndiciHttp(options: UndiciOptions = {}): Http {
  const { connectMs = 10_000, lookup = lookupAll } = options;
  // HTTP/1.1 only: there, `onRequestStart` is the last moment before the first byte of a request.
  const agent = (connect: { lookup: LookupFunction }) =>
    new Agent({
      connect: { timeout: connectMs, ...connect },
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  const anywhere = agent({ lookup: checkedLookup(lookup, () => true) });
  const publicOnly = agent({ lookup: checkedLookup(lookup, isPublicAddress) });

  return {
    async exchange(request, read) {
      const { signal, url } = request;
      signal.throwIfAborted();
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (request.publicOnly && isIP(host) && !isPublicAddress(host)) throw new HttpError('blocked');
      return sendRequest(request.publicOnly ? publicOnly : anywhere, request, read);
    },
    async close() {
      await Promise.all([anywhere.destroy(), publicOnly.destroy()]);
    },
  };
}

async function sendRequest<T>(
  agent: Agent,
  request: HttpRequest,
  read: (answer: HttpAnswer) => Promise<T>,
): Promise<T> {
  const { signal, url, body } = request;
  const stop = new AbortController();
  const cancel = () => stop.abort(new DOMException('The exchange was cancelled.', 'AbortError'));
  signal.addEventListener('abort', cancel, { once: true });
  let timer: NodeJS.Timeout | null = null;
  const onStart = () => {
    request.onFirstByte?.();
    timer = setTimeout(() => stop.abort(new HttpError('timeout')), request.limitMs);
  };
  // Maps an error to its cause: ours first (canceled, timed out, vetoed), else the network.
  const translate = (error: unknown): unknown => {
    if (stop.signal.aborted) return stop.signal.reason;
    return new HttpError(timer ? 'broken' : unsentKind(error), error);
  };
  try {
    const going = agent
      .compose((dispatch) => (opts, handler) => dispatch(opts, startingWith(onStart, stop, handler)))
      .request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method,
        headers: { ...request.headers, ...(body && { 'content-length': String(body.length) }) },
        body: body ? Readable.from(pauseBetween(body.chunks()), { objectMode: false }) : null,
        signal: stop.signal,
        // A kept-alive connection may be half-closed, so a request that must not be repeated gets a fresh
        // one.
        reset: request.method === 'POST',
      });
    const answer = await orStopped(going, stop.signal).catch((error: unknown) => {
      throw translate(error);
    });
    answer.body.on('error', () => {});
    try {
      const { statusCode: status } = answer;
      const plain = decompressBody({ status, headers: flatten(answer.headers), body: answer.body });
      return await read({ ...plain, body: translated(plain.body, translate) });
    } finally {
      answer.body.destroy();
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    if (timer) clearTimeout(timer);
  }
}

/** undici reports an abort only once a connection is established. This rejects immediately. */
function orStopped<T>(going: Promise<T>, stop: AbortSignal): Promise<T> {
  going.catch(() => {});
  return new Promise((done, fail) => {
    const stopped = () => fail(stop.reason);
    if (stop.aborted) stopped();
    stop.addEventListener('abort', stopped, { once: true });
    going.then(done, fail).finally(() => stop.removeEventListener('abort', stopped));
  });
}

/**
 * Returns a handler that calls `onStart` when the connection is established and the request is about to be
 * written.
 */
function startingWith(
  onStart: () => void,
  stop: AbortController,
  handler: Dispatcher.DispatchHandler,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      try {
        if (!stop.signal.aborted) onStart();
      } catch (error) {
        stop.abort(error);
      }
      if (stop.signal.aborted) controller.abort(asError(stop.signal.reason));
      else handler.onRequestStart?.(controller, context);
    },
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  };
}

/**
 * Yields the chunks of a body with a pause before each, so that an answer that has arrived is read before more is
 * written. A server that refuses a request before it has read it closes the connection, and a write after that would
 * lose the answer.
 */
async function* pauseBetween(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    // The first turn of the event loop may end before the sockets are read, the second ends after.
    await turn();
    await turn();
    yield chunk;
  }
}

async function* translated(
  body: AsyncIterable<Uint8Array>,
  translate: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw translate(error);
  }
}

/** Rejects a host if any of its addresses isn't allowed. */
function checkedLookup(lookup: Lookup, allowed: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, options, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? systemError('ENOTFOUND'), '', 0);
      if (!addresses.every(({ address }) => allowed(address))) return done(systemError(BLOCKED), '', 0);
      return options.all ? done(null, [...addresses]) : done(null, first.address, first.family);
    });
  };
}

const BLOCKED = 'ERR_PRIVATE_ADDRESS';

function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

const NO_NETWORK = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL'];

function unsentKind(error: unknown): HttpErrorKind {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code === BLOCKED) return 'blocked';
  if (NO_NETWORK.includes(code)) return 'no-network';
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? 'untrusted' : 'unreachable';
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
    ),
  );
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
