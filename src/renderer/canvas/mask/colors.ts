import type { MaskColor } from '@shared/domain/settings.ts';
import type { Rgb } from './overlay.ts';

/** What a mask is shown in: bright enough to be told from a picture, and from what is protected. */
export const MASK_COLORS: Readonly<Record<MaskColor, Rgb>> = {
  gray: [38, 38, 38],
  red: [230, 45, 40],
  green: [30, 180, 80],
  blue: [45, 110, 240],
  yellow: [245, 205, 40],
};

/** The hatching over what is protected, whatever the mask is shown in. */
export const PROTECT_COLOR: Rgb = [225, 60, 200];
