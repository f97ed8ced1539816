/** A box of an ISO base media file: its type and content range. */
export interface Box {
  readonly type: string;
  /** First byte after the header. */
  readonly start: number;
  readonly end: number;
}

/** More sibling boxes than this aren't a picture. */
const BOXES_MAX = 4096;

/** Yields the boxes in a range of a file. Stops at a box that exceeds the range. */
export function* boxesOf(bytes: Uint8Array, start = 0, end = bytes.length): Generator<Box> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  for (let count = 0; at + 8 <= end && count < BOXES_MAX; count++) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const long = size === 1 && at + 16 <= end;
    const header = (long ? 16 : 8) + (type === 'uuid' ? 16 : 0);
    const length = long ? Number(view.getBigUint64(at + 8)) : size === 0 ? end - at : size;
    if (length < header || at + length > end) return;
    yield { type, start: at + header, end: at + length };
    at += length;
  }
}

/** Throws if a top-level box exceeds the file: it is truncated. */
export function assertWhole(bytes: Uint8Array): void {
  let end = 0;
  for (const box of boxesOf(bytes)) end = box.end;
  // A few trailing bytes are allowed.
  if (bytes.length - end >= 8) throw new Error('The file is cut off.');
}

/** Returns the first box of a type, or null. */
export function findBox(bytes: Uint8Array, type: string, start = 0, end = bytes.length): Box | null {
  for (const box of boxesOf(bytes, start, end)) if (box.type === type) return box;
  return null;
}
