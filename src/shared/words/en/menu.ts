import type { Action } from '../../domain/library-command.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const SMALL = /^(a|an|and|as|at|for|from|in|its|of|on|or|the|to|with)$/;
/** As menus are written in English: "Save the Picture As…". */
const titled = (words: string) =>
  words
    .split(' ')
    .map((word, at, all) =>
      SMALL.test(word) && at > 0 && at < all.length - 1
        ? word
        : word.replace(/^\p{Ll}/u, (c) => c.toUpperCase()),
    )
    .join(' ');

const tags = (count: number) => counted(count, { one: '1 Tag', other: `${number(count)} Tags` });
const pictures = (count: number) => titled(common.pictures(count));
/** A change of the library that can be undone, and how many pictures it was for. */
const changes: Readonly<Record<Action, (count: number) => string>> = {
  rate: (count) => `Rating of ${pictures(count)}`,
  favourite: (count) => `Favourite of ${pictures(count)}`,
  'add-tags': (count) => `Tagging of ${pictures(count)}`,
  'remove-tags': (count) => `Untagging of ${pictures(count)}`,
  remove: (count) => `Removal of ${pictures(count)}`,
  restore: (count) => `Restoring of ${pictures(count)}`,
  rename: () => 'Renaming of Picture',
  'rename-tag': () => 'Renaming of Tag',
  'merge-tags': (count) => `Merging of ${tags(count)}`,
  'delete-tag': () => 'Deletion of Tag',
  'create-collection': () => 'New Collection',
  'rename-collection': () => 'Renaming of Collection',
  'delete-collection': () => 'Deletion of Collection',
  collect: (count) => `Adding ${pictures(count)} to Collection`,
  uncollect: (count) => `Taking ${pictures(count)} out of Collection`,
  'save-search': () => 'Saved Search',
  'change-search': () => 'Change of Saved Search',
  'delete-search': () => 'Deletion of Saved Search',
  'save-preset': () => 'New Preset',
  'import-presets': () => 'Import of Presets',
  'change-preset': () => 'Change of Preset',
  'delete-preset': () => 'Deletion of Preset',
  'forget-prompt': () => 'Forgetting of Prompt',
  note: () => 'Note',
  'name-branch': () => 'Naming of Branch',
  snapshot: () => 'Snapshot',
  'rename-snapshot': () => 'Renaming of Snapshot',
  'delete-snapshot': () => 'Deletion of Snapshot',
  'cancel-waiting': (count) =>
    counted(count, {
      one: 'Canceling of 1 Waiting Edit',
      other: `Canceling of ${number(count)} Waiting Edits`,
    }),
};

export const menu = {
  titled,
  file: 'File',
  edit: 'Edit',
  picture: 'Picture',
  view: 'View',
  window: 'Window',
  help: 'Help',
  undo: (action: Action, count: number) => `Undo ${changes[action](count)}`,
  redo: (action: Action, count: number) => `Redo ${changes[action](count)}`,
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All Text',
  rating: 'Rating',
  interfaceSize: 'Zoom the Interface',
  libraryFolder: 'Show Library Folder',
  fullScreen: 'Full Screen',
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
