import { z } from 'zod';
import { ImageRecord } from './image.ts';
import { EngineId, ModelId } from './model.ts';
import { Revision } from './revision.ts';
import { VerdictKind } from './verdict.ts';

/* The images of a list, their order, and a slice of it. */

const Id = z.int().positive();

/** Work state of an image's edits: that of the newest edit, except that `uncertain` takes precedence. */
export const WorkState = z.enum(['waiting', 'running', 'uncertain', 'failed', 'cancelled', 'done']);
export type WorkState = z.infer<typeof WorkState>;

export const Rating = z.int().min(0).max(5);
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Filter of the panel beside the list. All conditions must hold. */
export const LibraryFilter = z.strictObject({
  origin: ImageRecord.shape.origin.optional(),
  favourite: z.literal(true).optional(),
  /** Inclusive. The first is not above the second. */
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

/** Newest, best and A first. `reversed` inverts it. */
export const LibrarySort = z.enum(['time', 'rating', 'name']);
export type LibrarySort = z.infer<typeof LibrarySort>;

/** A list of images: place, search and filter, order. The trash is always ordered by removal, newest first. */
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

/** Whether a list has all live images, in any order. */
export function isEverything({ place, search, filter }: LibraryQuery): boolean {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return place === 'library' && search.trim() === '' && !filtered;
}

/** An image in a list. */
export const LibraryImage = ImageRecord.extend({
  rating: Rating,
  favourite: z.boolean(),
  /** Number of live images with the same bytes, including itself. They share one file. */
  copies: z.int().positive(),
  /** Work state of its edits, or null if there are none. */
  work: WorkState.nullable(),
});
export type LibraryImage = z.infer<typeof LibraryImage>;

/** An image as sent by main. */
export const RevisedImage = LibraryImage.extend({ revision: Revision });
export type RevisedImage = z.infer<typeof RevisedImage>;

/** Maximum number of images in one slice, to keep an IPC message below 64 KB. */
export const SLICE_MAX = 100;
/** A slice of a list by position. */
export const SliceRequest = z.strictObject({
  query: LibraryQuery,
  from: z.int().nonnegative(),
  count: z.int().min(1).max(SLICE_MAX),
});
export type SliceRequest = z.infer<typeof SliceRequest>;

export const LibrarySlice = z.strictObject({
  from: z.int().nonnegative(),
  pictures: z.array(RevisedImage).max(SLICE_MAX),
  /** Length of the list, or a lower bound while it is being built (`complete` is false). */
  total: z.int().nonnegative(),
  complete: z.boolean(),
});
export type LibrarySlice = z.infer<typeof LibrarySlice>;
