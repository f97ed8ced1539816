import type { ImageMime } from '@shared/domain/image.ts';
import { shadesByProfile } from './gray-profile.ts';
import { readScans } from './jpeg-scans.ts';
import { storedOrientation } from './stored-turn.ts';

/**
 * Whether a browser may show the file with other pixels than `decodeWhole` returns: not rotated, in other
 * shades, or without its last rows. Such a picture is shown as a display copy, so that it matches its
 * thumbnails, edits and exports.
 */
export async function isShownOtherwise(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<boolean> {
  if (mime === 'image/jpeg') return !readScans(bytes).ended;
  if (storedOrientation(bytes, mime) !== 1) return true;
  return mime === 'image/png' && (await shadesByProfile(bytes)) !== null;
}
