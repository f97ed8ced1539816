import { isBare } from './jpeg-header.ts';

/** A segment of a JPEG: its marker, and its content without the length. */
export interface JpegSegment {
  readonly marker: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

const START_OF_SCAN = 0xda;

/** Yields the segments of a JPEG before its pixels. Stops at one that exceeds the file. */
export function* jpegSegments(bytes: Uint8Array<ArrayBuffer>): Generator<JpegSegment> {
  for (let at = 2; bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? START_OF_SCAN;
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else {
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      const end = at + 2 + length;
      if (marker === START_OF_SCAN || length < 2 || end > bytes.length) return;
      yield { marker, data: bytes.subarray(at + 4, end) };
      at = end;
    }
  }
}
