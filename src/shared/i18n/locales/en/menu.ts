import type { UndoableAction } from '../../../domain/library-command.ts';
import { changes } from './changes.ts';

const SMALL = /^(a|an|and|as|at|for|from|in|its|of|on|or|the|to|with)$/;
/** Title case for menus: "Save Picture As…". */
const titled = (words: string) =>
  words
    .split(' ')
    .map((word, at, all) =>
      SMALL.test(word) && at > 0 && at < all.length - 1
        ? word
        : word.replace(/^\p{Ll}/u, (c) => c.toUpperCase()),
    )
    .join(' ');

export const menu = {
  titled,
  file: 'File',
  edit: 'Edit',
  picture: 'Picture',
  view: 'View',
  window: 'Window',
  help: 'Help',
  undo: (action: UndoableAction, count: number) => `Undo ${titled(changes.actions[action](count))}`,
  redo: (action: UndoableAction, count: number) => `Redo ${titled(changes.actions[action](count))}`,
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  tools: 'Tools',
  rating: 'Rating',
  interfaceSize: 'Interface Size',
  libraryFolder: 'Show Library Folder',
  logFolder: 'Open Log Folder',
  saveReport: 'Save Diagnostics…',
  fullScreen: 'Toggle Full Screen',
  devTools: 'Developer Tools',
  close: 'Close Window',
  minimize: 'Minimize',
  maximize: 'Zoom',
  front: 'Bring All to Front',
  about: (name: string) => `About ${name}`,
  services: 'Services',
  hide: (name: string) => `Hide ${name}`,
  hideOthers: 'Hide Others',
  unhide: 'Show All',
  quit: (name: string) => `Quit ${name}`,
};
