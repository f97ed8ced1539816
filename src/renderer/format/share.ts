import type { Size } from '@shared/geometry.ts';
import { t } from '@shared/i18n/index.ts';

/** Formats a share of 0 to 1: "3.1%", "0%". Never rounds to "0%" or "100%". */
export function shareText(share: number): string {
  const percent = share * 100;
  const { share: text, shareDigits: digits, under, over } = t.canvas;
  if (percent > 0 && percent < 0.1) return under(digits(0.1));
  if (percent > 99.9 && percent < 100) return over(digits(99.9));
  return text(digits(Number(percent.toFixed(1))));
}

/** Formats pixels as a share of a picture. */
export function pixelShareText(pixels: number, { width, height }: Size): string {
  return shareText(pixels / (width * height));
}
