import type { Box, Size } from '@shared/geometry.ts';

/** A connected part of a mask. */
export interface Region extends Box {
  /** Number of its pixels. */
  readonly pixels: number;
}

/** Connected pixels as runs along the rows, in order. */
interface Runs {
  /** Indices of the first pixel of each run, and one past its last. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Index of each run's part in `regions`, which are in the order of their first pixels. */
  readonly regionOf: Int32Array;
  readonly regions: Region[];
}

/** Connects set (or unset) pixels with 4-connectivity. */
function connect(mask: Uint8Array, { width, height }: Size, set: boolean): Runs {
  const starts: number[] = [];
  const ends: number[] = [];
  const parents: number[] = [];
  let aboveFirst = 0;
  let aboveLast = 0;
  for (let y = 0; y < height; y++) {
    const first = starts.length;
    const end = (y + 1) * width;
    let above = aboveFirst;
    for (let at = y * width; at < end; at++) {
      if ((mask[at] !== 0) !== set) continue;
      const start = at;
      while (at < end && (mask[at] !== 0) === set) at++;
      const run = starts.length;
      starts.push(start);
      ends.push(at);
      parents.push(run);
      // Runs of the row above that end left of this one can't touch a later one either.
      while (above < aboveLast && ends[above]! + width <= start) above++;
      for (let touching = above; touching < aboveLast && starts[touching]! + width < at; touching++)
        join(parents, touching, run);
    }
    aboveFirst = first;
    aboveLast = starts.length;
  }
  const regionOf = new Int32Array(starts.length);
  const regions: { x: number; y: number; width: number; height: number; pixels: number }[] = [];
  for (let run = 0; run < starts.length; run++) {
    const root = rootOf(parents, run);
    const y = Math.floor(starts[run]! / width);
    const [left, right] = [starts[run]! - y * width, ends[run]! - y * width];
    if (root === run) {
      regionOf[run] = regions.length;
      regions.push({ x: left, y, width: right - left, height: 1, pixels: right - left });
      continue;
    }
    const region = regions[regionOf[root]!]!;
    regionOf[run] = regionOf[root]!;
    const outer = Math.max(region.x + region.width, right);
    region.x = Math.min(region.x, left);
    region.width = outer - region.x;
    region.height = y + 1 - region.y;
    region.pixels += right - left;
  }
  return { starts, ends, regionOf, regions };
}

/** Roots are the first runs of their parts. */
function rootOf(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) root = parents[root]!;
  for (let at = run; at !== root; ) {
    const next = parents[at]!;
    parents[at] = root;
    at = next;
  }
  return root;
}

function join(parents: number[], one: number, other: number): void {
  const [a, b] = [rootOf(parents, one), rootOf(parents, other)];
  if (a < b) parents[b] = a;
  else parents[a] = b;
}

/**
 * Labels the connected set parts of a mask. `labels` is 0 for unset pixels, otherwise 1 + the index into
 * `regions`, which are in the order of their first pixels.
 */
export function labelRegions(mask: Uint8Array, size: Size): { labels: Int32Array; regions: Region[] } {
  const labels = new Int32Array(size.width * size.height);
  const { starts, ends, regionOf, regions } = connect(mask, size, true);
  for (let run = 0; run < starts.length; run++) labels.fill(regionOf[run]! + 1, starts[run]!, ends[run]!);
  return { labels, regions };
}

/** Fills enclosed holes: unset parts that don't reach the edge. In place. `most`: larger holes (px) stay. */
export function fillHoles(mask: Uint8Array, size: Size, most = Number.POSITIVE_INFINITY): void {
  const isHole = ({ x, y, width, height, pixels }: Region) =>
    x > 0 && y > 0 && x + width < size.width && y + height < size.height && pixels <= most;
  const runs = connect(mask, size, false);
  fillRegions(mask, runs, runs.regions.map(isHole), 255);
}

/** Unsets connected parts with fewer pixels than `least`. In place. */
export function dropIslands(mask: Uint8Array, size: Size, least: number): void {
  const runs = connect(mask, size, true);
  fillRegions(
    mask,
    runs,
    runs.regions.map(({ pixels }) => pixels < least),
    0,
  );
}

/** Unsets connected parts without a pixel that `isCore` accepts. In place. */
export function keepCores(mask: Uint8Array, size: Size, isCore: (at: number) => boolean): void {
  const runs = connect(mask, size, true);
  const hollow = runs.regions.map(() => true);
  for (let run = 0; run < runs.starts.length; run++)
    for (let at = runs.starts[run]!; at < runs.ends[run]! && hollow[runs.regionOf[run]!]; at++)
      if (isCore(at)) hollow[runs.regionOf[run]!] = false;
  fillRegions(mask, runs, hollow, 0);
}

/** Sets the pixels of the chosen parts to a value. In place. */
function fillRegions(
  mask: Uint8Array,
  { starts, ends, regionOf }: Runs,
  chosen: readonly boolean[],
  value: number,
): void {
  for (let run = 0; run < starts.length; run++)
    if (chosen[regionOf[run]!]) mask.fill(value, starts[run]!, ends[run]!);
}
