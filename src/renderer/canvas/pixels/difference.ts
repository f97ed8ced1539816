import type { Size } from '@shared/geometry.ts';

/** Most pixels of a map: enough for any screen, and little beside the pictures. */
export const MAP_PIXELS = 8_000_000;

/** How many pixels each way become one of the map, so that it has at most `most`. */
export function mapStep({ width, height }: Size, most: number = MAP_PIXELS): number {
  return Math.max(1, Math.ceil(Math.sqrt((width * height) / most)));
}

export function mapSize({ width, height }: Size, step: number): Size {
  return { width: Math.ceil(width / step), height: Math.ceil(height / step) };
}

/** The largest difference of a channel of two pixels, 0 to 255; colours weigh as much as their alpha. */
export function pixelDifference(a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): number {
  const alphaA = a[at + 3] as number;
  const alphaB = b[at + 3] as number;
  let most = Math.abs(alphaA - alphaB);
  for (let channel = 0; channel < 3; channel++) {
    const one = a[at + channel] as number;
    const other = b[at + channel] as number;
    const apart =
      alphaA === 255 && alphaB === 255
        ? Math.abs(one - other)
        : Math.abs(one * alphaA - other * alphaB) / 255;
    if (apart > most) most = apart;
  }
  return Math.round(most);
}

/**
 * Adds rows of two pictures to a map of differences. A pixel of the map is the largest of those it stands for: a single
 * changed pixel of a large picture is not lost.
 */
export function addToMap(
  map: Uint8Array,
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  rows: { readonly width: number; readonly first: number; readonly step: number },
): void {
  const { width, first, step } = rows;
  const words = new Uint32Array(a.buffer, a.byteOffset, a.length / 4);
  const others = new Uint32Array(b.buffer, b.byteOffset, b.length / 4);
  const across = Math.ceil(width / step);
  for (let i = 0; i < words.length; i++) {
    if (words[i] === others[i]) continue;
    const x = i % width;
    const y = first + (i - x) / width;
    const at = Math.floor(y / step) * across + Math.floor(x / step);
    const apart = pixelDifference(a, b, i * 4);
    if (apart > (map[at] as number)) map[at] = apart;
  }
}
