import type { Size } from '@shared/geometry.ts';
import { squaredDistance } from '../../imaging/finish/distance.ts';
import { type Tiles, valueAt } from './tiles.ts';

/** Longest edge of a preview: about a screen's. */
const PREVIEW_EDGE = 1600;

/** A mask with its feather, at a reduced resolution. */
export interface FeatherPreview extends Size {
  /** Image pixels per preview pixel. */
  readonly step: number;
  readonly alpha: Uint8Array<ArrayBuffer>;
}

/** Previews feathering: the mask fades in over `featherPx` pixels from its edge inward, as in a finish. */
export function previewFeather(mask: Tiles, featherPx: number): FeatherPreview {
  const step = Math.max(1, Math.ceil(Math.max(mask.size.width, mask.size.height) / PREVIEW_EDGE));
  const width = Math.ceil(mask.size.width / step);
  const height = Math.ceil(mask.size.height / step);
  const alpha = new Uint8Array(width * height);
  const middle = step >> 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      alpha[y * width + x] = valueAt(
        mask,
        Math.min(x * step + middle, mask.size.width - 1),
        Math.min(y * step + middle, mask.size.height - 1),
      );
  if (featherPx > 0 && alpha.includes(0)) {
    const distance = squaredDistance(alpha, { width, height }, 'unset');
    for (let at = 0; at < alpha.length; at++) {
      if (alpha[at] === 0) continue;
      const away = (Math.sqrt(distance[at]!) - 0.5) * step;
      const part = Math.min(1, Math.max(0, away / featherPx));
      // Never zero inside the mask: the result may show there, if only slightly.
      alpha[at] = Math.max(1, Math.round(alpha[at]! * part * part * (3 - 2 * part)));
    }
  }
  return { width, height, step, alpha };
}
