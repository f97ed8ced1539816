import { afterEach, describe, expect, it } from 'vitest';
import {
  activeFilters,
  countFilters,
  monthWords,
  placeName,
  ratingWords,
  sameQuery,
  toggledFilter,
  toggledTag,
} from '../../src/renderer/features/filters/filters.ts';
import { EVERYTHING, LibraryFilter, type LibraryQuery } from '../../src/shared/domain/library-query.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';

const FULL: LibraryFilter = {
  origin: 'result',
  favourite: true,
  rating: [3, 5],
  tags: [1, 2],
  collection: 7,
  engine: 'practice',
  model: 'practice-filters',
  verdict: 'near',
  work: 'failed',
  month: '2026-03',
};
const NAMES = new Map([
  [1, 'shop'],
  [2, 'sea'],
]);

describe('filters', () => {
  afterEach(() => setLocale('en'));

  it('set a part, and clear it if set to the same value again', () => {
    expect(toggledFilter({}, 'favourite', true)).toEqual({ favourite: true });
    expect(toggledFilter({ rating: [3, 5] }, 'rating', [4, 5])).toEqual({ rating: [4, 5] });
    expect(toggledFilter({ rating: [3, 5], favourite: true }, 'rating', [3, 5])).toEqual({ favourite: true });
    expect(toggledTag({}, 1)).toEqual({ tags: [1] });
    expect(toggledTag({ tags: [1] }, 2)).toEqual({ tags: [1, 2] });
    expect(toggledTag({ tags: [1] }, 1)).toEqual({});
  });

  it('lists every active part, each of which can be cleared individually', () => {
    const parts = activeFilters(FULL, NAMES);
    expect(parts.map(({ label }) => label)).toEqual([
      'Results',
      'Favorites',
      '3 stars or more',
      'shop',
      'sea',
      'Mar 2026',
      'Nearly identical',
      'Failed',
      'Practice',
      'Built-in filters',
    ]);
    expect(countFilters(FULL)).toBe(parts.length);
    let filter: LibraryFilter = FULL;
    for (let left = parts.length; left > 0; left -= 1) {
      const [first] = activeFilters(filter, NAMES);
      filter = first?.without ?? filter;
      expect(LibraryFilter.safeParse(filter).success).toBe(true);
      expect(countFilters(filter)).toBe(left - 1);
    }
    // The collection is where one is, not a filter.
    expect(filter).toEqual({ collection: 7 });
  });

  it('shows stars and months in the current language', () => {
    expect([0, 1, 5].map((stars) => ratingWords([stars, stars]))).toEqual(['Unrated', '1 star', '5 stars']);
    expect(ratingWords([1, 3])).toBe('1 to 3 stars');
    expect(monthWords('2026-01', false)).toBe('Jan');
    setLocale('de');
    expect(ratingWords([4, 5])).toBe('4 Sterne oder mehr');
    expect(monthWords('2026-03')).toBe('März 2026');
  });

  it('treats two lists as equal regardless of the order of their parts', () => {
    const query = (filter: LibraryFilter, more: Partial<LibraryQuery> = {}) => ({
      ...EVERYTHING,
      filter,
      ...more,
    });
    expect(
      sameQuery(query({ favourite: true, origin: 'import' }), query({ origin: 'import', favourite: true })),
    ).toBe(true);
    expect(sameQuery(query({ favourite: undefined }), query({}))).toBe(true);
    expect(sameQuery(query({}, { search: ' cat ' }), query({}, { search: 'cat' }))).toBe(true);
    expect(sameQuery(query({}), query({}, { reversed: true }))).toBe(false);
    expect(sameQuery(query({ tags: [1] }), query({ tags: [2] }))).toBe(false);
  });

  it('names a list by its content', () => {
    const collections = [{ id: 7, name: 'Summer', live: 3 }];
    const name = (patch: Partial<LibraryQuery>) =>
      placeName({ ...EVERYTHING, ...patch }, collections, undefined);
    expect(name({})).toBe('All pictures');
    expect(name({ sort: 'name' })).toBe('All pictures');
    expect(name({ place: 'trash' })).toBe('Trash');
    expect(name({ filter: { collection: 7 } })).toBe('Summer');
    expect(name({ filter: { favourite: true } })).toBe('Pictures');
    const saved = { id: 1, name: 'Best', query: EVERYTHING };
    expect(placeName({ ...EVERYTHING, search: 'x' }, collections, saved)).toBe('Best');
  });
});
