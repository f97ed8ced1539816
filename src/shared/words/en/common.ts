import { counted, number } from './grammar.ts';

export const common = {
  cancel: 'Cancel',
  close: 'Close',
  delete: 'Delete',
  dismiss: 'Dismiss',
  done: 'Done',
  rename: 'Rename',
  save: 'Save',
  undo: 'Undo',
  redo: 'Redo',
  tryAgain: 'Try again',
  openSettings: 'Open Settings',
  windowBroke: 'Something went wrong in this window',
  windowBrokeSafe: 'Your pictures and runs are safe: they are kept outside it.',
  openAgain: 'Open it again',
  bytes: (count: number) => `${number(count)} bytes`,
  now: 'now',
  days: (count: number) => `${count} d`,
  pictures: (count: number) => counted(count, { one: '1 picture', other: `${number(count)} pictures` }),
};
