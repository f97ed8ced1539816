import { EVERYTHING, type LibraryFilter, type LibraryQuery } from '@shared/domain/library-query.ts';
import { useLabels, useLibrary, useSettings, useStores } from '../../stores/context.tsx';
import type { LabelsState } from '../../stores/labels-store.ts';
import type { LibraryState } from '../library/library-state.ts';
import { sameQuery } from './filters.ts';

const selectQuery = (state: LibraryState) => state.query;
const selectSearches = (state: LabelsState) => state.searches;

/** Returns the current query, and functions to change it. */
export function useQuery() {
  const { library } = useStores();
  const query = useLibrary(selectQuery);
  const sort = useSettings((state) => state.settings.librarySort);
  const reversed = useSettings((state) => state.settings.libraryReversed);
  const show = (patch: Partial<LibraryQuery>) => void library.getState().setQuery(patch);
  return {
    query,
    show,
    /** All pictures, in the last chosen order. */
    home: { ...EVERYTHING, sort, reversed } satisfies LibraryQuery,
    /** The Trash has no filters: setting one shows the library. */
    filter: (filter: LibraryFilter) => show({ place: 'library', filter }),
  };
}

/** Returns the saved search that is shown, if any. */
export function useShownSearch() {
  const query = useLibrary(selectQuery);
  return useLabels(selectSearches).find((saved) => sameQuery(saved.query, query));
}
