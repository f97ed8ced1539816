import { z } from 'zod';

/** How close a re-run's result is to the old one. */
export const VerdictKind = z.enum(['identical', 'near', 'drifted', 'different']);
export type VerdictKind = z.infer<typeof VerdictKind>;

/** Position of the first image's content in the second, measured in pixels of the first at its center. */
export const Shift = z.strictObject({
  /** To the right. */
  x: z.number(),
  /** Down. */
  y: z.number(),
  /** Scale factor. 1 means the same size. */
  scale: z.number().positive(),
});
export type Shift = z.infer<typeof Shift>;

/** Channel values, 0 to 255. */
const levels = z.number().min(-255).max(255);

/** Measurements of two images by the imaging window, both upright and in sRGB. */
export const Comparison = z.strictObject({
  /** Same size, and all decoded pixels equal. */
  identical: z.boolean(),
  sameSize: z.boolean(),
  /** Mean structural similarity, 0 to 1, on luma at most 1024 px wide. */
  ssim: z.number(),
  /** Share of pixels that differ visibly, 0 to 1. */
  changedShare: z.number().min(0).max(1),
  /** Largest difference of a channel, 0 to 255. Colors are weighted by alpha. */
  largest: z.number().min(0).max(255),
  /** Mean change of red, green and blue from the first image to the second. */
  colorShift: z.tuple([levels, levels, levels]),
  /** Null if unknown because the images have too little in common. */
  shift: Shift.nullable(),
});
export type Comparison = z.infer<typeof Comparison>;

/** Measurements of two images with the same pixels. */
export const NO_CHANGE: Comparison = {
  identical: true,
  sameSize: true,
  ssim: 1,
  changedShare: 0,
  largest: 0,
  colorShift: [0, 0, 0],
  shift: { x: 0, y: 0, scale: 1 },
};

export const Verdict = z.strictObject({
  kind: VerdictKind,
  ssim: z.number(),
  changedShare: z.number(),
  /** The old result it was compared with. */
  againstImageId: z.int().positive(),
});
export type Verdict = z.infer<typeof Verdict>;

/** Minimum SSIM of *near*, and of *drifted*. */
export const NEAR_SSIM = 0.95;
export const DRIFTED_SSIM = 0.7;

/** Returns the verdict of a measurement. SSIM decides, and *near* also needs 9 of 10 pixels unchanged. */
export function verdictKind(
  comparison: Pick<Comparison, 'identical' | 'sameSize' | 'ssim' | 'changedShare'>,
): VerdictKind {
  if (comparison.identical) return 'identical';
  if (!comparison.sameSize) return 'different';
  if (comparison.ssim >= NEAR_SSIM && comparison.changedShare <= 0.1) return 'near';
  return comparison.ssim >= DRIFTED_SSIM ? 'drifted' : 'different';
}
