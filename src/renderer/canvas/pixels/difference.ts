import type { Size } from '@shared/geometry.ts';

/** Maximum number of pixels in a map: enough for any screen, and little compared with the pictures. */
export const MAP_PIXELS = 8_000_000;

/** Returns how many image pixels per axis form one map pixel, so that the map has at most `most` pixels. */
export function mapStep({ width, height }: Size, most: number = MAP_PIXELS): number {
  return Math.max(1, Math.ceil(Math.sqrt((width * height) / most)));
}

export function mapSize({ width, height }: Size, step: number): Size {
  return { width: Math.ceil(width / step), height: Math.ceil(height / step) };
}

/** Returns the largest channel difference of two pixels, 0 to 255. Colors are weighted by alpha. */
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
 * Adds rows of two pictures to a difference map. Each map pixel is the maximum of its image pixels, so a
 * single changed pixel of a large picture stays visible.
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
