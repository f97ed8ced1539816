import { type ImageMime, type ImageRecord, RawMime } from '@shared/domain/image.ts';
import { t } from '@shared/words/index.ts';
import { decimalText } from './numbers.ts';

const FORMATS: Readonly<Record<ImageMime, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/gif': 'GIF',
  'image/bmp': 'BMP',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
  'image/tiff': 'TIFF',
  'image/jxl': 'JPEG XL',
  'image/x-canon-cr2': 'CR2',
  'image/x-canon-cr3': 'CR3',
  'image/x-nikon-nef': 'NEF',
  'image/x-sony-arw': 'ARW',
  'image/x-adobe-dng': 'DNG',
  'image/x-fujifilm-raf': 'RAF',
  'image/x-olympus-orf': 'ORF',
  'image/x-panasonic-rw2': 'RW2',
};

/** "820 bytes", "48 KB", "1.3 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return t.common.bytes(bytes);
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${decimalText(bytes / 1_000_000, 1)} MB`;
}

/** What there is to know of a picture, beside its name. */
export function factsText(image: Pick<ImageRecord, 'width' | 'height' | 'mime' | 'bytes'>): string {
  return `${image.width} × ${image.height} · ${FORMATS[image.mime]} · ${bytesText(image.bytes)}`;
}

/** Whether a format can have see-through parts. */
export function maySeeThrough(mime: ImageMime): boolean {
  return mime !== 'image/jpeg' && mime !== 'image/bmp' && !RawMime.safeParse(mime).success;
}
