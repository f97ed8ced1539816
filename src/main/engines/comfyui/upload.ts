import { open } from 'node:fs/promises';
import { EXTENSIONS } from '@shared/domain/image.ts';
import { retryUnsent, TryAgain } from '../../http/retry.ts';
import type { PictureFile } from '../../ports.ts';
import { multipartForm } from '../multipart.ts';
import { type Api, exchange, readJson, unreadable } from './api.ts';
import { Uploaded } from './wire.ts';

/**
 * Uploads a picture into the server's input folder and returns its name for `LoadImage`. The name is that of its
 * content, so that a repeated upload adds no file. Throws `RunFailure` or `AbortError`.
 */
export async function uploadPicture(
  api: Api,
  picture: PictureFile & { readonly sha256: string },
  signal: AbortSignal,
): Promise<string> {
  const file = await open(picture.path);
  try {
    const { size } = await file.stat();
    const filename = `reseed-${picture.sha256.slice(0, 32)}.${EXTENSIONS[picture.mime]}`;
    const form = multipartForm([
      {
        name: 'image',
        filename,
        mime: picture.mime,
        bytes: size,
        chunks: () => file.createReadStream({ start: 0, autoClose: false }),
      },
      { name: 'type', text: 'input' },
      { name: 'overwrite', text: 'true' },
    ]);
    const send = () =>
      exchange(
        api,
        {
          method: 'POST',
          path: '/upload/image',
          body: form.body,
          headers: { 'Content-Type': form.type },
          limitMs: api.limits.uploadMs,
        },
        signal,
        (answer) => readJson(api, answer, Uploaded),
      );
    const { name, subfolder } = await retryUnsent(send, { signal, pauseMs: api.pauseMs });
    return subfolder === '' ? name : `${subfolder}/${name}`;
  } catch (error) {
    if (error instanceof TryAgain || !signal.aborted) throw unreadable(error);
    throw error;
  } finally {
    await file.close();
  }
}
