import type { selection as English } from '../en/selection.ts';
import { number } from './grammar.ts';

export const selection: typeof English = {
  removeFromLibrary: 'In den Papierkorb verschieben',
  renamePicture: 'Bild umbenennen',
  pictureName: 'Name',
  endingStays: (ending) => `Endung ${ending} bleibt`,
  selected: (count) => `${number(count)} ausgewählt`,
  selection: 'Ausgewählte Bilder',
  remove: 'In den Papierkorb',
  selectNone: 'Auswahl aufheben',
  changing: (done, total) => `${number(done)} von ${number(total)} geändert`,
  changingPictures: 'Geänderte Bilder',
  sameFile: (count) => `${number(count)} Bilder nutzen diese Datei`,
};
