import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { cameraExif } from './camera-exif.ts';

/** The signature and the header: what other chunks may follow. */
const HEADER_BYTES = 33;
/** As far as the EXIF of a JPEG reaches: behind a preview of another maker, say. */
const HEAD_BYTES = 256 * 1024;

/** Returns the bytes of a PNG file with the EXIF of the camera's file it was made from; without, when that has none. */
export async function* pngWithExifOf(pngPath: string, cameraPath: string): AsyncGenerator<Uint8Array> {
  const exif = cameraExif(await headOf(cameraPath));
  if (exif) {
    yield* createReadStream(pngPath, { end: HEADER_BYTES - 1 });
    yield chunk('eXIf', exif);
  }
  yield* createReadStream(pngPath, { start: exif ? HEADER_BYTES : 0 });
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
