import { inflateStream } from './inflate.ts';
import { chunksOf } from './png-chunks.ts';

/** Supported profiles are a few kilobytes long. */
const PROFILE_MAX_BYTES = 1024 * 1024;

/**
 * Returns the color profile of a PNG. Null if it has none or a longer one than supported. Rejects if it is
 * damaged.
 */
export async function pngProfile(png: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  for (const { type, data } of chunksOf(png)) {
    if (type === 'IDAT') return null;
    // A name, a zero byte, the compression method, then the profile.
    if (type === 'iCCP') return inflate(data.subarray(data.indexOf(0) + 2));
  }
  return null;
}

/** Returns the bytes of a compressed profile. Null if it is larger than a valid profile. */
async function inflate(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const stream = inflateStream(data);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    total += value.length;
    if (total > PROFILE_MAX_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}
