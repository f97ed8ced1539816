import { assertNever } from '@shared/assert-never.ts';
import type { LabelWithCount, SavedSearch } from '@shared/domain/facets.ts';
import type { CommandResult, LibraryCommand, UndoState } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';

/** Names of a command's items. */
export interface KnownNames {
  readonly collections: readonly LabelWithCount[];
  readonly searches: readonly SavedSearch[];
  readonly tags: readonly LabelWithCount[];
  /** Of the one picture that is changed, when it is one. */
  readonly picture?: string | undefined;
  /** Of the preset that is changed or deleted. */
  readonly preset?: string | undefined;
}

/** Describes what a command did. Null if it changed nothing worth reporting. */
export function doneSentence(command: LibraryCommand, done: CommandResult, known: KnownNames): string | null {
  const { did } = t.changes;
  const name = (of: readonly { readonly id: number; readonly name: string }[], id: number) =>
    of.find((each) => each.id === id)?.name ?? '…';
  const quoted = (names: readonly string[]) => names.map((each) => t.common.quoted(each)).join(', ');
  const { count } = done;
  const some = (sentence: string) => (count === 0 ? null : sentence);
  switch (command.do) {
    case 'rate':
      return some(did.rate(count, command.rating));
    case 'favourite':
      return some(command.favourite ? did.addFavorite(count) : did.removeFavorite(count));
    case 'add-tags':
      return some(did.addTags(count, quoted(command.names)));
    case 'remove-tags':
      return some(did.removeTags(count, quoted(command.tags.map((tag) => name(known.tags, tag)))));
    case 'remove':
      return some(count === 1 && known.picture ? did.removeOne(known.picture) : did.remove(count));
    case 'restore':
      return some(did.restore(count));
    case 'rename':
      return some(did.rename(command.name));
    case 'rename-tag':
      return done.id !== command.tag && done.id !== null
        ? did.mergeTags(name(known.tags, done.id))
        : did.renameTag(command.name);
    case 'merge-tags':
      return did.mergeTags(name(known.tags, command.into));
    case 'delete-tag':
      return did.deleteTag(name(known.tags, command.tag));
    case 'create-collection':
      return did.createCollection(command.name, count);
    case 'rename-collection':
      return did.renameCollection(command.name);
    case 'delete-collection':
      return did.deleteCollection(name(known.collections, command.collection));
    case 'collect': {
      const collection = name(known.collections, command.collection);
      return count === 0 ? did.collectNone(collection) : did.collect(count, collection);
    }
    case 'uncollect':
      return some(did.uncollect(count, name(known.collections, command.collection)));
    case 'save-search':
      return did.saveSearch(command.name);
    case 'change-search':
      return command.name === undefined
        ? did.changeSearch(name(known.searches, command.search))
        : did.renameSearch(command.name);
    case 'delete-search':
      return did.deleteSearch(name(known.searches, command.search));
    case 'save-preset':
      return t.edit.presets.saved(command.name);
    case 'import-presets':
      return t.edit.presets.imported(command.presets.length);
    case 'change-preset':
      return t.edit.presets.updated(command.name ?? known.preset ?? '…');
    case 'delete-preset':
      return t.edit.presets.deleted(known.preset ?? '…');
    case 'forget-prompt':
      return t.edit.history.forgotten;
    case 'note':
      return did.note(command.text.trim() !== '');
    case 'name-branch':
      return did.nameBranch(command.name);
    case 'snapshot':
      return did.snapshot(command.name);
    case 'rename-snapshot':
      return did.renameSnapshot(command.name);
    case 'delete-snapshot':
      return did.deleteSnapshot;
    case 'watch':
      return t.watch.did.watch;
    case 'stop-watching':
      return t.watch.did.stop;
    case 'schedule-watches':
      return t.watch.did.schedule[command.schedule];
    case 'cancel-waiting':
      return some(did.cancelWaiting(count));
    default:
      return assertNever(command);
  }
}

/** Describes what *Undo* or *Redo* did. */
export function replayedSentence(done: NonNullable<UndoState['undo']>, way: 'undo' | 'redo'): string {
  const what = t.changes.actions[done.action](done.count);
  return way === 'undo' ? t.changes.undone(what) : t.changes.redone(what);
}
