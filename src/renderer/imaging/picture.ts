import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { Size } from '@shared/geometry.ts';

/** A decoded picture, upright, in sRGB. Call `close`: its memory isn't garbage-collected. */
export interface Picture {
  readonly image: ImageBitmap;
  /** Size of `image`, which may be smaller than the picture. */
  readonly size: Size;
  /** Upright size of the picture. */
  readonly full: Size;
  /** What it lacks of its file. */
  readonly notes?: readonly PictureNote[];
  close(): void;
}

/** `full` is the picture's size if `image` is a smaller copy. */
export function pictureOf(image: ImageBitmap, full?: Size): Picture {
  const size = { width: image.width, height: image.height };
  return { image, size, full: full ?? size, close: () => image.close() };
}
