import type { Readable } from 'node:stream';
import type { IncomingMessage } from 'electron';
import type { HttpAnswer } from '../http/http.ts';

/** Maximum number of buffered bytes before the network is paused. */
const WAITING_MAX = 1024 * 1024;

/** Wraps an Electron response. `translate` maps the error of a broken body for its reader. */
export function answerOf(message: IncomingMessage, translate: (error: unknown) => unknown): HttpAnswer {
  const { statusCode: status, headers } = message;
  return { status, headers: decoded(flat(headers)), body: bodyOf(message, translate) };
}

/** A redirect, which isn't followed: headers without a body. */
export function redirectAnswer(status: number, headers: Record<string, string[]>): HttpAnswer {
  return { status, headers: flat(headers), body: (async function* () {})() };
}

/**
 * Yields the body including everything received before an error. Reading the stream directly would lose its
 * buffer, and half of a paid answer is useful.
 */
function bodyOf(
  message: IncomingMessage,
  translate: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  // Electron's type omits that it is a Readable.
  const stream = message as unknown as Readable;
  const state = { chunks: [] as Buffer[], size: 0, over: false, error: null as unknown, wake: () => {} };
  const end = (error: unknown) => {
    if (!state.over) Object.assign(state, { over: true, error });
    state.wake();
  };
  stream.on('data', (chunk: Buffer) => {
    state.chunks.push(chunk);
    state.size += chunk.length;
    if (state.size > WAITING_MAX) stream.pause();
    state.wake();
  });
  stream.on('end', () => end(null));
  stream.on('error', end);
  stream.on('close', () => end(new Error('net::ERR_ABORTED')));
  return (async function* () {
    for (;;) {
      const chunk = state.chunks.shift();
      if (chunk) {
        state.size -= chunk.length;
        yield chunk;
      } else if (state.over) {
        if (state.error !== null) throw translate(state.error);
        return;
      } else {
        const more = new Promise<void>((done) => {
          state.wake = done;
        });
        stream.resume();
        await more;
      }
    }
  })();
}

/** Chromium has decompressed the body, so its length and encoding headers no longer apply. */
function decoded(headers: Record<string, string>): Record<string, string> {
  const { 'content-encoding': packing, 'content-length': _, ...others } = headers;
  return packing === undefined ? headers : others;
}

function flat(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
}
