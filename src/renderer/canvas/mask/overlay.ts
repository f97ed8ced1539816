import type { Box, Size } from '@shared/geometry.ts';
import type { FeatherPreview } from './feather.ts';
import { TILE, type Tiles } from './tiles.ts';

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/**
 * How a mask is shown. `outside`: overlay on what stays. `inside`: overlay on what may change. `mask`: the
 * mask in black and white.
 */
export type OverlayLook = 'outside' | 'inside' | 'mask';

export interface OverlayStyle {
  readonly look: OverlayLook;
  readonly color: Rgb;
  /** 0 to 1. */
  readonly opacity: number;
  /** Color of the hatching over protected areas. */
  readonly protect: Rgb;
}

export interface OverlayMasks {
  /** Null: everything may change, so nothing is shown. */
  readonly change: Tiles | null;
  readonly protect: Tiles | null;
  /** Shown instead of `change` while it is up to date. */
  readonly feathered: FeatherPreview | null;
  readonly size: Size;
}

/** Position of the picture: device pixels = image pixels × scale + (x, y). */
export interface OverlayPlace {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Spacing and width of hatching lines, in device pixels. */
const HATCH = 10;
const HATCH_LINE = 4;
/** A pixel's tile is its place shifted by this. */
const TILE_BITS = Math.log2(TILE);
const PROTECT_ALPHA = { line: 0.85, between: 0.35 } as const;

/**
 * Draws masks on part of the screen, pixel by pixel. `part` is in device pixels, and `into` has its size. If
 * the picture is scaled down, four samples per pixel are averaged. `coarse` takes one, for whole screens
 * during gestures.
 */
export function drawOverlay(
  into: Uint32Array,
  part: Box,
  place: OverlayPlace,
  masks: OverlayMasks,
  style: OverlayStyle,
  coarse = false,
): void {
  const { size } = masks;
  const samples = place.scale >= 0.75 || coarse ? 1 : 2;
  const columns = axis(part.x, part.width, place.x, place.scale, size.width, samples);
  const rows = axis(part.y, part.height, place.y, place.scale, size.height, samples);
  const runs = tileRuns(columns);
  const changes = new Uint16Array(part.width);
  const hides = new Uint16Array(part.width);
  const table = colorTable(style);
  const [line, between] = [
    word(style.protect, PROTECT_ALPHA.line),
    word(style.protect, PROTECT_ALPHA.between),
  ];
  const most = samples * samples;
  const [first, end] = [firstSet(columns, samples), lastSet(columns, samples)];
  for (let y = 0; y < part.height; y++) {
    const at = y * part.width;
    if (rows[y * samples]! < 0) {
      into.fill(0, at, at + part.width);
      continue;
    }
    changes.fill(0);
    hides.fill(0);
    let isChanged = false;
    let isHidden = false;
    for (let s = 0; s < samples; s++) {
      const row = rows[y * samples + s]!;
      if (row < 0) continue;
      if (masks.feathered) {
        addFeathered(changes, masks.feathered, row, columns, samples);
        isChanged = true;
      } else if (masks.change && addRow(changes, masks.change, row, columns, runs, samples)) isChanged = true;
      if (masks.protect && addRow(hides, masks.protect, row, columns, runs, samples)) isHidden = true;
    }
    into.fill(0, at, at + first);
    into.fill(0, at + end, at + part.width);
    // Most rows of a whole screen have nothing painted on them.
    if (!isChanged && !isHidden) {
      into.fill(masks.change ? table[0]! : 0, at + first, at + end);
      continue;
    }
    for (let x = first; x < end; x++) {
      const hidden = hides[x]! > 0;
      if (hidden) {
        const stripe = (part.x + x + part.y + y) % HATCH;
        into[at + x] = stripe < HATCH_LINE ? line : between;
      } else into[at + x] = masks.change ? table[Math.round(changes[x]! / most)]! : 0;
    }
  }
}

/** Returns the image pixel of each sample along one axis, or -1 outside the picture. */
function axis(
  start: number,
  length: number,
  offset: number,
  scale: number,
  limit: number,
  samples: number,
): Int32Array {
  return Int32Array.from({ length: length * samples }, (_, i) => {
    const device = start + (i + 0.5) / samples;
    const pixel = Math.floor((device - offset) / scale);
    return pixel < 0 || pixel >= limit ? -1 : pixel;
  });
}

/** First pixel whose samples begin inside the picture. */
function firstSet(columns: Int32Array, samples: number): number {
  let at = 0;
  while (at * samples < columns.length && columns[at * samples]! < 0) at++;
  return at;
}

/** One past the last such pixel. */
function lastSet(columns: Int32Array, samples: number): number {
  let at = columns.length / samples;
  while (at > 0 && columns[(at - 1) * samples]! < 0) at--;
  return at;
}

/** The samples in one column of tiles. */
interface TileRun {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

function tileRuns(columns: Int32Array): TileRun[] {
  const runs: TileRun[] = [];
  for (let from = 0; from < columns.length; ) {
    const column = columns[from]! >> TILE_BITS;
    let to = from + 1;
    while (to < columns.length && columns[to]! >> TILE_BITS === column) to++;
    if (column >= 0) runs.push({ column, from, to });
    from = to;
  }
  return runs;
}

/** Adds the samples of a row. Returns whether any tile of it may have something set. */
function addRow(
  sums: Uint16Array,
  { tiles, columns: across }: Tiles,
  row: number,
  columns: Int32Array,
  runs: readonly TileRun[],
  samples: number,
): boolean {
  const first = Math.floor(row / TILE) * across;
  const inTile = (row % TILE) * TILE;
  const shift = samples - 1;
  let isSet = false;
  for (const { column, from, to } of runs) {
    const tile = tiles[first + column];
    if (!tile) continue;
    isSet = true;
    for (let i = from; i < to; i++) {
      const at = i >> shift;
      sums[at] = sums[at]! + tile[inTile + (columns[i]! & (TILE - 1))]!;
    }
  }
  return isSet;
}

function addFeathered(
  sums: Uint16Array,
  { width, step, alpha }: FeatherPreview,
  row: number,
  columns: Int32Array,
  samples: number,
): void {
  const start = Math.floor(row / step) * width;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    if (column < 0) continue;
    const to = samples === 1 ? i : i >> 1;
    sums[to] = sums[to]! + alpha[start + Math.floor(column / step)]!;
  }
}

/** Returns the color of each mask value. */
function colorTable({ look, color, opacity }: OverlayStyle): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, value) => {
    if (look === 'mask') return word([value, value, value], 1);
    const share = look === 'inside' ? value / 255 : 1 - value / 255;
    return word(color, opacity * share);
  });
}

/** Packs a pixel of `ImageData` into one number, in the byte order red, green, blue, alpha. */
function word([red, green, blue]: Rgb, alpha: number): number {
  return ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
