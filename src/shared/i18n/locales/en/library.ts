import { number } from './grammar.ts';

export const library = {
  title: 'Library',
  addPictures: 'Add pictures',
  thumbnailSize: 'Thumbnail size',
  unreadable: 'Couldn’t load the library.',
  empty: 'Your pictures and edits will appear here.',
  noMatch: (search: string) => `No pictures match “${search}”.`,
  noneFiltered: 'No pictures match these filters.',
  clearFilters: 'Clear filters',
  emptyCollection: 'This collection is empty. Drag pictures onto its name to add them.',
  count: number,
  countAtLeast: (count: number) => `${number(count)}+`,
};
