import { refuseCostly } from '../../decode-cost.ts';
import { DecodeError } from '../../decode-error.ts';
import { decodeNative } from '../../decode-native.ts';
import { upright } from '../../upright.ts';
import type { ForeignFormat } from '../format.ts';
import { type Frame, readFrame } from './frame.ts';
import { orientationOf, readContainer } from './places.ts';

/** Maximum number of possible JPEGs to try if the container's tables list none. */
const STARTS_MAX = 64;

type Found = ReturnType<typeof readFrame>;

/** A preview and its rotation. */
interface Preview {
  readonly frame: Frame;
  /** Exif orientation. Null if the JPEG contains it. */
  readonly orientation: number | null;
}

/**
 * Camera raw files: the largest JPEG that the camera embedded. The sensor data isn't developed, since that is
 * another program's job and the result would be a different picture.
 */
export const raw: ForeignFormat = {
  readSize: (bytes) => findPreview(bytes).frame,
  async decode(bytes) {
    const { frame, orientation } = findPreview(bytes);
    const preview = bytes.slice(frame.start, frame.end);
    refuseCostly(preview, 'image/jpeg', frame);
    const picture = await decodeNative(preview, 'image/jpeg');
    const image = orientation === null ? picture.image : upright(picture.image, orientation);
    const { width, height } = image;
    return { image, notes: [{ code: 'embedded-preview', width, height }] };
  },
};

/** Throws a `ReservedReason` if there is no preview. */
function findPreview(bytes: Uint8Array<ArrayBuffer>): Preview {
  const { places, orientation } = readContainer(bytes);
  if (places.some(({ end }) => end > bytes.length))
    throw new DecodeError('picture-damaged', 'The file is cut off.');
  const named = places.map(({ start, end }) => readFrame(bytes, start, end));
  const frame = largest(named) ?? largest(searched(bytes));
  if (!frame) throw new DecodeError('raw-without-preview', 'No JPEG in the file.');
  const own = frame.exif && orientationOf(frame.exif) !== 1;
  return { frame, orientation: own ? null : orientation };
}

/**
 * Every JPEG in the file that isn't inside another one, for cameras that store their preview in an unusual
 * place.
 */
function* searched(bytes: Uint8Array<ArrayBuffer>): Generator<Found> {
  let tries = 0;
  for (let at = bytes.indexOf(0xff); at >= 0 && tries < STARTS_MAX; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] !== 0xd8 || bytes[at + 2] !== 0xff) continue;
    tries += 1;
    const frame = readFrame(bytes, at);
    yield frame;
    if (frame && frame !== 'cut') at = frame.end - 1;
  }
}

/**
 * Returns the largest JPEG. Throws a `ReservedReason` if one is truncated: a smaller one may be complete, but
 * the file was not created that way.
 */
function largest(frames: Iterable<Found>): Frame | null {
  let best: Frame | null = null;
  for (const frame of frames) {
    if (frame === 'cut') throw new DecodeError('picture-damaged', 'A preview is cut off.');
    if (frame && (!best || frame.width * frame.height > best.width * best.height)) best = frame;
  }
  return best;
}
