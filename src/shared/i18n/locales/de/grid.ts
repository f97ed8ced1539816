import type { grid as English } from '../en/grid.ts';
import { counted, number } from './grammar.ts';

export const grid: typeof English = {
  label: 'Bilder',
  copied: 'Bild kopiert',
  tooMany: (count) =>
    `Mehr als ${number(count)} Bilder lassen sich nur als zusammenhängender Bereich auswählen.`,
  result: 'Ergebnis',
  rate: 'Bewerten',
  menu: (count) => counted(count, { one: 'Bild', other: `${number(count)} Bilder` }),
};
