import { type ImageMime, isForeign, MAX_PIXELS } from '@shared/domain/image.ts';
import type { Size } from '@shared/geometry.ts';
import { fetchInput } from './api.ts';
import { foreignFormat } from './foreign/index.ts';
import { readStoredSize } from './header.ts';
import type { FromWorker } from './messages.ts';
import { Refusal } from './refusal.ts';

/** From how many pixels on pictures are decoded one at a time: together they would not fit the memory. */
const BIG_PIXELS = 40_000_000;

/** A picture file whose header was read. */
export interface OpenPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: ImageMime;
  readonly stored: Size;
}

/** Fetches a picture and reads its header. Refuses what is no picture, and what has too many pixels to decode. */
export async function openPicture(
  job: number,
  index: number,
  mime: ImageMime,
  maxPixels: number = MAX_PIXELS,
): Promise<OpenPicture> {
  const bytes = await fetchInput(job, index);
  let stored: Size;
  try {
    stored = isForeign(mime)
      ? await (await foreignFormat(mime)).readSize(bytes)
      : readStoredSize(bytes, mime);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('picture-damaged', String(error));
  }
  const pixels = stored.width * stored.height;
  if (pixels > maxPixels)
    throw new Refusal('picture-too-large', `${stored.width} x ${stored.height} is more than ${maxPixels}`);
  return { bytes, mime, stored };
}

/** Runs `work` at once, or when no other worker is at a big picture if one of these is big. */
export function inTurn<T>(
  pictures: readonly OpenPicture[],
  say: (message: FromWorker) => void,
  work: () => Promise<T>,
): Promise<T> {
  const pixels = pictures.reduce((sum, { stored }) => sum + stored.width * stored.height, 0);
  if (pixels <= BIG_PIXELS) return work();
  say({ kind: 'waiting' });
  return navigator.locks.request('big-picture', () => {
    say({ kind: 'step', step: 0, steps: 1 });
    return work();
  });
}
