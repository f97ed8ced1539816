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
  pictures: (count: number) => counted(count, { one: '1 picture', other: `${number(count)} pictures` }),
};
