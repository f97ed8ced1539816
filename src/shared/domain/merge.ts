import { z } from 'zod';
import { LibraryImage } from './library-query.ts';

/** Most conflicts of a merge: more are grouped more coarsely, until a person can choose. */
export const CONFLICTS_MAX = 100;

/** Whose pixels a part gets that both branches changed, each in its own way: left, right, or those of the original. */
export const MergeChoice = z.enum(['a', 'b', 'base']);
export type MergeChoice = z.infer<typeof MergeChoice>;

/** A part of the picture that both branches changed, in pixels. */
export const MergeConflict = z.strictObject({
  x: z.int().nonnegative(),
  y: z.int().nonnegative(),
  width: z.int().positive(),
  height: z.int().positive(),
  /** Number of pixels of the box in conflict. */
  pixels: z.int().positive(),
});
export type MergeConflict = z.infer<typeof MergeConflict>;

const pixelCount = z.int().nonnegative();

/** Result of comparing two branches. Counts are pixels. */
export const MergeOutline = z.strictObject({
  /** Changed by `a` alone, by `b` alone, and by both to the same. */
  fromA: pixelCount,
  fromB: pixelCount,
  alike: pixelCount,
  conflicts: z.array(MergeConflict).max(CONFLICTS_MAX),
});
export type MergeOutline = z.infer<typeof MergeOutline>;

const Id = z.int().positive();

/** Two pictures of one original. `a` is the left one, `b` the right one. */
export const MergeParents = z.strictObject({ leftId: Id, rightId: Id });
export type MergeParents = z.infer<typeof MergeParents>;

/** Preview of a merge, before anything is made. */
export const MergePlan = MergeOutline.extend({
  /** The nearest picture that both were made from. */
  baseId: Id,
  width: Id,
  height: Id,
});
export type MergePlan = z.infer<typeof MergePlan>;

/** All that decides the merged picture, apart from the three pictures. Frozen: the same recipe makes the same bytes. */
export const MergeRecipe = z.strictObject({
  conflicts: z.array(MergeConflict).max(CONFLICTS_MAX),
  /** One for each conflict, in its order. */
  choices: z.array(MergeChoice).max(CONFLICTS_MAX),
});
export type MergeRecipe = z.infer<typeof MergeRecipe>;

/** A merged picture: made here of two pictures of one original, without a call. */
export const MergeRecord = z.strictObject({
  id: Id,
  imageId: Id,
  baseId: Id,
  leftId: Id,
  rightId: Id,
  recipe: MergeRecipe,
  createdAt: z.number(),
});
export type MergeRecord = z.infer<typeof MergeRecord>;

/** A merged picture as the history shows it. */
export const MergedPicture = z.strictObject({ merge: MergeRecord, image: LibraryImage });
export type MergedPicture = z.infer<typeof MergedPicture>;

/** Progress of the active merge, in memory only. */
export const MergeProgress = z.strictObject({ step: z.int().nonnegative(), steps: z.int().positive() });
export type MergeProgress = z.infer<typeof MergeProgress>;
