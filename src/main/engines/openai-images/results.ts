import { HttpError } from '../../http/http.ts';
import { isTransientStatus, retryAfterMs, retryGet, TryAgain } from '../../http/retry.ts';
import type { EngineResult, RunReporter } from '../../ports.ts';
import { BadPicture, type PictureBody, pictureBody, saveNewFile, savePicture } from '../save-picture.ts';
import type { Api } from './api.ts';
import { failed } from './errors.ts';
import type { EditAnswer } from './wire.ts';

/** Size of the pieces in which base64 is decoded: a multiple of four characters. */
const PIECE = 4 * 256 * 1024;

export interface SaveJob {
  readonly stagingDir: string;
  readonly signal: AbortSignal;
  readonly reporter: Pick<RunReporter, 'noRoom'>;
}

/**
 * Saves the pictures of an answer. They were paid for: if some can't be saved, the others are kept. Throws
 * `RunFailure` (charged) if none can, or `AbortError`.
 */
export async function saveResults(
  api: Api,
  answer: EditAnswer,
  job: SaveJob,
): Promise<readonly EngineResult[]> {
  const results: EngineResult[] = [];
  let trouble: unknown = null;
  for (const one of answer.data) {
    try {
      if (one.b64_json != null) results.push(await saveDecoded(one.b64_json, job));
      else if (one.url != null) results.push(await saveLinked(api, one.url, job));
    } catch (error) {
      if (job.signal.aborted) throw error;
      trouble ??= error;
    }
  }
  if (results.length > 0) return results;
  if (trouble === null) throw failed({ code: 'result-missing', reason: 'server-no-picture' }, 'yes');
  if (trouble instanceof BadPicture)
    throw failed({ code: 'result-refused', reason: 'server-not-picture' }, 'yes', trouble);
  throw failed({ code: 'result-missing' }, 'yes', trouble);
}

function saveDecoded(text: string, job: SaveJob): Promise<EngineResult> {
  return saveNewFile(job, (path) =>
    savePicture(decoded(text), path).catch((error: unknown) => {
      throw error instanceof TryAgain ? new BadPicture('incomplete') : error;
    }),
  );
}

/** Decodes base64, with or without the head of a data address. */
function decoded(text: string): PictureBody {
  const start = text.startsWith('data:') ? text.indexOf(',') + 1 : 0;
  async function* pieces() {
    for (let at = start; at < text.length; at += PIECE)
      yield Buffer.from(text.slice(at, at + PIECE), 'base64');
  }
  return { announced: null, chunks: pieces() };
}

async function saveLinked(api: Api, link: string, job: SaveJob): Promise<EngineResult> {
  const url = allowedLink(api, link);
  if (!url) throw new BadPicture('an address that is not allowed');
  const own = url.origin === new URL(api.address).origin;
  const get = (path: string) =>
    api.http.exchange(
      {
        method: 'GET',
        url,
        // Never the key: an address carries its own permission.
        headers: { Accept: 'image/*' },
        limitMs: api.limits.downloadMs,
        signal: job.signal,
        publicOnly: !own,
      },
      async (answer) => {
        const { status, headers } = answer;
        if (isTransientStatus(status)) throw new TryAgain(status, retryAfterMs(headers, api.now()));
        if (status !== 200) throw new HttpError('broken');
        return savePicture(pictureBody(answer), path);
      },
    );
  return saveNewFile(job, (path) => retryGet(() => get(path), { signal: job.signal, pauseMs: api.pauseMs }));
}

/** The server itself, or https anywhere in the public internet. Redirects aren't followed. */
export function allowedLink(api: Pick<Api, 'address'>, link: string): URL | null {
  if (!URL.canParse(link, `${api.address}/`)) return null;
  const url = new URL(link, `${api.address}/`);
  if (url.username !== '' || url.password !== '') return null;
  if (url.origin === new URL(api.address).origin) return url;
  return url.protocol === 'https:' ? url : null;
}
