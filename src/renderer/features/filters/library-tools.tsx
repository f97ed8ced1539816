import { LibrarySort } from '@shared/domain/library-query.ts';
import { t } from '@shared/i18n/index.ts';
import { ArrowDownWideNarrow, ArrowUpNarrowWide, ListFilter } from 'lucide-react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { arePictures } from '../../stores/picture-drag.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuLine } from '../../ui/menu.tsx';
import { countFilters } from './filters.ts';
import { useQuery } from './use-query.ts';
import './library-heading.css';

const WAYS = ['usual', 'reversed'] as const;

/** Sorting of the pictures. */
export function SortMenu() {
  const { settings } = useStores();
  const { query, show } = useQuery();
  const { sort, reversed } = query;
  const words = t.filters;
  const order = (next: { readonly sort: LibrarySort; readonly reversed: boolean }) => {
    settings.getState().save({ librarySort: next.sort, libraryReversed: next.reversed });
    show(next);
  };
  const isTrash = query.place === 'trash';
  const now = `${words.sorts[sort]}, ${words.orders[sort][reversed ? 'reversed' : 'usual']}`;
  return (
    <Menu
      trigger={
        <IconButton
          icon={reversed ? ArrowUpNarrowWide : ArrowDownWideNarrow}
          label={words.sort}
          hint={isTrash ? words.trashOrder : words.sortBy(now)}
          disabled={isTrash}
        />
      }
    >
      <MenuChoice
        label={words.sort}
        value={sort}
        choices={LibrarySort.options.map((value) => ({ value, label: words.sorts[value] }))}
        // A new sorting starts in its natural direction: newest, best, A first.
        onChange={(next) => order({ sort: next, reversed: false })}
      />
      <MenuLine />
      <MenuChoice
        label={words.sorts[sort]}
        value={WAYS[reversed ? 1 : 0]}
        choices={WAYS.map((value) => ({ value, label: words.orders[sort][value] }))}
        onChange={(way) => order({ sort, reversed: way === 'reversed' })}
      />
    </Menu>
  );
}

/** Opens the filters, and shows the number of active ones. */
export function FilterButton() {
  const { settings } = useStores();
  const open = useSettings((state) => state.settings.filtersOpen);
  const { query } = useQuery();
  const count = countFilters(query.filter);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pictures that are dragged here want to get at the collections
    <span
      className="filter-button"
      onDragEnter={(event) => {
        if (arePictures(event.dataTransfer)) settings.getState().save({ filtersOpen: true });
      }}
    >
      <IconButton
        icon={ListFilter}
        label={open ? t.filters.hideFilters : t.filters.showFilters}
        aria-expanded={open}
        aria-pressed={open}
        onClick={() => settings.getState().save({ filtersOpen: !open })}
      />
      {count === 0 ? null : (
        <span className="filter-badge numerals">
          <span aria-hidden>{count}</span>
          <span className="visually-hidden">{t.filters.filtersActive(count)}</span>
        </span>
      )}
    </span>
  );
}
