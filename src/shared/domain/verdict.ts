import { z } from 'zod';

/** How close a re-run's result is to the old one. */
export const VerdictKind = z.enum(['identical', 'near', 'drifted', 'different']);
export type VerdictKind = z.infer<typeof VerdictKind>;

/** How what is in the first picture lies in the second, measured in pixels of the first at the middle of the picture. */
export const Shift = z.strictObject({
  /** To the right. */
  x: z.number(),
  /** Down. */
  y: z.number(),
  /** How much larger, 1 for as large. */
  scale: z.number().positive(),
});
export type Shift = z.infer<typeof Shift>;

/** Of a channel, 0 to 255. */
const levels = z.number().min(-255).max(255);

/** What the imaging window measures on two pictures; both upright, in sRGB. */
export const Comparison = z.strictObject({
  /** All decoded pixels equal, and the same size. */
  identical: z.boolean(),
  sameSize: z.boolean(),
  /** Mean structural similarity, 0 to 1, on luma at most 1024 px wide. */
  ssim: z.number(),
  /** Share of pixels that differ visibly, 0 to 1. */
  changedShare: z.number().min(0).max(1),
  /** Largest difference of a channel, 0 to 255; a colour weighs as much as its alpha. */
  largest: z.number().min(0).max(255),
  /** Mean of what red, green and blue gained from the first picture to the second. */
  colourShift: z.tuple([levels, levels, levels]),
  /** Null when it cannot be told: the pictures have too little in common. */
  shift: Shift.nullable(),
});
export type Comparison = z.infer<typeof Comparison>;

/** What is measured on two pictures with the same pixels. */
export const NO_CHANGE: Comparison = {
  identical: true,
  sameSize: true,
  ssim: 1,
  changedShare: 0,
  largest: 0,
  colourShift: [0, 0, 0],
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

/** SSIM from which a result is *near*, and from which it is only *drifted*. */
export const NEAR_SSIM = 0.95;
export const DRIFTED_SSIM = 0.7;

/** The word for a measurement: SSIM decides, and *near* also needs 9 of 10 pixels unchanged. */
export function verdictKind(
  comparison: Pick<Comparison, 'identical' | 'sameSize' | 'ssim' | 'changedShare'>,
): VerdictKind {
  if (comparison.identical) return 'identical';
  if (!comparison.sameSize) return 'different';
  if (comparison.ssim >= NEAR_SSIM && comparison.changedShare <= 0.1) return 'near';
  return comparison.ssim >= DRIFTED_SSIM ? 'drifted' : 'different';
}
