import { number } from './grammar.ts';

const percent = (share: number) => number(Math.round(share * 1000) / 10);

export const blame = {
  title: 'Who changed what',
  working: 'Comparing the edits of this picture…',
  original: 'Original',
  merge: 'Merge',
  seed: (seed: number) => `Seed ${seed}`,
  place: (place: number) => `Edit ${number(place)}`,
  share: (share: number) => (share > 0 && share < 0.001 ? 'under 0.1%' : `${percent(share)}%`),
};
