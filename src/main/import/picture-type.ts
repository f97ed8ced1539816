import { ImageMime } from '@shared/domain/image.ts';
import type { FileKind } from '@shared/error-reasons.ts';
import { type Explanation, Failure } from '@shared/errors.ts';
import { type FoundType, realType } from './real-type.ts';
import { isTiff, tiffKind } from './tiff-kind.ts';

/** A hundred formats to tell apart: read once the window is shown, or with the first file. */
export const readFormats = () => import('file-type');

/** What files seem to be, by the extension that goes with their content. */
const SEEMS: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  psd: 'photoshop',
  jp2: 'jpeg2000',
};

/**
 * The picture format of a file by its content, never by its name; `head` is its first 4100 bytes.
 * Throws `not-a-picture` with what the file seems to be.
 */
export async function pictureType(head: Uint8Array): Promise<ImageMime> {
  const { fileTypeFromBuffer } = await readFormats();
  // Told apart here: the library gives up when the directory lies beyond the head, as it mostly does, and takes a mark that many
  // programs write for one of Sony's.
  if (isTiff(head)) return tiffKind(head);
  const type = realType(await fileTypeFromBuffer(head).catch(() => undefined), head);
  const mime = ImageMime.safeParse(type && (STILLS[type.mime] ?? type.mime));
  // No picture is a text from its first byte on, though a text may begin with the letters of one.
  if (mime.success && asText(head) === null) return mime.data;
  throw new Failure('not-a-picture', seemsToBe(type, head));
}

/** Files that move, and whose first picture is a still. */
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
