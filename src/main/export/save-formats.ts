import { EXPORT_MIMES } from '@shared/domain/export.ts';
import { isSameFormat, pictureEnding } from '@shared/domain/file-name.ts';
import { formatName } from '@shared/domain/format-name.ts';
import { type EncodedMime, EXTENSIONS, formatOf, type ImageMime } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import type { FileFormat } from '../ports.ts';

/** Returns the formats a picture can be saved in, its own first. */
export function offeredFormats(own: ImageMime): FileFormat[] {
  const encoded = (Object.keys(EXPORT_MIMES) as (keyof typeof EXPORT_MIMES)[]).map((format) => ({
    mime: EXPORT_MIMES[format] as ImageMime,
    name: formatName(EXPORT_MIMES[format]),
  }));
  const known = encoded.find(({ mime }) => mime === own);
  const first = known ?? { mime: own, name: formatOf(own).name };
  return [first, ...encoded.filter((each) => each !== known)].map(({ mime, name }) => ({
    name,
    extensions: [...formatOf(mime).extensions],
  }));
}

/**
 * Returns the format for a file name. `mime` is null for the unchanged bytes. A name without a picture
 * extension gets the extension of the bytes, so it isn't the name the dialog asked about. Throws `Failure`
 * for formats that can't be written: bytes of one format under the extension of another could not be opened.
 */
export function savedAs(
  given: string,
  own: ImageMime,
): { readonly name: string; readonly mime: EncodedMime | null; readonly isAsked: boolean } {
  const ending = pictureEnding(given).slice(1);
  if (ending === '') return { name: `${given}.${EXTENSIONS[own]}`, mime: null, isAsked: false };
  if (isSameFormat(ending, EXTENSIONS[own])) return { name: given, mime: null, isAsked: true };
  const mime = Object.values(EXPORT_MIMES).find((each) => isSameFormat(ending, EXTENSIONS[each]));
  if (mime) return { name: given, mime, isAsked: true };
  throw new Failure('bad-request', {
    reason: 'format-not-written',
    params: { format: ending.toUpperCase() },
  });
}
