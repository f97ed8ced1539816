import { contextOf, newCanvas } from './draw.ts';
import { readScans } from './jpeg-scans.ts';

const END = new Uint8Array([0xff, 0xd9]);
/** Bits that every Huffman table decodes as large values. */
const PROBE = new Uint8Array(64).fill(0xfe);
const STRIPE_PIXELS = 1_000_000;

/**
 * Decodes a JPEG that contains the whole picture and lacks only the end marker, as some cameras write them.
 * Null for a truncated one. With the marker appended, the browser decodes both and fills missing parts with
 * gray. So it is decoded again with other bytes after its end: if any pixel changes, the decoder was still
 * missing data.
 */
export async function decodeWithoutEnd(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | null> {
  const { ended, complete } = readScans(bytes);
  if (ended || !complete) return null;
  const data = withoutZeros(bytes);
  const before = await digestOf(await decode(data, PROBE));
  const image = await decode(data);
  if ((await digestOf(image, false)) === before) return image;
  image.close();
  return null;
}

/** Trailing zeros are padding of a truncated file: no scan ends in them. */
function withoutZeros(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  // Except the one that belongs to the preceding byte.
  return bytes.subarray(0, bytes[end - 1] === 0xff ? Math.min(end + 1, bytes.length) : end);
}

function decode(...parts: Uint8Array<ArrayBuffer>[]): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([...parts, END], { type: 'image/jpeg' }));
}

/** Returns a digest of a picture's pixels, and optionally closes it. */
async function digestOf(image: ImageBitmap, close = true): Promise<string> {
  const { width, height } = image;
  const rows = Math.max(1, Math.floor(STRIPE_PIXELS / width));
  const context = contextOf(newCanvas({ width, height: Math.min(rows, height) }));
  const digests: string[] = [];
  for (let y = 0; y < height; y += rows) {
    context.drawImage(image, 0, -y);
    const { data } = context.getImageData(0, 0, width, Math.min(rows, height - y));
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', data)).join());
  }
  if (close) image.close();
  return digests.join('\n');
}
