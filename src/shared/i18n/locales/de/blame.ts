import type { blame as English } from '../en/blame.ts';
import { number } from './grammar.ts';

const percent = (share: number) => number(Math.round(share * 1000) / 10);

export const blame: typeof English = {
  title: 'Wer was geändert hat',
  working: 'Die Bearbeitungen dieses Bilds werden verglichen …',
  original: 'Original',
  merge: 'Zusammenführung',
  seed: (seed) => `Seed ${seed}`,
  place: (place) => `Bearbeitung ${number(place)}`,
  share: (share) => (share > 0 && share < 0.001 ? 'unter 0,1 %' : `${percent(share)} %`),
};
