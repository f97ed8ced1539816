import type { Box, Size } from '@shared/geometry.ts';

/** A connected part of a mask. */
export interface Region extends Box {
  /** Pixels that belong to it. */
  readonly pixels: number;
}

/**
 * Numbers the connected parts (up, down, left, right) of the pixels that `belongs` accepts. `labels` holds 0 where it does
 * not, and otherwise 1 + the index into `regions`, which are in the order of their first pixels.
 */
export function labelRegions(
  { width, height }: Size,
  belongs: (at: number) => boolean,
): { labels: Int32Array; regions: Region[] } {
  const labels = new Int32Array(width * height);
  const regions: Region[] = [];
  const stack: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== 0 || !belongs(start)) continue;
    const label = regions.length + 1;
    labels[start] = label;
    stack.push(start);
    let pixels = 0;
    let [left, right, top, bottom] = [width, 0, height, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      pixels++;
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const visit = (next: number): void => {
        if (labels[next] !== 0 || !belongs(next)) return;
        labels[next] = label;
        stack.push(next);
      };
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    regions.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1, pixels });
  }
  return { labels, regions };
}

/** Sets what the mask encloses: unset parts that do not reach the edge. In place. `most`: larger holes stay, in pixels. */
export function fillHoles(mask: Uint8Array, size: Size, most = Number.POSITIVE_INFINITY): void {
  const { labels, regions } = labelRegions(size, (at) => mask[at] === 0);
  const enclosed = regions.map(
    ({ x, y, width, height, pixels }) =>
      x > 0 && y > 0 && x + width < size.width && y + height < size.height && pixels <= most,
  );
  for (let at = 0; at < mask.length; at++) if (labels[at] !== 0 && enclosed[labels[at]! - 1]) mask[at] = 255;
}

/** Unsets connected parts of fewer pixels than `least`. In place. */
export function dropIslands(mask: Uint8Array, size: Size, least: number): void {
  const { labels, regions } = labelRegions(size, (at) => mask[at] !== 0);
  for (let at = 0; at < mask.length; at++)
    if (labels[at] !== 0 && regions[labels[at]! - 1]!.pixels < least) mask[at] = 0;
}

/** Unsets connected parts without a pixel that `isCore` accepts. In place. */
export function keepCores(mask: Uint8Array, size: Size, isCore: (at: number) => boolean): void {
  const { labels, regions } = labelRegions(size, (at) => mask[at] !== 0);
  const hasCore = new Uint8Array(regions.length + 1);
  for (let at = 0; at < mask.length; at++) if (labels[at] !== 0 && isCore(at)) hasCore[labels[at]!] = 1;
  for (let at = 0; at < mask.length; at++) if (hasCore[labels[at]!] === 0) mask[at] = 0;
}
