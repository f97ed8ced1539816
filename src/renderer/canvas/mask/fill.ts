import type { Box, Point } from '@shared/geometry.ts';
import type { MaskWriter } from './mask.ts';
import { FULL, TILE, tileBox } from './tiles.ts';

/** Scanlines per pixel. Horizontal coverage is exact. */
const LINES = 4;

interface Edge {
  /** In scanlines: the first one it crosses, and the one after the last. */
  readonly first: number;
  readonly end: number;
  readonly winding: 1 | -1;
  readonly slope: number;
  /** Where it crosses scanline 0. */
  readonly origin: number;
}

/**
 * Fills a closed polygon, anti-aliased by coverage. It uses the nonzero winding rule, so a self-crossing
 * lasso has no hole.
 */
export function fillPolygon(mask: MaskWriter, points: readonly Point[], erase: boolean): void {
  const { width, height } = mask.size;
  const edges = edgesOf(points, height);
  let next = 0;
  let active: Edge[] = [];
  const whole = new Float32Array(width + 2);
  const parts = new Float32Array(width + 2);
  const first = edges[0]?.first ?? 0;
  const last = edges.reduce((most, { end }) => Math.max(most, end), 0);
  for (let y = Math.floor(first / LINES); y * LINES < last && y < height; y++) {
    const touched: number[] = [];
    for (let line = y * LINES; line < (y + 1) * LINES; line++) {
      for (let edge = edges[next]; edge && edge.first <= line; edge = edges[++next]) active.push(edge);
      active = active.filter(({ end }) => end > line);
      if (active.length > 0) addLine(active, line, width, whole, parts, touched);
    }
    if (touched.length > 0) writeRow(mask, y, whole, parts, touched, erase);
  }
}

function edgesOf(points: readonly Point[], height: number): Edge[] {
  const edges: Edge[] = [];
  for (const [i, from] of points.entries()) {
    const to = points[(i + 1) % points.length] ?? from;
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
    // A scanline lies half a line below its number.
    const first = Math.max(0, Math.ceil(upper.y * LINES - 0.5));
    const end = Math.min(height * LINES, Math.ceil(lower.y * LINES - 0.5));
    if (first >= end) continue;
    const slope = (lower.x - upper.x) / (lower.y - upper.y) / LINES;
    const origin = upper.x + (0.5 - upper.y * LINES) * slope;
    edges.push({ first, end, slope, origin, winding: from.y < to.y ? 1 : -1 });
  }
  return edges.sort((a, b) => a.first - b.first);
}

/** Adds the coverage of one scanline to each pixel. `touched`: the columns where a sum changes. */
function addLine(
  active: readonly Edge[],
  line: number,
  width: number,
  whole: Float32Array,
  parts: Float32Array,
  touched: number[],
): void {
  const crossings = active
    .map(({ origin, slope, winding }) => ({ x: origin + line * slope, winding }))
    .sort((a, b) => a.x - b.x);
  let winding = 0;
  let start = 0;
  for (const crossing of crossings) {
    const was = winding;
    winding += crossing.winding;
    if (was === 0) start = crossing.x;
    else if (winding === 0) addSpan(start, crossing.x, width, whole, parts, touched);
  }
}

function addSpan(
  from: number,
  to: number,
  width: number,
  whole: Float32Array,
  parts: Float32Array,
  touched: number[],
): void {
  const start = Math.min(Math.max(from, 0), width);
  const end = Math.min(Math.max(to, 0), width);
  if (start >= end) return;
  const a = Math.floor(start);
  const b = Math.floor(end);
  if (a === b) {
    parts[a] = parts[a]! + (end - start);
    touched.push(a, a + 1);
    return;
  }
  parts[a] = parts[a]! + (a + 1 - start);
  parts[b] = parts[b]! + (end - b);
  whole[a + 1] = whole[a + 1]! + 1;
  whole[b] = whole[b]! - 1;
  touched.push(a, a + 1, b, b + 1);
}

function writeRow(
  mask: MaskWriter,
  y: number,
  whole: Float32Array,
  parts: Float32Array,
  touched: number[],
  erase: boolean,
): void {
  const { width } = mask.size;
  const columns = [...new Set(touched)].sort((a, b) => a - b);
  let sum = 0;
  for (const [i, column] of columns.entries()) {
    sum += whole[column]!;
    const here = Math.round(((sum + parts[column]!) / LINES) * 255);
    whole[column] = 0;
    parts[column] = 0;
    if (column >= width) continue;
    writeRun(mask, y, column, column + 1, here, erase);
    const next = columns[i + 1] ?? column + 1;
    const between = Math.round((sum / LINES) * 255);
    if (next > column + 1) writeRun(mask, y, column + 1, Math.min(next, width), between, erase);
  }
}

/** Writes one value to a range of a row. */
function writeRun(
  mask: MaskWriter,
  y: number,
  start: number,
  end: number,
  value: number,
  erase: boolean,
): void {
  if (value <= 0) return;
  const row = Math.floor(y / TILE) * mask.columns;
  for (let x = start; x < end; ) {
    const column = Math.floor(x / TILE);
    const stop = Math.min(end, (column + 1) * TILE);
    const index = row + column;
    if ((mask.tiles[index] ?? null) !== (erase ? null : FULL)) {
      const tile = mask.writable(index);
      const at = (y % TILE) * TILE - column * TILE;
      if (value === 255) tile.fill(erase ? 0 : 255, at + x, at + stop);
      else
        for (let to = at + x; to < at + stop; to++)
          tile[to] = erase ? Math.min(tile[to]!, 255 - value) : Math.max(tile[to]!, value);
    }
    x = stop;
  }
}

/** The corners of a rectangle. */
export function rectanglePoints({ x, y, width, height }: Box): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** Maximum distance (px) between a polygon and the ellipse it approximates. */
const ELLIPSE_ERROR = 0.05;

/** Approximates the ellipse in a box by a polygon with invisibly small edges. */
export function ellipsePoints({ x, y, width, height }: Box): Point[] {
  const radius = Math.max(width, height, 2) / 2;
  const count = Math.max(12, Math.ceil(Math.PI / Math.acos(Math.max(0, 1 - ELLIPSE_ERROR / radius))));
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    return {
      x: x + (width / 2) * (1 + Math.cos(angle)),
      y: y + (height / 2) * (1 + Math.sin(angle)),
    };
  });
}

/** Inverts every pixel. */
export function invert(mask: MaskWriter): void {
  for (let index = 0; index < mask.tiles.length; index++) {
    const tile = mask.tiles[index] ?? null;
    if (tile === null) mask.put(index, FULL);
    else if (tile === FULL) mask.put(index, null);
    else {
      const { height } = tileBox(mask, index);
      const words = new Uint32Array(tile.slice().buffer);
      for (let at = 0; at < (height * TILE) / 4; at++) words[at] = ~words[at]!;
      mask.put(index, new Uint8Array(words.buffer));
    }
  }
}

/** Clears every pixel. */
export function clear(mask: MaskWriter): void {
  for (let index = 0; index < mask.tiles.length; index++) if (mask.tiles[index]) mask.put(index, null);
}
