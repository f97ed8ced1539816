import { EVERYTHING, type LibraryFilter, type LibraryQuery } from '@shared/domain/library-query.ts';
import { useLibrary, useOrganise, useSettings, useStores } from '../../stores/context.tsx';
import type { LibraryState } from '../library/library-state.ts';
import { sameQuery } from './filters.ts';
import type { OrganiseState } from './organise-store.ts';

const selectQuery = (state: LibraryState) => state.query;
const selectSearches = (state: OrganiseState) => state.searches;

/** What is shown, and how to show something else. */
export function useQuery() {
  const { library } = useStores();
  const query = useLibrary(selectQuery);
  const sort = useSettings((state) => state.settings.librarySort);
  const reversed = useSettings((state) => state.settings.libraryReversed);
  const show = (patch: Partial<LibraryQuery>) => void library.getState().setQuery(patch);
  return {
    query,
    show,
    /** All pictures, in the order that was chosen last. */
    home: { ...EVERYTHING, sort, reversed } satisfies LibraryQuery,
    /** The Trash has no filters: who sets one wants to see pictures of the library. */
    filter: (filter: LibraryFilter) => show({ place: 'library', filter }),
  };
}

/** The saved search that is shown, if it is one. */
export function useShownSearch() {
  const query = useLibrary(selectQuery);
  return useOrganise(selectSearches).find((saved) => sameQuery(saved.query, query));
}
