import { z } from 'zod';

/** How close a re-run's result is to the old one. */
export const VerdictKind = z.enum(['identical', 'near', 'drifted', 'different']);
export type VerdictKind = z.infer<typeof VerdictKind>;

/** What the imaging window measures on two pictures; both upright, in sRGB. */
export const Comparison = z.strictObject({
  /** All decoded pixels equal, and the same size. */
  identical: z.boolean(),
  sameSize: z.boolean(),
  /** Mean structural similarity, 0 to 1, on luma at most 1024 px wide. */
  ssim: z.number(),
  /** Share of pixels that differ visibly, 0 to 1. */
  changedShare: z.number().min(0).max(1),
});
export type Comparison = z.infer<typeof Comparison>;

export const Verdict = z.strictObject({
  kind: VerdictKind,
  ssim: z.number(),
  changedShare: z.number(),
  /** The old result it was compared with. */
  againstImageId: z.int().positive(),
});
export type Verdict = z.infer<typeof Verdict>;

/** SSIM from which a result is *near*, and from which it is only *drifted*. */
export const NEAR_SSIM = 0.95;
export const DRIFTED_SSIM = 0.7;

/** The word for a measurement: SSIM decides, and *near* also needs 9 of 10 pixels unchanged. */
export function verdictKind(comparison: Comparison): VerdictKind {
  if (comparison.identical) return 'identical';
  if (!comparison.sameSize) return 'different';
  if (comparison.ssim >= NEAR_SSIM && comparison.changedShare <= 0.1) return 'near';
  return comparison.ssim >= DRIFTED_SSIM ? 'drifted' : 'different';
}
