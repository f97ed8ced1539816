import { z } from 'zod';
import { ImageRecord } from './image.ts';
import { LibraryQuery, Month, Rating, WorkState } from './library-query.ts';
import { EngineId, ModelId } from './model.ts';
import { VerdictKind } from './verdict.ts';

/* Content of the panel beside the list: tags, collections, saved searches and counts. */

const Id = z.int().positive();

/** A tag or a collection with its number of live images. */
export const LabelWithCount = z.strictObject({ id: Id, name: z.string(), live: z.int().nonnegative() });
export type LabelWithCount = z.infer<typeof LabelWithCount>;
export const SavedSearch = z.strictObject({ id: Id, name: z.string(), query: LibraryQuery });
export type SavedSearch = z.infer<typeof SavedSearch>;

const Counts = <V extends z.ZodType>(value: V) =>
  z.array(z.strictObject({ value, live: z.int().nonnegative() }));
/** Number of live images by value. Values without images are left out. */
export const Facets = z.strictObject({
  all: z.int().nonnegative(),
  trash: z.int().nonnegative(),
  favorites: z.int().nonnegative(),
  origin: Counts(ImageRecord.shape.origin),
  rating: Counts(Rating),
  engine: Counts(EngineId),
  model: Counts(ModelId),
  verdict: Counts(VerdictKind),
  work: Counts(WorkState),
  /** Newest first. */
  month: Counts(Month),
});
export type Facets = z.infer<typeof Facets>;
