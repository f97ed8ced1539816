import type { FinishRecipe } from '@shared/domain/finish.ts';
import type { Region } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';

/** A mask with one byte per pixel, at any size. It is sampled at the preview's size. */
export interface PreviewMask extends Size {
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Request for a preview of a finish. */
export interface PreviewQuestion {
  readonly sourceUrl: string;
  readonly resultUrl: string;
  /** The size that `region` and the recipe refer to. */
  readonly sourceSize: Size;
  readonly region: Region | null;
  readonly recipe: FinishRecipe;
  /** The picture whose colors the recipe takes, or null. */
  readonly colorsUrl: string | null;
  /** The painted mask, if the recipe has one. */
  readonly drawn: PreviewMask | null;
}

/** The finished picture at a reduced size, or null if the result can't be put back this way. */
export interface PreviewAnswer {
  readonly bitmap: ImageBitmap | null;
}
