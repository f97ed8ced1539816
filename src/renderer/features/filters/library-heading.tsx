import type { LabelWithCount } from '@shared/domain/facets.ts';
import { EVERYTHING } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { ChevronLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useLabels, useLibrary, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { placeName } from './filters.ts';
import { useQuery, useShownSearch } from './use-query.ts';
import './library-heading.css';

/** What the library shows, its number of pictures, and a way back to all of them. */
export function LibraryHeading() {
  const { query, home, show } = useQuery();
  const saved = useShownSearch();
  const collections = useLabels((state) => state.collections);
  const phase = useLibrary((state) => state.phase);
  const total = useLibrary((state) => state.total);
  const complete = useLibrary((state) => state.complete);
  useCollectionGone();
  const elsewhere = query.place === 'trash' || query.filter.collection !== undefined || saved !== undefined;
  const name = placeName(query, collections, saved);
  return (
    <>
      {elsewhere ? (
        <IconButton
          icon={ChevronLeft}
          small
          className="library-back"
          label={t.filters.backToAll}
          onClick={() => show(home)}
        />
      ) : null}
      <span dir="auto" className="library-place" title={name}>
        {name}
      </span>
      {phase === 'ready' && total > 0 ? (
        <span className="panel-count" role="status">
          {complete ? t.library.count(total) : t.library.countAtLeast(total)}
        </span>
      ) : null}
    </>
  );
}

/** *Undo* may remove the shown collection: then all pictures are shown. */
function useCollectionGone(): void {
  const { library, labels, settings } = useStores();
  useEffect(
    () =>
      labels.subscribe((state, before) => {
        const { collection } = library.getState().query.filter;
        if (collection === undefined || state.collections === before.collections) return;
        const has = (collections: readonly LabelWithCount[]) =>
          collections.some(({ id }) => id === collection);
        if (!has(before.collections) || has(state.collections)) return;
        const { librarySort: sort, libraryReversed: reversed } = settings.getState().settings;
        void library.getState().setQuery({ ...EVERYTHING, sort, reversed });
      }),
    [library, labels, settings],
  );
}
