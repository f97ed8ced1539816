import { z } from 'zod';
import { Sha256 } from './image.ts';

const Id = z.int().positive();

/** A named version of a picture. */
export const Snapshot = z.strictObject({
  id: Id,
  name: z.string(),
  imageId: Id,
  sha256: Sha256,
  /** The edit that made the picture; null for an imported one. */
  editId: Id.nullable(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** What changed of what people wrote down about their history. */
export const HistoryMarked = z.strictObject({
  /** Edits that have another note or branch name now. */
  editIds: z.array(Id).max(1_000),
  /** Whether snapshots came, went or have other names. */
  snapshots: z.boolean(),
  /** Whether merged pictures came, went or came back. */
  merges: z.boolean(),
});
export type HistoryMarked = z.infer<typeof HistoryMarked>;
