import type { FinishRecipe } from '@shared/domain/finish.ts';
import type { Region } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';

/** A mask of one byte a pixel, at any size: it is read at the preview's. */
export interface PreviewMask extends Size {
  readonly data: Uint8Array<ArrayBuffer>;
}

/** How a result would be put back. */
export interface PreviewQuestion {
  readonly sourceUrl: string;
  readonly resultUrl: string;
  /** The size that `region` and the recipe count in. */
  readonly sourceSize: Size;
  readonly region: Region | null;
  readonly recipe: FinishRecipe;
  /** The painted mask, when the recipe has one. */
  readonly drawn: PreviewMask | null;
}

/** The source with the result in it, smaller than it is; null when it cannot be put back so. */
export interface PreviewAnswer {
  readonly bitmap: ImageBitmap | null;
}
