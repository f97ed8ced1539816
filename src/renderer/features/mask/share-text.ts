import type { Size } from '@shared/geometry.ts';
import { t } from '@shared/i18n/index.ts';

/** Pixels as a share of a picture: "4.1%", "under 0.1%". */
export function pixelShareText(pixels: number, { width, height }: Size): string {
  const percent = (100 * pixels) / (width * height);
  if (pixels > 0 && percent < 0.1) return t.canvas.under(t.canvas.shareDigits(0.1));
  return t.canvas.share(t.canvas.shareDigits(Math.round(percent * 10) / 10));
}
