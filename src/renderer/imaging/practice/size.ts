import type { ParamValues } from '@shared/domain/model.ts';
import type { Box, Size } from '@shared/geometry.ts';

const PIXELS_PER_MEGAPIXEL = 1_048_576;
const MIN_EDGE = 16;
/** Maximum edge of a result in pixels. A longer panorama is scaled down instead of cropped. */
const MAX_EDGE = 8192;
const MAX_RATIO = MAX_EDGE / MIN_EDGE;

function askedRatio(params: ParamValues): number | null {
  const parts = /^(\d+):(\d+)$/.exec(String(params.aspectRatio ?? ''));
  return parts ? Number(parts[1]) / Number(parts[2]) : null;
}

function centered(source: Size, ratio: number): Box {
  const tooWide = source.width / source.height > ratio;
  const width = tooWide ? Math.max(1, Math.round(source.height * ratio)) : source.width;
  const height = tooWide ? source.height : Math.max(1, Math.round(source.width / ratio));
  const x = Math.floor((source.width - width) / 2);
  return { x, y: Math.floor((source.height - height) / 2), width, height };
}

function even(value: number): number {
  return Math.min(MAX_EDGE, Math.max(MIN_EDGE, 2 * Math.round(value / 2)));
}

/**
 * Returns the size of a result in pixels, and the part of the source that fills it. Both edges are even, 16
 * to 8192. Only a picture with a ratio above 512 is cropped automatically.
 */
export function outputSize(source: Size, params: ParamValues): Size & { crop: Box } {
  const own = source.width / source.height;
  const ratio = askedRatio(params) ?? Math.min(MAX_RATIO, Math.max(1 / MAX_RATIO, own));
  const area = (params.megapixels === '0.25' ? 0.25 : 1) * PIXELS_PER_MEGAPIXEL;
  const long = Math.min(MAX_EDGE, Math.sqrt(area * Math.max(ratio, 1 / ratio)));
  const width = ratio >= 1 ? long : long * ratio;
  const height = ratio >= 1 ? long / ratio : long;
  return { width: even(width), height: even(height), crop: centered(source, ratio) };
}
