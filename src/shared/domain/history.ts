import { z } from 'zod';
import { Sha256 } from './image.ts';

const Id = z.int().positive();

/** A named version of an image. */
export const Snapshot = z.strictObject({
  id: Id,
  name: z.string(),
  imageId: Id,
  sha256: Sha256,
  /** The edit that made the image, or null for an imported one. */
  editId: Id.nullable(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Changed annotations of the history. */
export const HistoryMarked = z.strictObject({
  /** Edits whose note or branch name changed. */
  editIds: z.array(Id).max(1_000),
  /** Whether snapshots were added, removed or renamed. */
  snapshots: z.boolean(),
  /** Whether merged pictures were added, removed or restored. */
  merges: z.boolean(),
});
export type HistoryMarked = z.infer<typeof HistoryMarked>;
