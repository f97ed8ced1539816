import { counted, number } from './grammar.ts';

export const transfer = {
  /** The system's own dialogs. */
  dialogs: {
    add: 'Add pictures',
    pictures: 'Pictures',
    allFiles: 'All files',
    save: 'Save',
    folder: 'Folder to export into',
    chooseFolder: 'Choose folder',
  },

  /** Stands for a picture that is no longer there. */
  gone: 'A picture',
  recipe: { practice: 'Practice: built-in filters, not FLUX' },

  drag: {
    tooMany: (max: number) =>
      `More than ${number(max)} pictures are too many to drag at once. Export them into a folder instead.`,
    tooLarge: 'These pictures are too large to drag at once. Export them into a folder instead.',
  },

  export: {
    noFolder: 'Choose a folder first.',
    folderGone: (name: string) => `The folder ${name} is not there any more. Choose another one.`,
    insideLibrary: 'This is Reseed’s own folder. Choose one outside it.',
  },

  /** Deleting for good. */
  purge: {
    source:
      'The picture this edit started from was deleted for good. Add it again, then describe the edit on it.',
    busy: (count: number) =>
      counted(count, {
        one: 'An edit of this picture is still waiting or running. Cancel it, or wait for it to end.',
        other: `Edits of these ${number(count)} pictures are still waiting or running. Cancel them, or wait for them to end.`,
      }),
    noTrash:
      'This system has no trash that Reseed can use for its folder. Nothing was deleted; the pictures are still in Reseed’s trash.',
    someFailed: (failed: number, all: number) =>
      `${number(failed)} of ${number(all)} pictures could not be moved to the system’s trash. They are still in Reseed’s trash.`,
  },
};
