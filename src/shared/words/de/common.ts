import type { common as English } from '../en/common.ts';
import { counted, number } from './grammar.ts';

export const common: typeof English = {
  cancel: 'Abbrechen',
  clearSearch: 'Suche leeren',
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
  windowBroke: 'In diesem Fenster ist etwas schiefgegangen',
  windowBrokeSafe: 'Bilder und Läufe sind sicher: Sie liegen außerhalb.',
  openAgain: 'Neu öffnen',
  bytes: (count) => `${number(count)} Bytes`,
  now: 'jetzt',
  days: (count) => `${count} T`,
  copied: 'Kopiert',
  copySeed: 'Seed kopieren',
  seedChip: 'Klick kopiert den Seed; auf das Feld Seed ziehen, um ihn wieder zu verwenden',
  backTo: (value) => `Zurück auf ${value}`,
  savedTo: (name) => `Gespeichert: ${name}`,
  pictures: (count) => counted(count, { one: '1 Bild', other: `${number(count)} Bilder` }),
};
