import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusedWrite } from '../../disk-errors.ts';
import { HttpError } from '../../http/http.ts';
import { isTransientStatus, retryAfterMs, retryGet, TryAgain } from '../../http/retry.ts';
import type { EngineResult, RunReporter } from '../../ports.ts';
import { BadPicture, type PictureBody, savePicture } from '../save-picture.ts';
import type { Api } from './api.ts';
import { failed } from './errors.ts';
import type { EditAnswer } from './wire.ts';

/** Size of the pieces in which base64 is decoded: a multiple of four characters. */
const PIECE = 4 * 256 * 1024;

export interface SaveJob {
  readonly stagingDir: string;
  readonly signal: AbortSignal;
  readonly reporter: RunReporter;
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
      if (one.b64_json != null) results.push(await saveOne(job, () => decoded(one.b64_json ?? '')));
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

/** Writes one picture. If the disk is full, it waits for space and writes it again. */
async function saveOne(
  { stagingDir, reporter }: SaveJob,
  read: () => PictureBody | Promise<PictureBody>,
): Promise<EngineResult> {
  for (;;) {
    const path = join(stagingDir, `${randomUUID()}.part`);
    try {
      return { path, mime: await savePicture(await read(), path) };
    } catch (error) {
      await rm(path, { force: true });
      if (error instanceof TryAgain) throw new BadPicture('incomplete');
      if (!isRefusedWrite(error)) throw error;
      await reporter.noRoom(error);
    }
  }
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
  for (;;) {
    const path = join(job.stagingDir, `${randomUUID()}.part`);
    const get = () =>
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
        async ({ status, headers, body }) => {
          if (isTransientStatus(status)) throw new TryAgain(status, retryAfterMs(headers, api.now()));
          if (status !== 200) throw new HttpError('broken');
          const announced = Number(headers['content-length'] ?? Number.NaN);
          return savePicture(
            { announced: Number.isFinite(announced) ? announced : null, chunks: body },
            path,
          );
        },
      );
    try {
      return { path, mime: await retryGet(get, { signal: job.signal, pauseMs: api.pauseMs }) };
    } catch (error) {
      await rm(path, { force: true });
      if (!isRefusedWrite(error)) throw error;
      await job.reporter.noRoom(error);
    }
  }
}

/** The server itself, or https anywhere in the public internet. Redirects aren't followed. */
export function allowedLink(api: Pick<Api, 'address'>, link: string): URL | null {
  if (!URL.canParse(link, `${api.address}/`)) return null;
  const url = new URL(link, `${api.address}/`);
  if (url.username !== '' || url.password !== '') return null;
  if (url.origin === new URL(api.address).origin) return url;
  return url.protocol === 'https:' ? url : null;
}
