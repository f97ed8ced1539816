import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageMime } from '@shared/domain/image.ts';
import { isTransientStatus, retryAfterMs, retryGet, TryAgain } from '../../http/retry.ts';
import type { EngineResult } from '../../ports.ts';
import { BadPicture, pictureBody, savePicture } from '../save-picture.ts';
import type { Api } from './api.ts';
import { blocked, PROXY_LOGIN } from './errors.ts';
import { allowedUrl, type LinkPolicy } from './result-links.ts';

const REDIRECTS_MAX = 3;

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
      return savePicture(pictureBody(answer), path).catch((error: unknown) => {
        throw error instanceof BadPicture ? new BadLink('refused', error.message) : error;
      });
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
