import { number } from './grammar.ts';

export const selection = {
  removeFromLibrary: 'Move to Trash',
  renamePicture: 'Rename picture',
  pictureName: 'Name',
  endingStays: (ending: string) => `Keeps the ${ending} extension`,
  selected: (count: number) => `${number(count)} selected`,
  selection: 'Selected pictures',
  remove: 'Move to Trash',
  selectNone: 'Deselect all',
  changing: (done: number, total: number) => `Updating ${number(done)} of ${number(total)}`,
  changingPictures: 'Pictures updated',
  sameFile: (count: number) => `${number(count)} pictures share this file`,
};
