import type { grid as English } from '../en/grid.ts';
import { counted, number } from './grammar.ts';

export const grid: typeof English = {
  label: 'Bilder',
  removed: (name) => `${name} entfernt`,
  manyRemoved: (count) =>
    counted(count, { one: '1 Bild entfernt', other: `${number(count)} Bilder entfernt` }),
  savedTo: (path) => `Gespeichert unter ${path}`,
  copied: 'Bild kopiert',
  tooMany: (count) =>
    `Mehr als ${number(count)} Bilder lassen sich nur auswählen, wenn sie aufeinander folgen.`,
  result: 'Ergebnis',
};
