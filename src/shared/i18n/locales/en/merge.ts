import { counted, number } from './grammar.ts';

const pixels = (count: number) => counted(count, { one: '1 pixel', other: `${number(count)} pixels` });

export const merge = {
  title: 'Merge',
  /** Names of the left and the right picture. */
  of: (left: string, right: string) => `Left: ${left}. Right: ${right}.`,
  comparing: 'Comparing the pictures…',
  working: (share: number) => `Merging, ${number(Math.round(share * 100))}%`,
  stop: 'Stop',
  make: 'Merge',
  cancel: 'Cancel',
  close: 'Close',
  preview: 'Preview of the merged picture',
  conflicts: 'Conflicts',
  conflict: (place: number) => `Conflict ${number(place)}`,
  conflictSize: (width: number, height: number, count: number) =>
    `${number(width)} × ${number(height)} px, ${pixels(count)}`,
  choices: { a: 'Left', b: 'Right', base: 'Original' },
  all: 'All conflicts',
  noConflicts: 'No conflicts: each picture changed other places.',
  open: (count: number) =>
    counted(count, { one: '1 conflict to choose', other: `${number(count)} conflicts to choose` }),
  allChosen: 'All conflicts are chosen.',
  changed: (left: number, right: number) => `Left changes ${pixels(left)}, right changes ${pixels(right)}.`,
  offline: 'Nothing is sent.',
  selectTwo: 'Select two results of one original to merge them.',
  done: (name: string) => `Merged into ${name}`,

  // In the history.
  node: 'Merge',
  parents: (left: string, right: string) => `${left} and ${right}`,
  details: 'Selected merge',
  left: 'Left',
  right: 'Right',
  base: 'Common source',
  again: 'Merge again',
  againHint: 'Make this picture again from its recipe, and compare the bytes. Nothing is sent.',
  identical: 'Made again: every byte is the same.',
  differs: 'Made again: the bytes differ. The new picture was added.',
  withSelected: 'Merge with selected picture…',
};
