import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { EXTENSIONS } from '@shared/domain/image.ts';
import { type HttpBody, readText } from '../../http/http.ts';
import { retryUnsent } from '../../http/retry.ts';
import type { PictureFile } from '../../ports.ts';
import { multipartForm } from '../multipart.ts';
import { parseJson } from '../parse-json.ts';
import type { UploadedAsset } from '../uploads.ts';
import { type Account, type Api, apiUrl, noteRetryAfter } from './api.ts';
import { asRunFailure, failed, uploadRejectionFailure } from './errors.ts';
import { AssetAnswer, assetPath } from './wire.ts';

/** Uploads a prepared image. Throws `RunFailure` (uploads are never charged) or `AbortError`. */
export async function uploadPicture(
  api: Api,
  account: Account,
  picture: PictureFile,
  signal: AbortSignal,
): Promise<UploadedAsset> {
  const file = await open(picture.path);
  try {
    const { size } = await file.stat();
    let hash = createHash('sha256');
    const form = multipartForm([
      {
        name: 'asset',
        // A neutral name. The service rejects wrong extensions and keeps the name.
        filename: `image.${EXTENSIONS[picture.mime]}`,
        mime: picture.mime,
        bytes: size,
        async *chunks() {
          hash = createHash('sha256');
          for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
            hash.update(chunk as Buffer);
            yield chunk as Buffer;
          }
        },
      },
    ]);
    const path = await send(api, account, form, signal);
    return { path, sha256: hash.digest('hex'), bytes: size, mime: picture.mime };
  } finally {
    await file.close();
  }
}

async function send(
  api: Api,
  account: Account,
  form: { readonly type: string; readonly body: HttpBody },
  signal: AbortSignal,
): Promise<string> {
  const attempt = async () => {
    await api.rate.take(signal);
    return api.http.exchange(
      {
        method: 'POST',
        url: apiUrl(api, '/api/assets'),
        headers: { 'API-KEY': account.key, 'Content-Type': form.type, Accept: 'application/json' },
        body: form.body,
        limitMs: api.limits.uploadMs,
        signal,
      },
      async (answer) => {
        const { text, error } = await readText(answer, 1024 * 1024);
        if (answer.status < 200 || answer.status > 299) {
          const afterMs = noteRetryAfter(api, answer);
          throw uploadRejectionFailure({ status: answer.status, text, afterMs, secrets: [account.key] });
        }
        if (error) throw error;
        const parsed = AssetAnswer.safeParse(parseJson(text));
        const path = parsed.success ? assetPath(parsed.data) : null;
        if (path === null) throw failed({ code: 'request-refused', reason: 'no-upload-path' });
        return path;
      },
    );
  };
  try {
    return await retryUnsent(attempt, { signal, pauseMs: api.pauseMs });
  } catch (error) {
    throw asRunFailure(error, false);
  }
}
