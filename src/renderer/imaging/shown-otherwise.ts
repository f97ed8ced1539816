import type { ImageMime } from '@shared/domain/image.ts';
import { shadesByProfile } from './gray-profile.ts';
import { readScans } from './jpeg-scans.ts';
import { storedOrientation } from './stored-turn.ts';

/**
 * Whether a browser that is handed the file itself may show other pixels than `decodeWhole` gives: not turned, in other shades, or
 * without its last rows. Such a picture is shown by a display copy, so that it looks as its thumbnails, edits and exports do.
 */
export async function isShownOtherwise(bytes: Uint8Array<ArrayBuffer>, mime: ImageMime): Promise<boolean> {
  if (mime === 'image/jpeg') return !readScans(bytes).ended;
  if (storedOrientation(bytes, mime) !== 1) return true;
  return mime === 'image/png' && (await shadesByProfile(bytes)) !== null;
}
