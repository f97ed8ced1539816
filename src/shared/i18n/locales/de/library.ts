import type { library as English } from '../en/library.ts';
import { number } from './grammar.ts';

export const library: typeof English = {
  title: 'Bibliothek',
  addPictures: 'Bilder hinzufügen',
  thumbnailSize: 'Größe der Vorschaubilder',
  unreadable: 'Die Bibliothek konnte nicht geladen werden.',
  empty: 'Hier erscheinen Bilder und Bearbeitungen.',
  noMatch: (search) => `Keine Bilder zu „${search}“.`,
  noneFiltered: 'Keine Bilder entsprechen diesen Filtern.',
  clearFilters: 'Filter löschen',
  emptyCollection: 'Diese Sammlung ist leer. Bilder auf ihren Namen ziehen, um sie hinzuzufügen.',
  count: number,
  countAtLeast: (count) => `${number(count)}+`,
};
