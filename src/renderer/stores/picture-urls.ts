import type { ThumbSize } from '@shared/domain/image.ts';

/** Where a picture's own bytes are. */
export function imageUrl(sha256: string): string {
  return `/image/${sha256}`;
}

/** Where a thumbnail of one of the two sizes is. */
export function thumbOf(sha256: string, size: ThumbSize): string {
  return `/thumb/${sha256}?w=${size}`;
}

/** Where the smallest thumbnail is that is sharp at `size` CSS pixels on this screen. */
export function thumbUrl(sha256: string, size: number): string {
  return thumbOf(sha256, size * devicePixelRatio > 320 ? 1024 : 256);
}
