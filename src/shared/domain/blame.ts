import { z } from 'zod';
import { Sha256 } from './image.ts';
import { ModelId } from './model.ts';
import { Seed } from './seed.ts';

/** Maximum length of a chain for blame: the source, and one step for each other value of a byte. */
export const BLAME_MAX_PICTURES = 256;

const Id = z.int().positive();

/** One picture of a chain, and what made it. */
export const BlameStep = z.strictObject({
  imageId: Id,
  /** The edit that made it, with the beginning of its prompt; null for an imported or a merged picture. */
  edit: z.strictObject({ id: Id, prompt: z.string(), model: ModelId, seed: Seed }).nullable(),
  /** Whether it was made by a merge. */
  merged: z.boolean(),
});
export type BlameStep = z.infer<typeof BlameStep>;

/** Which step of a picture's chain last changed each pixel. */
export const BlameMap = z.strictObject({
  /** The map is served as `/blame/<key>`. */
  key: Sha256,
  width: Id,
  height: Id,
  /** The oldest first. A pixel of the map is an index into them. */
  steps: z.array(BlameStep).min(1).max(BLAME_MAX_PICTURES),
});
export type BlameMap = z.infer<typeof BlameMap>;
