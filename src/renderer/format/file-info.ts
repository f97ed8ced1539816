import { formatOf, type ImageMime, type ImageRecord, isRaw } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import { decimalText } from './numbers.ts';

/** "820 bytes", "48 KB", "1.3 MB", "2.0 GB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return t.common.bytes(bytes);
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  // From here on, megabytes would be rounded to "1000.0 MB".
  if (bytes < 999_950_000) return `${decimalText(bytes / 1_000_000, 1)} MB`;
  return `${decimalText(bytes / 1_000_000_000, 1)} GB`;
}

/** Returns a picture's file information, without its name. */
export function fileInfoText(image: Pick<ImageRecord, 'width' | 'height' | 'mime' | 'bytes'>): string {
  return `${image.width} × ${image.height} · ${formatOf(image.mime).name} · ${bytesText(image.bytes)}`;
}

/** Whether a format supports transparency. */
export function maySeeThrough(mime: ImageMime): boolean {
  return mime !== 'image/jpeg' && mime !== 'image/bmp' && !isRaw(mime);
}
