import { chunksOf } from './png-chunks.ts';

/** Profiles that are worked with are a few kilobytes long. */
const PROFILE_MAX_BYTES = 1024 * 1024;

/** The color profile of a PNG; null when it has none, or a longer one than is worked with. Rejects when it is damaged. */
export async function pngProfile(png: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  for (const { type, data } of chunksOf(png)) {
    if (type === 'IDAT') return null;
    // A name, its zero, the way of compression, then the profile.
    if (type === 'iCCP') return inflate(data.subarray(data.indexOf(0) + 2));
  }
  return null;
}

/** The bytes of a packed profile; null when they are more than such a profile has. */
async function inflate(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate'));
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
