import type { Size } from '@shared/geometry.ts';
import { type Band, bandsOf, type MaskRows, type RgbaRows } from './rows.ts';

/** Longest edge of the grid on which colors are spread into protected areas. */
const GRID_EDGE = 256;
const GRAY = 128;

interface Grid extends Size {
  /** Sums of red, green, blue and weight, four per cell. */
  readonly sums: Float64Array;
}

/**
 * Replaces protected areas (mask not 0) before a picture is sent, in bands, with colors spread smoothly from
 * the surrounding pixels. The output depends only on unprotected pixels, so nothing can be recovered. The
 * caller extends `mask` as far as a JPEG carries traces of the protected area (`hiddenOf`).
 */
export function* replaceProtected(source: RgbaRows, mask: MaskRows): Generator<Band, void> {
  const { width, height } = source;
  if (mask.width !== width || mask.height !== height)
    throw new RangeError('The mask is not as large as the source.');
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / GRID_EDGE));
  const grid = spread(gather(source, mask, cell));
  for (const band of bandsOf(height)) {
    const data = new Uint8ClampedArray(source.rows(band.top, band.height));
    const hidden = mask.rows(band.top, band.height);
    for (let at = 0; at < hidden.length; at++) {
      if (hidden[at] === 0) continue;
      const x = at % width;
      const y = band.top + (at - x) / width;
      paint(data, at * 4, grid, (x + 0.5) / cell - 0.5, (y + 0.5) / cell - 0.5);
    }
    yield { ...band, data };
  }
}

/** Sums of the unprotected pixels of each cell. */
function gather(source: RgbaRows, mask: MaskRows, cell: number): Grid {
  const width = Math.ceil(source.width / cell);
  const height = Math.ceil(source.height / cell);
  const sums = new Float64Array(width * height * 4);
  for (const band of bandsOf(source.height)) {
    const data = source.rows(band.top, band.height);
    const hidden = mask.rows(band.top, band.height);
    for (let at = 0; at < hidden.length; at++) {
      if (hidden[at] !== 0) continue;
      const x = at % source.width;
      const y = band.top + (at - x) / source.width;
      const to = (Math.floor(y / cell) * width + Math.floor(x / cell)) * 4;
      for (let c = 0; c < 3; c++) sums[to + c] = sums[to + c]! + data[at * 4 + c]!;
      sums[to + 3] = sums[to + 3]! + 1;
    }
  }
  return { width, height, sums };
}

/** Fills cells without weight from increasingly coarse means of their surroundings (pull-push). */
function spread({ width, height, sums }: Grid): Grid {
  const out = new Float64Array(sums.length);
  let gap = false;
  for (let at = 0; at < sums.length; at += 4) {
    const weight = sums[at + 3]!;
    if (weight === 0) gap = true;
    else {
      for (let c = 0; c < 3; c++) out[at + c] = sums[at + c]! / weight;
      out[at + 3] = 1;
    }
  }
  if (!gap) return { width, height, sums: out };
  if (width === 1 && height === 1) return { width, height, sums: Float64Array.of(GRAY, GRAY, GRAY, 1) };
  const half: Grid = {
    width: Math.ceil(width / 2),
    height: Math.ceil(height / 2),
    sums: new Float64Array(Math.ceil(width / 2) * Math.ceil(height / 2) * 4),
  };
  for (let at = 0; at < out.length; at += 4) {
    const x = (at / 4) % width;
    const y = Math.floor(at / 4 / width);
    const to = ((y >> 1) * half.width + (x >> 1)) * 4;
    for (let c = 0; c < 4; c++) half.sums[to + c] = half.sums[to + c]! + out[at + c]!;
  }
  const coarse = spread(half);
  for (let at = 0; at < out.length; at += 4) {
    if (out[at + 3] !== 0) continue;
    const x = (at / 4) % width;
    const y = Math.floor(at / 4 / width);
    for (let c = 0; c < 3; c++) out[at + c] = valueAt(coarse, c, (x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5);
    out[at + 3] = 1;
  }
  return { width, height, sums: out };
}

/** Bilinear between the cells of a filled grid. */
function valueAt({ width, height, sums }: Grid, channel: number, x: number, y: number): number {
  const fx = Math.min(Math.max(x, 0), width - 1);
  const fy = Math.min(Math.max(y, 0), height - 1);
  const [x0, y0] = [Math.floor(fx), Math.floor(fy)];
  const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
  const at = (cx: number, cy: number) => sums[(cy * width + cx) * 4 + channel]!;
  const above = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * (fx - x0);
  const below = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * (fx - x0);
  return above + (below - above) * (fy - y0);
}

function paint(data: Uint8ClampedArray, p: number, grid: Grid, x: number, y: number): void {
  for (let c = 0; c < 3; c++) data[p + c] = valueAt(grid, c, x, y);
  data[p + 3] = 255;
}
