import { z } from 'zod';
import { ImageRecord } from './image.ts';
import { EngineId, ModelId } from './model.ts';
import { Revision } from './revision.ts';
import { VerdictKind } from './verdict.ts';

/* Which images a list shows, in what order, and a slice of it. */

const Id = z.int().positive();

/** How the edits made from a picture stand; the first of these that fits its newest one, but `uncertain` before all. */
export const WorkState = z.enum(['waiting', 'running', 'uncertain', 'failed', 'cancelled', 'done']);
export type WorkState = z.infer<typeof WorkState>;

export const Rating = z.int().min(0).max(5);
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What the panel beside the list narrows it to; all that is given must hold. */
export const LibraryFilter = z.strictObject({
  origin: ImageRecord.shape.origin.optional(),
  favourite: z.literal(true).optional(),
  /** Both ends included; the first is not above the second. */
  rating: z.tuple([Rating, Rating]).optional(),
  tags: z.array(Id).max(20).optional(),
  collection: Id.optional(),
  engine: EngineId.optional(),
  model: ModelId.optional(),
  verdict: VerdictKind.optional(),
  work: WorkState.optional(),
  month: Month.optional(),
});
export type LibraryFilter = z.infer<typeof LibraryFilter>;

/** Newest, best and A first; `reversed` turns it round. */
export const LibrarySort = z.enum(['time', 'rating', 'name']);
export type LibrarySort = z.infer<typeof LibrarySort>;

/** A list of pictures: where from, which, in what order. The trash is always in the order of removal, newest first. */
export const LibraryQuery = z.strictObject({
  place: z.enum(['library', 'trash']),
  search: z.string().max(500),
  filter: LibraryFilter,
  sort: LibrarySort,
  reversed: z.boolean(),
});
export type LibraryQuery = z.infer<typeof LibraryQuery>;

/** All live pictures, newest first. */
export const EVERYTHING: LibraryQuery = {
  place: 'library',
  search: '',
  filter: {},
  sort: 'time',
  reversed: false,
};

/** Whether a list is that of all live pictures, in whatever order. */
export function isEverything({ place, search, filter }: LibraryQuery): boolean {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return place === 'library' && search.trim() === '' && !filtered;
}

/** A picture as a list shows it. */
export const LibraryImage = ImageRecord.extend({
  rating: Rating,
  favourite: z.boolean(),
  /** Live pictures with these very bytes, itself included: they are one file. */
  copies: z.int().positive(),
  /** How the edits made from it stand; null when there are none. */
  work: WorkState.nullable(),
});
export type LibraryImage = z.infer<typeof LibraryImage>;

/** A picture as the main process sends it. */
export const RevisedImage = LibraryImage.extend({ revision: Revision });
export type RevisedImage = z.infer<typeof RevisedImage>;

/** Most pictures of one window of a list: an IPC message stays under 64 KB. */
export const SLICE_MAX = 100;
/** A stretch of a list by position, wherever it is. */
export const SliceRequest = z.strictObject({
  query: LibraryQuery,
  from: z.int().nonnegative(),
  count: z.int().min(1).max(SLICE_MAX),
});
export type SliceRequest = z.infer<typeof SliceRequest>;

export const LibrarySlice = z.strictObject({
  from: z.int().nonnegative(),
  pictures: z.array(RevisedImage).max(SLICE_MAX),
  /** How long the list is; at least so long while it is still being put together (`complete` is false). */
  total: z.int().nonnegative(),
  complete: z.boolean(),
});
export type LibrarySlice = z.infer<typeof LibrarySlice>;
