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
  const changes = new Uint16Array(part.width);
  const hides = new Uint16Array(part.width);
  const table = colorTable(style);
  const [line, between] = [
    word(style.protect, PROTECT_ALPHA.line),
    word(style.protect, PROTECT_ALPHA.between),
  ];
  const most = samples * samples;
  for (let y = 0; y < part.height; y++) {
    changes.fill(0);
    hides.fill(0);
    for (let s = 0; s < samples; s++) {
      const row = rows[y * samples + s]!;
      if (row < 0) continue;
      if (masks.feathered) addFeathered(changes, masks.feathered, row, columns, samples);
      else if (masks.change) addRow(changes, masks.change, row, columns, samples);
      if (masks.protect) addRow(hides, masks.protect, row, columns, samples);
    }
    const at = y * part.width;
    const inRow = rows[y * samples]! >= 0;
    for (let x = 0; x < part.width; x++) {
      if (!inRow || columns[x * samples]! < 0) {
        into[at + x] = 0;
        continue;
      }
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

function addRow(
  sums: Uint16Array,
  { tiles, columns: across }: Tiles,
  row: number,
  columns: Int32Array,
  samples: number,
): void {
  const first = Math.floor(row / TILE) * across;
  const inTile = (row % TILE) * TILE;
  let known = -1;
  let tile: Uint8Array | null = null;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    if (column < 0) continue;
    const index = column >> 8;
    if (index !== known) {
      known = index;
      tile = tiles[first + index] ?? null;
    }
    if (tile) {
      const to = samples === 1 ? i : i >> 1;
      sums[to] = sums[to]! + tile[inTile + (column & (TILE - 1))]!;
    }
  }
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
