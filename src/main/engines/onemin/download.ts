import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageMime } from '@shared/domain/image.ts';
import { fileTypeFromBuffer } from 'file-type';
import { syncOpenFile } from '../../files/sync.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { isTransientStatus, retryAfterMs, retryGet, TryAgain } from '../../http/retry.ts';
import { type EngineResult, RESULT_MAX_BYTES } from '../../ports.ts';
import type { Api } from './api.ts';
import { blocked, PROXY_LOGIN } from './errors.ts';
import { allowedUrl, type LinkPolicy } from './result-links.ts';
import { isWholePicture } from './whole-picture.ts';

const REDIRECTS_MAX = 3;
/** Number of bytes needed to detect an image type by content. */
const MAGIC_BYTES = 4100;

/**
 * A link that returned no image: `gone` (not found, or no permission) or `refused` (content that isn't
 * accepted).
 */
export class BadLink extends Error {
  readonly why: 'gone' | 'refused';
  constructor(why: 'gone' | 'refused', message: string) {
    super(message);
    this.name = 'BadLink';
    this.why = why;
  }
}

export interface DownloadOptions {
  readonly stagingDir: string;
  readonly policy: LinkPolicy;
  readonly signal: AbortSignal;
}

/**
 * Downloads a result into a new file in `stagingDir`, without sending the API key, and checks that the image
 * is complete. Throws `BadLink`, `HttpError`, `TryAgain` or `AbortError` and leaves no file behind.
 */
export async function downloadResult(api: Api, url: URL, options: DownloadOptions): Promise<EngineResult> {
  const path = join(options.stagingDir, `${randomUUID()}.part`);
  try {
    const mime = await retryGet(() => fetchTo(api, url, path, options, 0), {
      signal: options.signal,
      pauseMs: api.pauseMs,
    });
    return { path, mime };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function fetchTo(
  api: Api,
  url: URL,
  path: string,
  options: DownloadOptions,
  redirects: number,
): Promise<ImageMime> {
  const { policy, signal } = options;
  const next = await api.http.exchange(
    {
      method: 'GET',
      url,
      headers: { Accept: 'image/*' },
      limitMs: api.limits.downloadMs,
      signal,
      publicOnly: policy.localOrigin === null,
    },
    async (answer) => {
      const { status, headers } = answer;
      if ([301, 302, 303, 307, 308].includes(status)) return redirectTarget(headers.location, url, policy);
      if (status === PROXY_LOGIN) throw blocked({ code: 'proxy-login' }, { charged: 'yes' });
      if (isTransientStatus(status)) throw new TryAgain(status, retryAfterMs(headers, api.now()));
      if (status !== 200) throw new BadLink('gone', `HTTP ${status}`);
      return store(answer, path);
    },
  );
  if (!(next instanceof URL)) return next;
  if (redirects >= REDIRECTS_MAX) throw new BadLink('refused', 'too many redirects');
  return fetchTo(api, next, path, options, redirects + 1);
}

function redirectTarget(location: string | undefined, from: URL, policy: LinkPolicy): URL {
  const target = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
  const url = target && allowedUrl(target.href, policy);
  if (!url) throw new BadLink('refused', 'a redirect to an address that is not allowed');
  return url;
}

/**
 * Writes the body to `path` and syncs it. The type is detected from the first bytes, regardless of the
 * header.
 */
async function store(answer: HttpAnswer, path: string): Promise<ImageMime> {
  const promised = Number(answer.headers['content-length'] ?? 0);
  if (promised > RESULT_MAX_BYTES) throw new BadLink('refused', 'larger than 64 MB');
  const file = await open(path, 'w+');
  try {
    let size = 0;
    let mime: ImageMime | null = null;
    const start: Uint8Array[] = [];
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > RESULT_MAX_BYTES) throw new BadLink('refused', 'larger than 64 MB');
      if (mime === null) {
        start.push(chunk);
        if (size >= MAGIC_BYTES) mime = await pictureType(Buffer.concat(start));
      }
      await file.write(chunk);
    }
    mime ??= await pictureType(Buffer.concat(start));
    if (!(await isWholePicture(file, size, mime))) throw new TryAgain(200);
    await syncOpenFile(file);
    return mime;
  } finally {
    await file.close();
  }
}

async function pictureType(start: Buffer): Promise<ImageMime> {
  const found = await fileTypeFromBuffer(start.subarray(0, MAGIC_BYTES));
  const mime = ImageMime.safeParse(found?.mime);
  if (!mime.success) throw new BadLink('refused', 'not a picture');
  return mime.data;
}
