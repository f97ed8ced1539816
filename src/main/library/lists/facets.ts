import type { Facets } from '@shared/domain/facets.ts';
import { Facets as FacetsSchema } from '@shared/domain/facets.ts';
import { z } from 'zod';
import type { ReadDb } from '../database/db.ts';
import { number, rows } from '../database/rows.ts';

export const LIVE_COUNT_SQL = 'SELECT live FROM image_counts WHERE id = 1';
export const FACET_COUNT_SQL = 'SELECT live FROM facet_counts WHERE facet = ? AND value = ?';
export const FACET_COUNTS_SQL = `SELECT value, live FROM facet_counts WHERE facet = ? AND live > 0 ORDER BY value`;
export const TRASH_COUNT_SQL = `SELECT count(*) FROM images INDEXED BY images_trash
  WHERE deleted_at IS NOT NULL AND purged_at IS NULL`;

/** Number of live images, maintained by triggers. */
export function liveCount(db: ReadDb): number {
  return number(db, LIVE_COUNT_SQL) ?? 0;
}

/** Number of live images with a facet's value, maintained by triggers. */
export function facetCount(db: ReadDb, facet: string, value: string): number {
  return number(db, FACET_COUNT_SQL, facet, value) ?? 0;
}

const FacetCount = z.object({ value: z.string(), live: z.int() });

/** All facets with their counts: a few rows each, regardless of the library's size. */
export function allFacets(db: ReadDb): Facets {
  const counts = (facet: string) => rows(db, FacetCount, FACET_COUNTS_SQL, facet);
  return FacetsSchema.parse({
    all: liveCount(db),
    trash: number(db, TRASH_COUNT_SQL),
    favorites: facetCount(db, 'favourite', 'yes'),
    origin: counts('origin'),
    rating: counts('rating').map(({ value, live }) => ({ value: Number(value), live })),
    engine: counts('engine'),
    model: counts('model'),
    verdict: counts('verdict'),
    work: counts('work'),
    month: counts('month').reverse(),
  });
}
