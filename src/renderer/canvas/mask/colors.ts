import type { MaskColor } from '@shared/domain/settings.ts';
import type { Rgb } from './overlay.ts';

/** Overlay colors: bright enough to stand out from a picture and from protected areas. */
export const MASK_COLORS: Readonly<Record<MaskColor, Rgb>> = {
  gray: [38, 38, 38],
  red: [230, 45, 40],
  green: [30, 180, 80],
  blue: [45, 110, 240],
  yellow: [245, 205, 40],
};

/** Color of the hatching over protected areas, regardless of the mask's color. */
export const PROTECT_COLOR: Rgb = [225, 60, 200];
