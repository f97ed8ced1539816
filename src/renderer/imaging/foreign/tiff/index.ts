import type { PictureNote } from '@shared/domain/picture-note.ts';
import { profileNotes } from '../../profile-notes.ts';
import { upright } from '../../upright.ts';
import { bitmapOf } from '../bitmap.ts';
import type { ForeignFormat, ForeignPicture } from '../format.ts';
import { raw } from '../raw/index.ts';
import { type Directory, numberOf, openTags, readDirectory } from './directory.ts';
import { readLayout } from './layout.ts';
import { paintLayout } from './paint.ts';
import { TAG } from './tags.ts';

const PAGES_MAX = 10_000;
const REDUCED = 1;
const isReduced = (directory: Directory) =>
  ((numberOf(directory, TAG.SubfileType) ?? 0) & REDUCED) === REDUCED;

/**
 * TIFF: the first page. Our own code around the decoders of the browser (deflate, JPEG) and utif2 (LZW,
 * PackBits, fax) works strip by strip, so that a picture of 100 megapixels and 16 bits is never in memory
 * twice and nothing beyond the file is read.
 */
export const tiff: ForeignFormat = {
  readSize(bytes) {
    const file = openTags(bytes);
    const first = readDirectory(file, file.first);
    // A file that starts with a small copy is a camera's: unknown raw formats look like TIFF.
    if (isReduced(first)) return raw.readSize(bytes);
    const { width, height } = readLayout(first);
    return { width, height };
  },
  async decode(bytes): Promise<ForeignPicture> {
    const file = openTags(bytes);
    const first = readDirectory(file, file.first);
    if (isReduced(first)) return raw.decode(bytes);
    const layout = readLayout(first);
    const { rgba, byProfile } = await paintLayout(layout, file);
    const notes: PictureNote[] = [];
    if (layout.bits > 8) notes.push({ code: 'bit-depth', bits: layout.bits });
    if (layout.inks === 'CMYK') notes.push({ code: 'cmyk', byProfile });
    if (layout.icc && byProfile) notes.push(...profileNotes(layout.icc));
    if (first.fields.has(TAG.PhotoshopLayers)) notes.push({ code: 'layers' });
    const count = countPages(first);
    if (count > 1) notes.push({ code: 'pages', count });
    const image = await bitmapOf(rgba, layout.width, layout.height);
    return { image: upright(image, layout.orientation), notes };
  },
};

/** Returns the number of full-size pictures in the file. A damaged chain ends at the damage. */
function countPages(first: Directory): number {
  let count = 1;
  const seen = new Set<number>();
  try {
    for (let { next } = first; next !== 0 && !seen.has(next) && seen.size < PAGES_MAX; ) {
      seen.add(next);
      const page = readDirectory(first.file, next);
      if (!isReduced(page) && page.fields.has(TAG.Width)) count += 1;
      next = page.next;
    }
  } catch {
    // The first page is complete.
  }
  return count;
}
