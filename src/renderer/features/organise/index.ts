export { BulkBar } from './bulk-bar.tsx';
export { FilterChips } from './filter-chips.tsx';
export { countFilters } from './filters.ts';
export { FiltersPanel } from './filters-panel.tsx';
export { LibraryHeading } from './library-heading.tsx';
export { FilterButton, SortMenu } from './library-tools.tsx';
export { SaveSearch } from './save-search.tsx';
export {
  completed,
  itemAt,
  type Suggestion,
  suggestions,
  withRecent,
} from './search-completion.ts';
export { TrashBar } from './trash-bar.tsx';
export { useQuery } from './use-query.ts';
