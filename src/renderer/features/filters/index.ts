export { usePicturesDrop } from '../../stores/use-pictures-drop.ts';
export { FilterChips } from './filter-chips.tsx';
export { FilterRow } from './filter-row.tsx';
export { FilterSection } from './filter-section.tsx';
export { countFilters, toggledFilter, toggledTag } from './filters.ts';
export { LabelRow } from './label-row.tsx';
export { LibraryHeading } from './library-heading.tsx';
export { FilterButton, SortMenu } from './library-tools.tsx';
export { MonthSection } from './month-section.tsx';
export { SaveSearch } from './save-search.tsx';
export {
  completed,
  itemAt,
  type Suggestion,
  suggestions,
  withRecent,
} from './search-completion.ts';
export { SearchesSection } from './searches-section.tsx';
export { useQuery } from './use-query.ts';
export { RatingSection, ValueSections } from './value-sections.tsx';
