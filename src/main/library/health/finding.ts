import { DamageKind } from '@shared/domain/health.ts';
import { z } from 'zod';

/** One problem. Paths are relative to the library's folder. */
export const Finding = z.strictObject({
  kind: DamageKind,
  /** The file. For a missing image, the expected path; for a dangling row, its table. */
  path: z.string(),
  /** For a missing, damaged or duplicate image: the expected hash of its file. */
  sha256: z.string().nullable(),
  /** A file that may contain the same image. It is verified before use. */
  spare: z.string().nullable(),
  /** Number of rows of a table. 1 for a file. */
  count: z.int().positive(),
  repairable: z.boolean(),
});
export type Finding = z.infer<typeof Finding>;
