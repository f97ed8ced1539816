import type { UndoableAction } from '../../../domain/library-command.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';
import { stars } from './labels.ts';
import { watch } from './watch.ts';

const { pictures } = common;

export const changes = {
  did: {
    rate: (count: number, rating: number) =>
      rating === 0
        ? `Cleared the rating of ${pictures(count)}`
        : `Rated ${pictures(count)}: ${stars(rating)}`,
    addFavorite: (count: number) =>
      counted(count, {
        one: 'Added 1 picture to favorites',
        other: `Added ${number(count)} pictures to favorites`,
      }),
    removeFavorite: (count: number) =>
      counted(count, {
        one: 'Removed 1 picture from favorites',
        other: `Removed ${number(count)} pictures from favorites`,
      }),
    addTags: (count: number, tags: string) => `Added ${tags} to ${pictures(count)}`,
    removeTags: (count: number, tags: string) => `Removed ${tags} from ${pictures(count)}`,
    remove: (count: number) => `Moved ${pictures(count)} to the Trash`,
    removeOne: (name: string) => `Moved ${name} to the Trash`,
    restore: (count: number) => `Restored ${pictures(count)}`,
    purge: (count: number, size: string) => `Permanently deleted ${pictures(count)} (${size})`,
    rename: (name: string) => `Renamed to ${name}`,
    renameTag: (name: string) => `Renamed tag to “${name}”`,
    mergeTags: (name: string) => `Merged into “${name}”`,
    deleteTag: (name: string) => `Deleted tag “${name}”`,
    createCollection: (name: string, count: number) =>
      count === 0 ? `Created collection “${name}”` : `Created collection “${name}” with ${pictures(count)}`,
    renameCollection: (name: string) => `Renamed collection to “${name}”`,
    deleteCollection: (name: string) => `Deleted collection “${name}”. Its pictures stay in the library.`,
    collect: (count: number, name: string) => `Added ${pictures(count)} to “${name}”`,
    collectNone: (name: string) => `Already in “${name}”`,
    uncollect: (count: number, name: string) => `Removed ${pictures(count)} from “${name}”`,
    saveSearch: (name: string) => `Saved search “${name}”`,
    renameSearch: (name: string) => `Renamed search to “${name}”`,
    changeSearch: (name: string) => `Updated search “${name}”`,
    deleteSearch: (name: string) => `Deleted search “${name}”`,
    note: (there: boolean): string => (there ? 'Saved note' : 'Removed note'),
    nameBranch: (name: string | null) => (name === null ? 'Removed branch name' : `Named branch “${name}”`),
    snapshot: (name: string) => `Created snapshot “${name}”`,
    renameSnapshot: (name: string) => `Renamed snapshot to “${name}”`,
    deleteSnapshot: 'Deleted snapshot. Its picture stays in the library.',
    cancelWaiting: (count: number) =>
      counted(count, { one: 'Canceled 1 waiting edit', other: `Canceled ${number(count)} waiting edits` }),
  },
  /** Names of commands in the journal, after *Undid:* and in the menu. */
  actions: {
    rate: (count: number) => `rate ${pictures(count)}`,
    favourite: (count: number) => `change favorite for ${pictures(count)}`,
    'add-tags': (count: number) => `add tags to ${pictures(count)}`,
    'remove-tags': (count: number) => `remove tags from ${pictures(count)}`,
    remove: (count: number) => `move ${pictures(count)} to Trash`,
    restore: (count: number) => `restore ${pictures(count)}`,
    rename: () => 'rename picture',
    'rename-tag': () => 'rename tag',
    'merge-tags': () => 'merge tags',
    'delete-tag': () => 'delete tag',
    'create-collection': () => 'create collection',
    'rename-collection': () => 'rename collection',
    'delete-collection': () => 'delete collection',
    collect: (count: number) => `add ${pictures(count)} to collection`,
    uncollect: (count: number) => `remove ${pictures(count)} from collection`,
    'save-search': () => 'save search',
    'change-search': () => 'update saved search',
    'delete-search': () => 'delete saved search',
    'save-preset': () => 'save preset',
    'import-presets': () => 'import presets',
    'change-preset': () => 'update preset',
    'delete-preset': () => 'delete preset',
    'forget-prompt': () => 'remove recent prompt',
    note: () => 'edit note',
    'name-branch': () => 'name branch',
    snapshot: () => 'create snapshot',
    'rename-snapshot': () => 'rename snapshot',
    'delete-snapshot': () => 'delete snapshot',
    merge: () => 'merge',
    'put-back': (count: number) => `put back ${pictures(count)}`,
    'match-colors': (count: number) => `match colors of ${pictures(count)}`,
    watch: () => watch.actions.watch,
    'stop-watching': () => watch.actions.stop,
    'schedule-watches': () => watch.actions.schedule,
    'cancel-waiting': (count: number) =>
      counted(count, { one: 'cancel 1 waiting edit', other: `cancel ${number(count)} waiting edits` }),
  } satisfies Record<UndoableAction, (count: number) => string>,
  undone: (what: string) => `Undid: ${what}`,
  redone: (what: string) => `Redid: ${what}`,
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
};
