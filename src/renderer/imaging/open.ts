import { type ImageMime, isForeign, MAX_PIXELS } from '@shared/domain/image.ts';
import type { Size } from '@shared/geometry.ts';
import { HEARTBEAT_MS } from '@shared/imaging.ts';
import { fetchInput, type InputFile } from './api.ts';
import { refuseCostly } from './decode-cost.ts';
import { DecodeError } from './decode-error.ts';
import { foreignFormat } from './foreign/index.ts';
import { readStoredSize } from './header.ts';
import type { FromWorker } from './messages.ts';

/** Pictures from this size (px) on are decoded one at a time, because together they would exceed the memory. */
const BIG_PIXELS = 40_000_000;
/** The same for file sizes, since files are read whole. */
const BIG_BYTES = 64 * 1024 * 1024;

/** A picture file whose header was read. */
export interface OpenPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: ImageMime;
  readonly stored: Size;
}

/**
 * Opens the pictures of a job and processes them: immediately, or once no other worker processes something
 * big if together they are big. Rejects invalid pictures and those with too many pixels.
 */
export async function withPictures<const M extends readonly ImageMime[], T>(
  job: { readonly id: number; readonly mimes: M; readonly maxPixels?: number },
  say: (message: FromWorker) => void,
  work: (pictures: { readonly [K in keyof M]: OpenPicture }) => Promise<T>,
): Promise<T> {
  const files = await Promise.all(job.mimes.map((_, index) => fetchInput(job.id, index)));
  const open = (onPart?: () => void) =>
    Promise.all(
      job.mimes.map((mime, at) => openPicture(files[at] as InputFile, mime, job.maxPixels, onPart)),
    );
  const runWork = (pictures: OpenPicture[]) => work(pictures as { [K in keyof M]: OpenPicture });
  if (sum(files, ({ length }) => length) > BIG_BYTES)
    return runExclusive(say, async () => {
      const pictures = await open(throttle(() => restartClock(say)));
      restartClock(say);
      return runWork(pictures);
    });
  const pictures = await open();
  const isBig = sum(pictures, ({ stored }) => stored.width * stored.height) > BIG_PIXELS;
  return isBig ? runExclusive(say, () => runWork(pictures)) : runWork(pictures);
}

/** Opens one of a job's pictures individually, for jobs with more of them than fit into memory. */
export async function openInput(
  job: { readonly id: number },
  index: number,
  mime: ImageMime,
): Promise<OpenPicture> {
  return openPicture(await fetchInput(job.id, index), mime);
}

/** Frees a file's bytes after it was decoded for the last time. */
export function forget({ bytes }: OpenPicture): void {
  bytes.buffer.transfer(0);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

async function openPicture(
  file: InputFile,
  mime: ImageMime,
  maxPixels: number = MAX_PIXELS,
  onPart?: () => void,
): Promise<OpenPicture> {
  const bytes = await file.read(onPart);
  let stored: Size;
  try {
    stored = isForeign(mime)
      ? await (await foreignFormat(mime)).readSize(bytes)
      : readStoredSize(bytes, mime);
  } catch (error) {
    if (error instanceof DecodeError) throw error;
    throw new DecodeError('picture-damaged', String(error));
  }
  const pixels = stored.width * stored.height;
  if (pixels > maxPixels)
    throw new DecodeError(
      'picture-too-large',
      `${stored.width} x ${stored.height} is more than ${maxPixels}`,
    );
  refuseCostly(bytes, mime, stored);
  return { bytes, mime, stored };
}

/** Runs once no other worker processes something big. The job's time limit is paused until then. */
export function runExclusive<T>(say: (message: FromWorker) => void, work: () => Promise<T>): Promise<T> {
  say({ kind: 'waiting' });
  return navigator.locks.request('big-picture', () => {
    restartClock(say);
    return work();
  });
}

/** The time limit applies to decoding: a large file on a slow disk isn't late while its bytes arrive. */
export function restartClock(say: (message: FromWorker) => void): void {
  say({ kind: 'step', step: 0, steps: 1 });
}

/** Limits calls to one per second. */
function throttle(call: () => void): () => void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < HEARTBEAT_MS) return;
    last = performance.now();
    call();
  };
}
