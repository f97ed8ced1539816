import { common } from './common.ts';

const { pictures } = common;

export const trash = {
  restore: 'Restore',
  restoreAll: 'Restore all',
  deletePermanently: 'Delete permanently',
  deletePermanentlyHint: 'Files go to the system trash. Reseed can’t restore them, but keeps their history.',
  emptyTrash: 'Empty Trash',
  empty: 'The Trash is empty.',
  intro: 'Pictures stay in the Trash until you restore them or delete them permanently.',
  contains: (count: number, size: string | null) =>
    size === null ? `${pictures(count)}.` : `${pictures(count)}, ${size}.`,
  historyStays: 'History is kept after permanent deletion.',
};
