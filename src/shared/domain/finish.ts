import { z } from 'zod';
import { Sha256 } from './image.ts';
import { LibraryImage } from './library-query.ts';

/** Widest soft edge of a mask, in pixels of the source. */
export const FEATHER_MAX_PX = 400;
/** How much more or less than the usual difference *Find what changed* takes for a change, as a factor. */
export const THRESHOLD_RANGE = { min: 0.25, max: 4 } as const;
/** Smallest part that *Find what changed* keeps, as a share of the picture: none at all, or up to a hundredth. */
export const LEAST_SHARE_MAX = 0.01;

/** How *Find what changed* makes a mask of a result. */
export const FindMask = z.strictObject({
  /** Factor on the difference that counts: above 1 finds less, below more. */
  threshold: z.number().min(THRESHOLD_RANGE.min).max(THRESHOLD_RANGE.max),
  /** Parts smaller than this share of the picture are dropped. */
  leastShare: z.number().min(0).max(LEAST_SHARE_MAX),
});
export type FindMask = z.infer<typeof FindMask>;

/** Where the result may show. */
export const FinishMask = z.discriminatedUnion('kind', [
  /** Everywhere: in the region, if there is one. */
  z.strictObject({ kind: z.literal('all') }),
  /** A gray PNG as large as the source, by the SHA-256 of its file: above 0 may change. */
  z.strictObject({ kind: z.literal('drawn'), sha256: Sha256 }),
  /** What changed, found on the result. */
  z.strictObject({ kind: z.literal('found'), ...FindMask.shape }),
]);
export type FinishMask = z.infer<typeof FinishMask>;

/** Frozen local steps that bring a raw result back into its source. Free, offline, the same bytes each time. */
export const FinishRecipe = z.strictObject({
  /** `composite`: the pixels inside the mask. `carry-over`: only the change of light and color, at the source's size. */
  mode: z.enum(['composite', 'carry-over']),
  /** Find out by how much the result was shifted and scaled. Without it, it is laid over what was sent, edge on edge. */
  align: z.boolean(),
  matchColor: z.boolean(),
  mask: FinishMask,
  /** Width of the soft edge inside the mask, in pixels of the source. */
  featherPx: z.number().min(0).max(FEATHER_MAX_PX),
  /** 0 is the source, 1 the result. */
  opacity: z.number().min(0).max(1),
});
export type FinishRecipe = z.infer<typeof FinishRecipe>;

export const DEFAULT_FIND: FindMask = { threshold: 1, leastShare: 0.0003 };

/** What *Put back* does when nothing else was set. */
export const DEFAULT_FINISH: FinishRecipe = {
  mode: 'composite',
  align: true,
  matchColor: true,
  mask: { kind: 'found', ...DEFAULT_FIND },
  featherPx: 12,
  opacity: 1,
};

const Triple = z.tuple([z.number(), z.number(), z.number()]);

/** What was found on the way, for the certificate. */
export const FinishFindings = z.strictObject({
  /** Shift in pixels of the source and scale by axis, of the result against what was sent; null: not aligned. */
  alignment: z
    .strictObject({ x: z.number(), y: z.number(), scaleX: z.number(), scaleY: z.number() })
    .nullable(),
  /** For red, green, blue in linear light; null: colors were left as they came, or had too little in common. */
  color: z.strictObject({ gain: Triple, offset: Triple }).nullable(),
});
export type FinishFindings = z.infer<typeof FinishFindings>;

/** What a finished picture is worth, counted by decoding the file that was written. Counts are pixels. */
export const Certificate = z.strictObject({
  outside: z.int().nonnegative(),
  /** Pixels outside the mask that differ from the source. A picture with any is not saved as finished. */
  outsideChanged: z.literal(0),
  inside: z.int().nonnegative(),
  insideChanged: z.int().nonnegative(),
  findings: FinishFindings,
});
export type Certificate = z.infer<typeof Certificate>;

/** A finished picture: made from a raw result, or from two pictures of one source by a merge. */
export const FinishRecord = z.strictObject({
  id: z.int().positive(),
  /** The finished picture in the library. */
  imageId: z.int().positive(),
  /** The raw result it was made from. */
  rawImageId: z.int().positive(),
  recipe: FinishRecipe,
  /** The mask that was used, also when it was found or is everything: a gray PNG as large as the source. */
  maskSha256: Sha256,
  certificate: Certificate,
  createdAt: z.number(),
});
export type FinishRecord = z.infer<typeof FinishRecord>;

/** A finished picture as the history shows it. */
export const FinishedPicture = z.strictObject({ finish: FinishRecord, image: LibraryImage });
export type FinishedPicture = z.infer<typeof FinishedPicture>;

/** How far a finish is that was asked for; kept in memory only. */
export const FinishProgress = z.strictObject({
  /** The raw result that is being finished. */
  imageId: z.int().positive(),
  step: z.int().nonnegative(),
  steps: z.int().positive(),
});
export type FinishProgress = z.infer<typeof FinishProgress>;
