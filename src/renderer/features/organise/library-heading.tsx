import { t } from '@shared/words/index.ts';
import { ChevronLeft } from 'lucide-react';
import { useLibrary, useOrganise } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { placeName } from './filters.ts';
import { useQuery, useShownSearch } from './use-query.ts';

/** What the library shows, how many pictures that are, and the way back to all of them. */
export function LibraryHeading() {
  const { query, home, show } = useQuery();
  const saved = useShownSearch();
  const collections = useOrganise((state) => state.collections);
  const phase = useLibrary((state) => state.phase);
  const total = useLibrary((state) => state.total);
  const complete = useLibrary((state) => state.complete);
  const elsewhere = query.place === 'trash' || query.filter.collection !== undefined || saved !== undefined;
  const name = placeName(query, collections, saved);
  return (
    <>
      {elsewhere ? (
        <IconButton
          icon={ChevronLeft}
          small
          className="library-back"
          label={t.organise.backToAll}
          onClick={() => show(home)}
        />
      ) : null}
      <span className="library-place" title={name}>
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
