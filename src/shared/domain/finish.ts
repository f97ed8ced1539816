import { z } from 'zod';
import { type ImageMime, Sha256 } from './image.ts';
import { LibraryImage } from './library-query.ts';
import { PictureNote } from './picture-note.ts';

/** Maximum feather of a mask, in pixels of the source. */
export const FEATHER_MAX_PX = 400;
/** Range of the sensitivity factor of *Find what changed*. */
export const THRESHOLD_RANGE = { min: 0.25, max: 4 } as const;
/** Maximum of the smallest area that *Find what changed* keeps, as a share of the image. */
export const LEAST_SHARE_MAX = 0.01;

/** Formats of finished pictures, both lossless. */
export const FinishedMime = z.enum(['image/png', 'image/webp'] as const satisfies ImageMime[]);
export type FinishedMime = z.infer<typeof FinishedMime>;

/** How *Find what changed* makes a mask from a result. */
export const FindMask = z.strictObject({
  /** Factor of the difference threshold: above 1 finds less, below 1 finds more. */
  threshold: z.number().min(THRESHOLD_RANGE.min).max(THRESHOLD_RANGE.max),
  /** Areas smaller than this share of the image are dropped. */
  leastShare: z.number().min(0).max(LEAST_SHARE_MAX),
});
export type FindMask = z.infer<typeof FindMask>;

/** Where the result may be visible. */
export const FinishMask = z.discriminatedUnion('kind', [
  /** Everywhere, or in the region if there is one. */
  z.strictObject({ kind: z.literal('all') }),
  /** A gray PNG of the source's size, by SHA-256. Pixels above 0 may change. */
  z.strictObject({ kind: z.literal('drawn'), sha256: Sha256 }),
  /** The changed area, found on the result. */
  z.strictObject({ kind: z.literal('found'), ...FindMask.shape }),
]);
export type FinishMask = z.infer<typeof FinishMask>;

/** Local steps that put a raw result back into its source. Free, offline, deterministic. */
export const FinishRecipe = z.strictObject({
  /**
   * `composite`: the pixels inside the mask. `carry-over`: only the change of light and color, at the
   * source's size.
   */
  mode: z.enum(['composite', 'carry-over']),
  /** Measure how far the result was shifted and scaled. Otherwise it is placed on what was sent, edge to edge. */
  align: z.boolean(),
  matchColor: z.boolean(),
  mask: FinishMask,
  /** Width of the feather inside the mask, in pixels of the source. */
  featherPx: z.number().min(0).max(FEATHER_MAX_PX),
  /** 0 is the source, 1 the result. */
  opacity: z.number().min(0).max(1),
  /** The picture, by the SHA-256 of its file, whose colors the whole finished picture takes. Left out when it takes none. */
  matchTo: Sha256.optional(),
  /**
   * Written as lossless WebP, which takes longer and is smaller. Left out for PNG, in which pictures that WebP can't
   * hold exactly are written anyway: with transparency, in Display P3, or longer than its edge.
   */
  format: z.literal('webp').optional(),
});
export type FinishRecipe = z.infer<typeof FinishRecipe>;

export const DEFAULT_FIND: FindMask = { threshold: 1, leastShare: 0.0003 };

/** Recipe of *Put back* if nothing else was set. */
export const DEFAULT_FINISH: FinishRecipe = {
  mode: 'composite',
  align: true,
  matchColor: true,
  mask: { kind: 'found', ...DEFAULT_FIND },
  featherPx: 12,
  opacity: 1,
};

/** Recipe of *Carry over*: light and color change everywhere if nothing else was set. */
export const LIGHT_FINISH: FinishRecipe = { ...DEFAULT_FINISH, mode: 'carry-over', mask: { kind: 'all' } };

/** A raw result as it came back, at the size of its source. */
const AS_IT_CAME: FinishRecipe = {
  ...DEFAULT_FINISH,
  align: false,
  matchColor: false,
  mask: { kind: 'all' },
  featherPx: 0,
};

/** The recipe of a version, or of a raw result (null), with the colors of another picture. */
export function matchedRecipe(version: FinishRecipe | null, matchTo: string): FinishRecipe {
  return { ...(version ?? AS_IT_CAME), matchTo };
}

const Triple = z.tuple([z.number(), z.number(), z.number()]);

/** Measurements for the certificate. */
export const FinishFindings = z.strictObject({
  /**
   * Shift in pixels of the source and scale per axis of the result, relative to what was sent. Null: not
   * aligned.
   */
  alignment: z
    .strictObject({ x: z.number(), y: z.number(), scaleX: z.number(), scaleY: z.number() })
    .nullable(),
  /** For red, green, blue in linear light. Null: colors were unchanged, or had too little in common. */
  color: z.strictObject({ gain: Triple, offset: Triple }).nullable(),
  /** What a finished picture lacks of the source's file. Left out when nothing, and before it was measured. */
  lost: z.array(PictureNote).optional(),
});
export type FinishFindings = z.infer<typeof FinishFindings>;

/** Certificate of a finished image, counted by decoding the written file. Counts are pixels. */
export const Certificate = z.strictObject({
  outside: z.int().nonnegative(),
  /** Number of pixels outside the mask that differ from the source. An image with any isn't saved as finished. */
  outsideChanged: z.literal(0),
  inside: z.int().nonnegative(),
  insideChanged: z.int().nonnegative(),
  findings: FinishFindings,
});
export type Certificate = z.infer<typeof Certificate>;

/** A finished image: made from a raw result, or by merging two images of the same source. */
export const FinishRecord = z.strictObject({
  id: z.int().positive(),
  /** The finished image in the library. */
  imageId: z.int().positive(),
  /** The raw result it was made from. */
  rawImageId: z.int().positive(),
  recipe: FinishRecipe,
  /** The mask that was used, even if it was found or covers everything: a gray PNG of the source's size. */
  maskSha256: Sha256,
  certificate: Certificate,
  createdAt: z.number(),
});
export type FinishRecord = z.infer<typeof FinishRecord>;

/** A finished image in the history. */
export const FinishedPicture = z.strictObject({ finish: FinishRecord, image: LibraryImage });
export type FinishedPicture = z.infer<typeof FinishedPicture>;

/** Progress of a requested finish, in memory only. */
export const FinishProgress = z.strictObject({
  /** The raw result that is being finished. */
  imageId: z.int().positive(),
  step: z.int().nonnegative(),
  steps: z.int().positive(),
});
export type FinishProgress = z.infer<typeof FinishProgress>;
