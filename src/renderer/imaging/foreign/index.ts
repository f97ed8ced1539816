import { type ForeignMime, type ForeignReader, foreignReaderOf } from '@shared/domain/image.ts';
import type { ForeignFormat } from './format.ts';

// Each is loaded with the first file of its kind: a library of JPEGs never loads them.
const READERS: Readonly<Record<ForeignReader, () => Promise<ForeignFormat>>> = {
  heif: async () => (await import('./heif/index.ts')).heif,
  tiff: async () => (await import('./tiff/index.ts')).tiff,
  jxl: async () => (await import('./jxl.ts')).jxl,
  raw: async () => (await import('./raw/index.ts')).raw,
};

/** Loads the decoder of a format. */
export function foreignFormat(mime: ForeignMime): Promise<ForeignFormat> {
  return READERS[foreignReaderOf(mime)]();
}
