import type { library as English } from '../en/library.ts';
import { number } from './grammar.ts';

export const library: typeof English = {
  title: 'Bibliothek',
  addPictures: 'Bilder hinzufügen',
  thumbnailSize: 'Größe der Vorschaubilder',
  unreadable: 'Die Bibliothek konnte nicht gelesen werden.',
  empty: 'Hier erscheinen die Bilder und ihre Bearbeitungen.',
  noMatch: (search) => `Kein Bild passt zu „${search}“.`,
  clearSearch: 'Suche leeren',
  noneFiltered: 'Kein Bild passt zu diesen Filtern.',
  clearFilters: 'Filter aufheben',
  emptyCollection: 'In dieser Sammlung ist noch nichts. Bilder auf ihren Namen ziehen.',
  count: number,
  countAtLeast: (count) => `${number(count)}+`,
};
