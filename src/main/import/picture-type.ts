import { ImageMime } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import { fileTypeFromBuffer } from 'file-type';

const SEEMS: Readonly<Record<string, string>> = {
  pdf: 'a PDF document',
  heic: 'a HEIC picture',
  heif: 'a HEIC picture',
  tif: 'a TIFF picture',
  psd: 'a Photoshop document',
  jxl: 'a JPEG XL picture',
  jp2: 'a JPEG 2000 picture',
  cr2: 'a camera’s raw picture',
  cr3: 'a camera’s raw picture',
  nef: 'a camera’s raw picture',
  arw: 'a camera’s raw picture',
  dng: 'a camera’s raw picture',
  raf: 'a camera’s raw picture',
  rw2: 'a camera’s raw picture',
  orf: 'a camera’s raw picture',
};

/**
 * The picture format of a file by its content, never by its name; `head` is its first 4100 bytes.
 * Throws `not-a-picture` with what the file seems to be.
 */
export async function pictureType(head: Uint8Array, name: string): Promise<ImageMime> {
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  // An animated PNG is a PNG whose first picture is its still.
  const mime = ImageMime.safeParse(type?.mime === 'image/apng' ? 'image/png' : type?.mime);
  if (mime.success) return mime.data;
  throw new Failure(
    'not-a-picture',
    `Not a picture we can read: ${name} is ${seemsToBe(type, head)}. JPEG, PNG, WebP, AVIF, GIF and BMP work.`,
  );
}

function seemsToBe(
  type: { readonly ext: string; readonly mime: string } | undefined,
  head: Uint8Array,
): string {
  const text = asText(head);
  if (text !== null && /<svg[\s>]/i.test(text)) return 'an SVG drawing';
  if (text !== null && /<html[\s>]|<!doctype html/i.test(text)) return 'a web page';
  if (!type) return text === null ? 'of an unknown kind' : 'a text';
  const known = SEEMS[type.ext];
  if (known) return known;
  const [family] = type.mime.split('/');
  if (family === 'video') return 'a video';
  if (family === 'audio') return 'a sound file';
  return family === 'image'
    ? `a picture in ${type.ext.toUpperCase()} format`
    : `a ${type.ext.toUpperCase()} file`;
}

/** Null when the bytes are not UTF-8 text. */
function asText(head: Uint8Array): string | null {
  if (head.includes(0)) return null;
  try {
    // As a stream: the last character may be cut in two.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}
