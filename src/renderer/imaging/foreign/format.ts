import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { Size } from '@shared/geometry.ts';

/** A picture of a format that the browser has no decoder for: upright, in sRGB. */
export interface ForeignPicture {
  readonly image: ImageBitmap;
  /** What it lacks of its file. */
  readonly notes: readonly PictureNote[];
}

/** A reader of one format. Both calls throw when the file is not sound; a `ReservedReason` says why. */
export interface ForeignFormat {
  /** Returns the size of what `decode` will decode, in pixels, from the header alone. */
  readSize(bytes: Uint8Array<ArrayBuffer>): Size | Promise<Size>;
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<ForeignPicture>;
}
