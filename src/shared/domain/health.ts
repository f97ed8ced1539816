import { z } from 'zod';

/** Kinds of damage to a library's files and rows. */
export const DamageKind = z.enum([
  /** An image without its file. */
  'missing',
  /** An image whose file changed. */
  'damaged',
  /** A file without a row. */
  'orphan',
  /** A row with a dangling reference. */
  'dangling',
  /** A leftover of a write interrupted by a crash. */
  'leftover',
  /** A second file of the same image. */
  'duplicate',
  /** A thumbnail that is incomplete or of another image. */
  'thumbnail',
]);
export type DamageKind = z.infer<typeof DamageKind>;

const Count = z.int().nonnegative();
export const DamageCounts = z.strictObject({
  missing: Count,
  damaged: Count,
  orphan: Count,
  dangling: Count,
  leftover: Count,
  duplicate: Count,
  thumbnail: Count,
});
export type DamageCounts = z.infer<typeof DamageCounts>;

/** Result of a check of the whole library. */
export const HealthReport = z.strictObject({
  /** When it ended, in milliseconds since 1970. */
  at: z.number(),
  /** Number of images whose files were read. */
  pictures: Count,
  found: DamageCounts,
  /** Number of findings that a repair can fix. */
  repairable: DamageCounts,
});
export type HealthReport = z.infer<typeof HealthReport>;

/** Repaired and remaining findings. */
export const HealthRepaired = z.strictObject({ repaired: DamageCounts, left: DamageCounts });
export type HealthRepaired = z.infer<typeof HealthRepaired>;

/** Progress of a check. */
export const HealthProgress = z.strictObject({ done: Count, total: Count });
export type HealthProgress = z.infer<typeof HealthProgress>;

export const NO_DAMAGE: DamageCounts = {
  missing: 0,
  damaged: 0,
  orphan: 0,
  dangling: 0,
  leftover: 0,
  duplicate: 0,
  thumbnail: 0,
};
