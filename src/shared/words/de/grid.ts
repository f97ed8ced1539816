import type { grid as English } from '../en/grid.ts';
import { number } from './grammar.ts';

export const grid: typeof English = {
  label: 'Bilder',
  savedTo: (path) => `Gespeichert unter ${path}`,
  copied: 'Bild kopiert',
  tooMany: (count) =>
    `Mehr als ${number(count)} Bilder lassen sich nur auswählen, wenn sie aufeinander folgen.`,
  result: 'Ergebnis',
};
