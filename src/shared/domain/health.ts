import { z } from 'zod';

/** What can be wrong with the files and rows of a library. */
export const DamageKind = z.enum([
  /** A picture whose file is not there. */
  'missing',
  /** A picture whose file is not what it was. */
  'damaged',
  /** A file that no row knows. */
  'orphan',
  /** A row that names another one that is not there. */
  'dangling',
  /** What a crash left of a write. */
  'leftover',
  /** A second file of the same picture. */
  'duplicate',
  /** A thumbnail that is not of its picture, or not whole. */
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

/** What a check of the whole library found. */
export const HealthReport = z.strictObject({
  /** When it ended, in milliseconds since 1970. */
  at: z.number(),
  /** Pictures whose files were read. */
  pictures: Count,
  found: DamageCounts,
  /** How many of them a repair can put right. */
  repairable: DamageCounts,
});
export type HealthReport = z.infer<typeof HealthReport>;

/** What a repair put right, and what is left. */
export const HealthRepaired = z.strictObject({ repaired: DamageCounts, left: DamageCounts });
export type HealthRepaired = z.infer<typeof HealthRepaired>;

/** How far a check is. */
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
