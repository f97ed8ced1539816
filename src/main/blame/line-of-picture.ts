import { createHash } from 'node:crypto';
import { BLAME_MAX_PICTURES } from '@shared/domain/blame.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { imagesById } from '../library/images/images.ts';
import type { Library } from '../library/library.ts';
import type { BlamablePicture, PictureFile } from '../ports.ts';

/** One of the pictures that a picture was made from. */
export interface LinePicture extends BlamablePicture {
  readonly image: ImageRecord;
}

interface Found {
  readonly image: ImageRecord;
  readonly file: PictureFile;
}

/**
 * Returns a picture and those it was made from, through both sides of merges, each after its parents, as far as
 * they have its size: where the size changes, every pixel was recreated. A permanently deleted one also ends a line.
 * Of more than `BLAME_MAX_PICTURES`, the nearest ones. Empty if the picture itself is gone.
 */
export function lineOfPicture(library: Library, imageId: number): LinePicture[] {
  const found = nearest(library, imageId);
  const places = new Map<number, number>();
  const line: LinePicture[] = [];
  // Not recursive: a chain may be long.
  const open = [imageId];
  while (open.length > 0) {
    const id = open.at(-1) ?? imageId;
    const one = found.get(id);
    const parents = one ? parentsOf(one.image).filter((parent) => found.has(parent)) : [];
    const missing = parents.filter((parent) => !places.has(parent));
    if (one && missing.length > 0) {
      // The left side first.
      open.push(...missing.reverse());
      continue;
    }
    open.pop();
    if (!one || places.has(id)) continue;
    places.set(id, line.length);
    line.push({ ...one, parents: parents.flatMap((parent) => places.get(parent) ?? []) });
  }
  return line;
}

/** Identifies the map of a line. */
export function keyOf(line: readonly LinePicture[]): string {
  const isChain = line.every(({ parents }, at) => parents.length <= 1 && (parents[0] ?? at - 1) === at - 1);
  const hashes = line.map(({ image }) => image.sha256);
  const shape = isChain ? [] : line.map(({ parents }) => `<${parents.join()}`);
  return createHash('sha256')
    .update([...hashes, ...shape].join(' '))
    .digest('hex');
}

/** The pictures of the newest one's size, generation by generation. */
function nearest(library: Library, imageId: number): Map<number, Found> {
  const found = new Map<number, Found>();
  let newest: ImageRecord | undefined;
  for (let ids = [imageId]; ids.length > 0 && found.size < BLAME_MAX_PICTURES; ) {
    const next: number[] = [];
    for (const image of imagesById(library.db, ids)) {
      newest ??= image;
      const file = library.pictureFile(image.sha256);
      const isSameSize = image.width === newest.width && image.height === newest.height;
      if (!file || !isSameSize || found.size >= BLAME_MAX_PICTURES) continue;
      found.set(image.id, { image, file });
      next.push(...parentsOf(image));
    }
    ids = [...new Set(next)].filter((id) => !found.has(id));
  }
  return found;
}

function parentsOf({ parentId, mergeOf }: ImageRecord): readonly number[] {
  return mergeOf ?? (parentId === null ? [] : [parentId]);
}
