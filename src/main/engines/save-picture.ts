import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageMime } from '@shared/domain/image.ts';
import { fileTypeFromBuffer } from 'file-type';
import { isRefusedWrite } from '../disk-errors.ts';
import { syncOpenFile } from '../files/sync.ts';
import type { HttpAnswer } from '../http/http.ts';
import { TryAgain } from '../http/retry.ts';
import { type EngineResult, RESULT_MAX_BYTES, type RunReporter } from '../ports.ts';
import { isWholePicture } from './whole-picture.ts';

/** Number of bytes needed to detect an image type by content. */
const MAGIC_BYTES = 4100;

/** An answer whose content isn't accepted as a result. */
export class BadPicture extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadPicture';
  }
}

/** A body with its size as announced, or null. */
export interface PictureBody {
  readonly announced: number | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Returns the body of an answer with the length that its header announces. */
export function pictureBody({ headers, body }: Pick<HttpAnswer, 'headers' | 'body'>): PictureBody {
  const announced = Number(headers['content-length'] ?? Number.NaN);
  return { announced: Number.isFinite(announced) ? announced : null, chunks: body };
}

/**
 * Saves a picture as a new file, which `write` fills. If the disk is full, it waits for space and calls `write`
 * again. Leaves no file behind if it throws.
 */
export async function saveNewFile(
  { stagingDir, reporter }: { readonly stagingDir: string; readonly reporter: Pick<RunReporter, 'noRoom'> },
  write: (path: string) => Promise<ImageMime>,
): Promise<EngineResult> {
  for (;;) {
    const path = join(stagingDir, `${randomUUID()}.part`);
    try {
      return { path, mime: await write(path) };
    } catch (error) {
      await rm(path, { force: true });
      if (!isRefusedWrite(error)) throw error;
      await reporter.noRoom(error);
    }
  }
}

/**
 * Writes a picture to `path` and syncs it. Its type is detected from the first bytes, regardless of the header.
 * Throws `BadPicture` if it is too large or no picture, `TryAgain` if it is incomplete.
 */
export async function savePicture({ announced, chunks }: PictureBody, path: string): Promise<ImageMime> {
  if ((announced ?? 0) > RESULT_MAX_BYTES) throw new BadPicture('larger than 256 MB');
  const file = await open(path, 'w+');
  try {
    let size = 0;
    let mime: ImageMime | null = null;
    const start: Uint8Array[] = [];
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > RESULT_MAX_BYTES) throw new BadPicture('larger than 256 MB');
      if (mime === null) {
        start.push(chunk);
        if (size >= MAGIC_BYTES) mime = await pictureType(Buffer.concat(start));
      }
      // Not `write`, which may write only a part of the chunk on a disk that is almost full.
      await file.writeFile(chunk);
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
  if (!mime.success) throw new BadPicture('not a picture');
  return mime.data;
}
