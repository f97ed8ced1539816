import type { ThumbSize } from '@shared/domain/image.ts';

/** Address of a picture's own bytes. */
export function imageUrl(sha256: string): string {
  return `/image/${sha256}`;
}

/** Address of a thumbnail of one of the two sizes. */
export function thumbOf(sha256: string, size: ThumbSize): string {
  return `/thumb/${sha256}?w=${size}`;
}

/** Address of the smallest thumbnail that is sharp at `size` CSS pixels on this screen. */
export function thumbUrl(sha256: string, size: number): string {
  return thumbOf(sha256, size * devicePixelRatio > 320 ? 1024 : 256);
}

/** Address of a picture of an unfinished result: the newest of its run. */
export function previewUrl(runId: number, number: number): string {
  return `/preview/${runId}/${number}`;
}
