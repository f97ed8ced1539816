import type { merge as English } from '../en/merge.ts';
import { counted, number } from './grammar.ts';

const pixels = (count: number) => counted(count, { one: '1 Pixel', other: `${number(count)} Pixel` });

export const merge: typeof English = {
  title: 'Zusammenführen',
  of: (left, right) => `Links: ${left}. Rechts: ${right}.`,
  comparing: 'Die Bilder werden verglichen …',
  working: (share) => `Wird zusammengeführt, ${number(Math.round(share * 100))} %`,
  stop: 'Stopp',
  make: 'Zusammenführen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  preview: 'Vorschau des zusammengeführten Bilds',
  conflicts: 'Konflikte',
  conflict: (place) => `Konflikt ${number(place)}`,
  conflictSize: (width, height, count) => `${number(width)} × ${number(height)} px, ${pixels(count)}`,
  choices: { a: 'Links', b: 'Rechts', base: 'Original' },
  all: 'Alle Konflikte',
  noConflicts: 'Keine Konflikte: Die Bilder weichen an verschiedenen Stellen vom Original ab.',
  open: (count) =>
    counted(count, { one: '1 Konflikt zu entscheiden', other: `${number(count)} Konflikte zu entscheiden` }),
  allChosen: 'Alle Konflikte sind entschieden.',
  changed: (left, right) => `Links ändert ${pixels(left)}, rechts ${pixels(right)}.`,
  offline: 'Nichts wird gesendet.',
  selectTwo: 'Zum Zusammenführen zwei Ergebnisse eines Originals auswählen.',
  done: (name) => `Zusammengeführt zu ${name}`,

  node: 'Zusammenführung',
  parents: (left, right) => `${left} und ${right}`,
  details: 'Ausgewählte Zusammenführung',
  left: 'Links',
  right: 'Rechts',
  base: 'Gemeinsame Quelle',
  again: 'Erneut zusammenführen',
  againHint: 'Dieses Bild aus seinem Rezept neu erstellen und die Bytes vergleichen. Nichts wird gesendet.',
  identical: 'Neu erstellt: Jedes Byte ist gleich.',
  differs: 'Neu erstellt: Die Bytes weichen ab. Das neue Bild wurde hinzugefügt.',
  withSelected: 'Mit ausgewähltem Bild zusammenführen …',
};
