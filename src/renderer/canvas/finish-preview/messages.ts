import type { FinishRecipe } from '@shared/domain/finish.ts';
import type { Region } from '@shared/domain/prepare.ts';
import type { Size } from '@shared/geometry.ts';
import type { JobErrorReason } from '@shared/imaging.ts';

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

/** Whether only light and color changed, so that they can be carried over, or why not. */
export type LightFit = { readonly fits: true } | { readonly fits: false; readonly why: JobErrorReason };

export interface PreviewAnswer {
  /** The finished picture at a reduced size, or null if the result can't be put back this way. */
  readonly bitmap: ImageBitmap | null;
  /** Null if it wasn't measured. */
  readonly light: LightFit | null;
}

/** The answer to a request that is out of date, or whose pictures can't be read. */
export const NO_ANSWER: PreviewAnswer = { bitmap: null, light: null };
