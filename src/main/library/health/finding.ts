import { DamageKind } from '@shared/domain/health.ts';
import { z } from 'zod';

/** One thing that is wrong. Paths are relative to the library's folder. */
export const Finding = z.strictObject({
  kind: DamageKind,
  /** The file; of a missing picture the one that should be there; the table of a dangling row. */
  path: z.string(),
  /** Of a missing, damaged or doubled picture: the hash that its file has to have. */
  sha256: z.string().nullable(),
  /** A file that may hold the same picture: it is verified before it is used. */
  spare: z.string().nullable(),
  /** Rows of a table; 1 for a file. */
  count: z.int().positive(),
  repairable: z.boolean(),
});
export type Finding = z.infer<typeof Finding>;
