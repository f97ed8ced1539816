import { ImageMime } from '@shared/domain/image.ts';
import type { FileKind } from '@shared/error-reasons.ts';
import { type Explanation, Failure } from '@shared/errors.ts';
import { type FoundType, realType } from './real-type.ts';
import { isTiff, tiffKind } from './tiff-kind.ts';

/** Large module with many formats. Loaded once the window is shown, or with the first file. */
export const readFormats = () => import('file-type');

/** File kinds by the extension for their content. */
const SEEMS: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  psd: 'photoshop',
  jp2: 'jpeg2000',
};

/**
 * Returns the picture format of a file by content, never by name. `head` is its first 4100 bytes. Throws
 * `not-a-picture` with the detected kind.
 */
export async function pictureType(head: Uint8Array): Promise<ImageMime> {
  const { fileTypeFromBuffer } = await readFormats();
  // Detected here: the library gives up if the directory lies beyond the head, which is common, and mistakes
  // a tag that many programs write for one of Sony's.
  if (isTiff(head)) return tiffKind(head);
  const type = realType(await fileTypeFromBuffer(head).catch(() => undefined), head);
  const mime = ImageMime.safeParse(type && (STILLS[type.mime] ?? type.mime));
  // No picture is text from its first byte on, but a text may start with the same letters.
  if (mime.success && asText(head) === null) return mime.data;
  throw new Failure('not-a-picture', seemsToBe(type, head));
}

/** Animated formats whose first picture is a still. */
const STILLS: Readonly<Record<string, ImageMime>> = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
};

function seemsToBe(type: FoundType | undefined, head: Uint8Array): Explanation {
  const looksLike = (kind: FileKind): Explanation => ({ reason: 'looks-like', params: { kind } });
  const text = asText(head);
  if (text !== null && /<svg[\s>]/i.test(text)) return looksLike('svg');
  if (text !== null && /<html[\s>]|<!doctype html/i.test(text)) return looksLike('page');
  if (text !== null && /^\ufeff?\s*\[(InternetShortcut|Desktop Entry)\]/i.test(text))
    return looksLike('link');
  if (text !== null && (!type || ImageMime.safeParse(type.mime).success)) return looksLike('text');
  if (!type) return looksLike('unknown');
  const known = SEEMS[type.ext];
  if (known) return looksLike(known);
  const [family] = type.mime.split('/');
  if (family === 'video') return looksLike('video');
  if (family === 'audio') return looksLike('sound');
  const params = { format: type.ext.toUpperCase() };
  return family === 'image' ? { reason: 'picture-format', params } : { reason: 'file-format', params };
}

/** Returns null if the bytes aren't UTF-8 text. */
function asText(head: Uint8Array): string | null {
  if (head.includes(0)) return null;
  try {
    // As a stream, because the last character may be truncated.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}
