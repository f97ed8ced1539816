import { counted, number } from './grammar.ts';

export const transfer = {
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
