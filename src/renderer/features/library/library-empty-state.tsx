import { t } from '@shared/i18n/index.ts';
import { useLibrary } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { countFilters, useQuery } from '../filters/index.ts';

/** Why no picture is shown, and what to do about it. */
export function LibraryEmptyState() {
  const search = useLibrary((state) => state.query.search.trim());
  const { query, filter, show } = useQuery();
  const { collection } = query.filter;
  if (query.place === 'trash') return <p className="library-nothing">{t.trash.empty}</p>;
  if (countFilters(query.filter) > 0)
    return (
      <div className="library-nothing">
        <p>{t.library.noneFiltered}</p>
        <Button small onClick={() => filter(collection === undefined ? {} : { collection })}>
          {t.library.clearFilters}
        </Button>
      </div>
    );
  if (search !== '')
    return (
      <div className="library-nothing">
        <p>{t.library.noMatch(search)}</p>
        <Button small onClick={() => show({ search: '' })}>
          {t.common.clearSearch}
        </Button>
      </div>
    );
  if (collection !== undefined) return <p className="library-nothing">{t.library.emptyCollection}</p>;
  return <p className="library-nothing">{t.library.empty}</p>;
}
