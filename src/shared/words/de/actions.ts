import type { actions as English } from '../en/actions.ts';

export const actions: typeof English = {
  'run-edit': 'Bearbeitung ausführen',
  'focus-prompt': 'Bearbeitung beschreiben',
  'new-seed': 'Neuer Seed',
  rerun: 'Gewählte Bearbeitung wiederholen',
  'edit-again': 'Von der gewählten Bearbeitung ausgehen',
  undo: 'Rückgängig',
  redo: 'Wiederherstellen',

  compare: 'Vorher und nachher',
  'hold-before': 'Vorher zeigen, solange gedrückt',
  'swap-sides': 'Seiten tauschen',
  'zoom-in': 'Vergrößern',
  'zoom-out': 'Verkleinern',
  'zoom-fit': 'Einpassen',
  'zoom-actual': 'Originalgröße',
  'full-picture': 'Bild im ganzen Fenster',
  leave: 'Ganzes Fenster verlassen',

  import: 'Bilder hinzufügen',
  find: 'Suchen',
  remove: 'Aus der Bibliothek entfernen',
  'save-as': 'Bild speichern unter …',
  'copy-image': 'Bild kopieren',

  'toggle-library': 'Bibliothek',
  'toggle-history': 'Verlauf',
  'toggle-edit': 'Bearbeiten',
  'toggle-panels': 'Alle Bereiche',
  'open-settings': 'Einstellungen',
  shortcuts: 'Tastenkürzel',
};
