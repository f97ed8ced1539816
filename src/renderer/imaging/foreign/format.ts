import type { PictureNote } from '@shared/domain/picture-note.ts';
import type { Size } from '@shared/geometry.ts';

/** A picture in a format without a browser decoder: upright, in sRGB. */
export interface ForeignPicture {
  readonly image: ImageBitmap;
  /** What it lacks of its file. */
  readonly notes: readonly PictureNote[];
}

/** Decoder of one format. Both calls throw for an invalid file. A `ReservedReason` says why. */
export interface ForeignFormat {
  /** Returns the size (px) that `decode` will produce, from the header alone. */
  readSize(bytes: Uint8Array<ArrayBuffer>): Size | Promise<Size>;
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<ForeignPicture>;
}
