import { number } from './grammar.ts';

export const library = {
  title: 'Library',
  addPictures: 'Add pictures',
  thumbnailSize: 'Thumbnail size',
  unreadable: 'The library could not be read.',
  empty: 'Your pictures and their edits will be here.',
  noMatch: (search: string) => `No picture matches “${search}”.`,
  clearSearch: 'Clear search',
  noneFiltered: 'No picture fits these filters.',
  clearFilters: 'Clear filters',
  emptyCollection: 'Nothing is in this collection yet. Drag pictures onto its name.',
  count: number,
  countAtLeast: (count: number) => `${number(count)}+`,
};
