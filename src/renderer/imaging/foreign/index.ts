import type { ForeignMime } from '@shared/domain/image.ts';
import type { ForeignFormat } from './format.ts';

const raw = async (): Promise<ForeignFormat> => (await import('./raw/index.ts')).raw;
const heif = async (): Promise<ForeignFormat> => (await import('./heif/index.ts')).heif;

// Each is fetched with the first file of its kind: a library of JPEGs never loads them.
const FORMATS: Readonly<Record<ForeignMime, () => Promise<ForeignFormat>>> = {
  'image/heic': heif,
  'image/heif': heif,
  'image/tiff': async () => (await import('./tiff/index.ts')).tiff,
  'image/jxl': async () => (await import('./jxl.ts')).jxl,
  'image/x-canon-cr2': raw,
  'image/x-canon-cr3': raw,
  'image/x-nikon-nef': raw,
  'image/x-sony-arw': raw,
  'image/x-adobe-dng': raw,
  'image/x-fujifilm-raf': raw,
  'image/x-olympus-orf': raw,
  'image/x-panasonic-rw2': raw,
};

/** Loads the reader of a format. */
export function foreignFormat(mime: ForeignMime): Promise<ForeignFormat> {
  return FORMATS[mime]();
}
