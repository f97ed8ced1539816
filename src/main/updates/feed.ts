import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Failure } from '@shared/errors.ts';
import { type Http, type HttpAnswer, HttpError, readText } from '../http/http.ts';
import { refuse } from './choose-update.ts';
import { LIST_MAX_BYTES, type ReleaseFile } from './release-list.ts';

/** Time limits in milliseconds. */
export interface FeedLimits {
  /** For a whole list. */
  readonly listMs: number;
  /** For a whole file. */
  readonly fileMs: number;
  /** A file must gain `windowBytes` in each period of `windowMs`. */
  readonly windowMs: number;
  readonly windowBytes: number;
}

const LIMITS: FeedLimits = {
  listMs: 20_000,
  fileMs: 2 * 60 * 60_000,
  windowMs: 60_000,
  windowBytes: 64 * 1024,
};

/** Reads from a folder of releases on a server. What it returns is not verified yet. */
export interface Feed {
  /** Returns a list's text. */
  list(name: string): Promise<string>;
  /** Writes a file to `to`, and checks its size and hash against its entry. */
  file(entry: ReleaseFile, to: FileHandle, onProgress: (doneBytes: number) => void): Promise<void>;
}

interface FeedOptions {
  readonly http: Http;
  readonly address: string;
  readonly signal: AbortSignal;
  readonly limits?: FeedLimits | undefined;
}

/** Opens the feed at an address. Every failure is a `Failure` with a reason, or the signal's reason. */
export function openFeed({ http, address, signal, limits = LIMITS }: FeedOptions): Feed {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);

  async function get(
    name: string,
    limitMs: number,
    read: (answer: HttpAnswer, stop: AbortController) => Promise<void>,
  ): Promise<void> {
    const stop = new AbortController();
    try {
      await http.exchange(
        {
          method: 'GET',
          url: new URL(name, base),
          // No cookie, no id and no version of the app: the server learns only that someone asks.
          headers: { accept: '*/*', 'accept-encoding': 'identity', 'cache-control': 'no-cache' },
          limitMs,
          signal: AbortSignal.any([signal, stop.signal]),
        },
        async (answer) => {
          checkStatus(answer, base);
          await read(answer, stop);
        },
      );
    } catch (error) {
      signal.throwIfAborted();
      throw stop.signal.aborted ? tooSlow(limits.windowMs) : translated(error, limitMs);
    }
  }

  return {
    async list(name) {
      let text = '';
      await get(name, limits.listMs, async (answer) => {
        const body = await readText(answer, LIST_MAX_BYTES);
        if (body.error !== null) throw body.error;
        if (!body.whole) throw refuse({ reason: 'update-list-too-large' });
        text = body.text;
      });
      return text;
    },

    async file(entry, to, onProgress) {
      const hash = createHash('sha512');
      let size = 0;
      await get(entry.url, limits.fileMs, async (answer, stop) => {
        const announced = answer.headers['content-length'];
        if (announced !== undefined && Number(announced) > entry.size) throw tooLarge(entry);
        let before = 0;
        const pace = setInterval(() => {
          if (size - before < limits.windowBytes) stop.abort();
          before = size;
        }, limits.windowMs);
        try {
          for await (const chunk of answer.body) {
            size += chunk.length;
            if (size > entry.size) throw tooLarge(entry);
            hash.update(chunk);
            // Not `write`, which may write only a part of the chunk on a disk that is almost full.
            await to.writeFile(chunk);
            onProgress(size);
          }
        } finally {
          clearInterval(pace);
        }
      });
      if (size < entry.size)
        throw refuse({ reason: 'update-truncated', params: { bytes: size, expected: entry.size } });
      if (hash.digest('base64') !== entry.sha512)
        throw refuse({ reason: 'update-hash', params: { file: entry.url } });
    },
  };
}

function checkStatus({ status, headers }: HttpAnswer, base: URL): void {
  if (status >= 300 && status < 400) {
    const to = headers.location ?? '';
    const host = URL.canParse(to, base.href) ? new URL(to, base).host : to.slice(0, 100);
    throw refuse({ reason: 'update-redirect', params: { host } });
  }
  if (status !== 200) throw refuse({ reason: 'update-status', params: { status } });
}

/** Maps errors of the network. Others, such as a full disk, are returned unchanged. */
function translated(error: unknown, limitMs: number): unknown {
  if (!(error instanceof HttpError)) return error;
  if (error.kind === 'timeout') return tooSlow(limitMs);
  return refuse({ reason: 'update-unreachable', params: { problem: error.kind } });
}

function tooSlow(ms: number): Failure {
  return refuse({ reason: 'update-slow', params: { seconds: Math.max(1, Math.round(ms / 1000)) } });
}

function tooLarge({ url }: ReleaseFile): Failure {
  return refuse({ reason: 'update-too-large', params: { file: url } });
}
