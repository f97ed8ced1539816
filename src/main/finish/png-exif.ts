import { createReadStream } from 'node:fs';
import { PNG_HEADER_BYTES, pngChunk } from '../files/png-chunks.ts';
import { type CameraDataChoice, cameraExif } from './camera-exif.ts';
import { type ByteSource, withFile } from './exif-source.ts';

/** Yields a PNG file with the EXIF of its camera file, or unchanged if there is none or none should be kept. */
export async function* pngWithExifOf(
  pngPath: string,
  cameraPath: string,
  choice?: CameraDataChoice,
): AsyncGenerator<Uint8Array> {
  const exif = await withFile(cameraPath, (file) => cameraExif(file, choice));
  if (exif) {
    yield* createReadStream(pngPath, { end: PNG_HEADER_BYTES - 1 });
    yield pngChunk('eXIf', exif);
  }
  yield* createReadStream(pngPath, { start: exif ? PNG_HEADER_BYTES : 0 });
}

/** Yields a PNG file with only the chosen part of its EXIF. */
export async function* pngWithChoice(path: string, choice: CameraDataChoice): AsyncGenerator<Uint8Array> {
  const { exif, found } = await withFile(path, async (file) => ({
    exif: await cameraExif(file, choice),
    found: await exifChunk(file),
  }));
  yield* createReadStream(path, { end: PNG_HEADER_BYTES - 1 });
  if (exif) yield pngChunk('eXIf', exif);
  if (!found) return yield* createReadStream(path, { start: PNG_HEADER_BYTES });
  if (found.start > PNG_HEADER_BYTES)
    yield* createReadStream(path, { start: PNG_HEADER_BYTES, end: found.start - 1 });
  yield* createReadStream(path, { start: found.end });
}

/** Returns the range of a PNG file's EXIF, or null if there is none before its pixels. */
async function exifChunk(file: ByteSource): Promise<{ readonly start: number; readonly end: number } | null> {
  for (let start = PNG_HEADER_BYTES; ; ) {
    const head = await file.read(start, 8);
    const type = head.toString('latin1', 4, 8);
    if (head.length < 8 || type === 'IDAT') return null;
    const end = start + 12 + head.readUInt32BE(0);
    if (type === 'eXIf') return { start, end };
    start = end;
  }
}
