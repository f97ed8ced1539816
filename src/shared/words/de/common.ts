import type { common as English } from '../en/common.ts';
import { counted, number } from './grammar.ts';

export const common: typeof English = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  delete: 'Löschen',
  dismiss: 'Ausblenden',
  done: 'Fertig',
  rename: 'Umbenennen',
  save: 'Speichern',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  tryAgain: 'Noch einmal',
  openSettings: 'Einstellungen öffnen',
  pictures: (count) => counted(count, { one: '1 Bild', other: `${number(count)} Bilder` }),
};
