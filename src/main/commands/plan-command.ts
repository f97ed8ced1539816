import { assertNever } from '@shared/assert-never.ts';
import { pictureEnding } from '@shared/domain/file-name.ts';
import type { ParsedLibraryCommand, Target } from '@shared/domain/library-command.ts';
import { Failure } from '@shared/errors.ts';
import type { ReadDb } from '../library/database/db.ts';
import { textChange } from '../library/history/notes.ts';
import { deleteSnapshot, newSnapshot, renameSnapshot } from '../library/history/snapshots.ts';
import { imageById, liveIds } from '../library/images/images.ts';
import { type Change, columnChange } from '../library/journal/journal-change.ts';
import {
  collect,
  deleteCollection,
  newCollection,
  renameCollection,
  uncollect,
} from '../library/labels/collections.ts';
import { rowById, rowByName } from '../library/labels/labels.ts';
import { memberIds } from '../library/labels/members.ts';
import { dropTag, ensureTag, renameTag, tagPictures, untagPictures } from '../library/labels/tags.ts';
import { cancelChange, waitingIds } from '../library/ledger/waiting.ts';
import { changeSearch, deleteSearch, newSearch } from '../library/lists/saved-searches.ts';
import { cleanName } from '../library/names.ts';
import { endWatch, newWatch, scheduleWatches } from '../library/watches/change-watches.ts';
import { type CommandPlan, making, once, type Step } from './command-plan.ts';
import { presetSteps } from './plan-presets.ts';

interface Context {
  readonly db: ReadDb;
  readonly now: number;
  /** Returns the ids of a target. */
  readonly resolve: (target: Target) => Promise<readonly number[]>;
}

/** Plans the steps of a command. Throws `Failure`: `not-found`, `bad-request`. */
export async function planCommand(context: Context, command: ParsedLibraryCommand): Promise<CommandPlan> {
  const { db, now } = context;
  switch (command.do) {
    case 'rate':
      return onPictures(context, command.target, (ids) => [columnChange(db, 'rating', ids, command.rating)]);
    case 'favourite':
      return onPictures(context, command.target, (ids) => [
        columnChange(db, 'favourite', ids, command.favourite ? 1 : 0),
      ]);
    case 'remove':
      return onPictures(context, command.target, (ids) => [
        columnChange(db, 'deleted_at', liveIds(db, ids), now),
      ]);
    case 'restore':
      return onPictures(context, command.target, (ids) => [columnChange(db, 'deleted_at', ids, null)]);
    case 'rename':
      return rename(context, command);
    case 'add-tags':
      return addTags(context, command);
    case 'remove-tags':
      return onPictures(context, command.target, (ids) =>
        command.tags.map((tag) => untagPictures(db, tag, ids)),
      );
    case 'rename-tag':
    case 'merge-tags':
    case 'delete-tag':
      return tagSteps(db, command);
    case 'create-collection':
    case 'rename-collection':
    case 'delete-collection':
    case 'collect':
    case 'uncollect':
      return collectionSteps(context, command);
    case 'save-search':
    case 'change-search':
    case 'delete-search':
      return searchSteps(db, command);
    case 'save-preset':
    case 'import-presets':
    case 'change-preset':
    case 'delete-preset':
    case 'forget-prompt':
      return presetSteps(db, command);
    case 'note':
      return once(() => [textChange(db, command.edit, 'note', command.text || null)]);
    case 'name-branch':
      return once(() => [textChange(db, command.edit, 'branch', command.name)]);
    case 'cancel-waiting':
      return {
        steps: [{ ids: waitingIds(db, command.engine ?? null), changes: (ids) => [cancelChange(db, ids)] }],
        id: () => null,
      };
    case 'watch':
      return once(() => [newWatch(db, command.edit, now)], command.edit);
    case 'stop-watching':
      return once(() => [endWatch(db, command.edit)], command.edit);
    case 'schedule-watches':
      return once(() => scheduleWatches(db, command));
    case 'snapshot':
    case 'rename-snapshot':
    case 'delete-snapshot':
      return snapshotSteps(context, command);
    default:
      return assertNever(command);
  }
}

async function onPictures(
  { resolve }: Context,
  target: Target,
  changes: Step['changes'],
  before: readonly Step[] = [],
): Promise<CommandPlan> {
  return { steps: [...before, { ids: await resolve(target), changes }], id: () => null };
}

/** Renames an image. A name without an extension keeps the previous one. */
function rename({ db }: Context, { id, name }: Extract<ParsedLibraryCommand, { do: 'rename' }>): CommandPlan {
  const image = imageById(db, id);
  if (!image) throw new Failure('not-found');
  const whole = pictureEnding(name) === '' ? name + pictureEnding(image.name) : name;
  return once(() => [columnChange(db, 'name', [id], cleanName(whole))], id);
}

function addTags(
  context: Context,
  command: Extract<ParsedLibraryCommand, { do: 'add-tags' }>,
): Promise<CommandPlan> {
  const { db } = context;
  const tags = () => command.names.map((name) => ensureTag(db, name));
  // One at a time: a tag's id depends on those created before it.
  const make = command.names.map(
    (name): Step => ({ ids: null, changes: () => [ensureTag(db, name).change] }),
  );
  return onPictures(
    context,
    command.target,
    (ids) => [...new Set(tags().map(({ id }) => id))].map((tag) => tagPictures(db, tag, ids)),
    make,
  );
}

type Of<D extends ParsedLibraryCommand['do']> = Extract<ParsedLibraryCommand, { do: D }>;

function tagSteps(db: ReadDb, command: Of<'rename-tag' | 'merge-tags' | 'delete-tag'>): CommandPlan {
  if (command.do === 'delete-tag') return { steps: emptyTag(db, command.tag, null), id: () => null };
  if (command.do === 'merge-tags') return mergeTags(db, command.from, command.into);
  rowById(db, 'tags', command.tag);
  const other = rowByName(db, 'tags', command.name);
  return other && other.id !== command.tag
    ? mergeTags(db, [command.tag], other.id)
    : once(() => [renameTag(db, command.tag, command.name)], command.tag);
}

function mergeTags(db: ReadDb, from: readonly number[], into: number): CommandPlan {
  rowById(db, 'tags', into);
  const others = [...new Set(from)].filter((tag) => tag !== into);
  return { steps: others.flatMap((tag) => emptyTag(db, tag, into)), id: () => into };
}

/** Removes a tag from its images, replaces it with another one if given, and then deletes it. */
function emptyTag(db: ReadDb, tag: number, into: number | null): Step[] {
  rowById(db, 'tags', tag);
  return [
    {
      ids: memberIds(db, 'image_tags', tag),
      changes: (ids) => [into && tagPictures(db, into, ids), untagPictures(db, tag, ids)].filter(isChange),
    },
    // Also removes the tag from images that received it in the meantime.
    { ids: null, changes: () => [untagPictures(db, tag, null), dropTag(db, tag)] },
  ];
}

function isChange(change: Change | null | 0): change is Change {
  return typeof change === 'object' && change !== null;
}

type CollectionCommand = Of<
  'create-collection' | 'rename-collection' | 'delete-collection' | 'collect' | 'uncollect'
>;

async function collectionSteps(context: Context, command: CollectionCommand): Promise<CommandPlan> {
  const { db } = context;
  switch (command.do) {
    case 'create-collection': {
      let id: number | null = null;
      const make: Step = {
        ids: null,
        changes: () => {
          const made = newCollection(db, command.name);
          id = made.id;
          return [made.change];
        },
      };
      const ids = command.target ? await context.resolve(command.target) : [];
      const fill: Step = { ids, changes: (some) => (id === null ? [] : [collect(db, id, some)]) };
      return { steps: [make, fill], id: () => id };
    }
    case 'rename-collection':
      return once(() => [renameCollection(db, command.collection, command.name)], command.collection);
    case 'delete-collection': {
      const { collection } = command;
      rowById(db, 'collections', collection);
      const empty: Step = {
        ids: memberIds(db, 'collection_images', collection),
        changes: (ids) => [uncollect(db, collection, ids)],
      };
      const away: Step = { ids: null, changes: () => deleteCollection(db, collection) };
      return { steps: [empty, away], id: () => null };
    }
    case 'collect':
      rowById(db, 'collections', command.collection);
      return onPictures(context, command.target, (ids) => [collect(db, command.collection, ids)]);
    case 'uncollect':
      return onPictures(context, command.target, (ids) => [uncollect(db, command.collection, ids)]);
    default:
      return assertNever(command);
  }
}

function searchSteps(
  db: ReadDb,
  command: Of<'save-search' | 'change-search' | 'delete-search'>,
): CommandPlan {
  switch (command.do) {
    case 'save-search':
      return making(() => newSearch(db, command.name, command.query));
    case 'change-search':
      return once(() => [changeSearch(db, command.search, command)], command.search);
    case 'delete-search':
      return once(() => [deleteSearch(db, command.search)]);
    default:
      return assertNever(command);
  }
}

function snapshotSteps(
  { db, now }: Context,
  command: Of<'snapshot' | 'rename-snapshot' | 'delete-snapshot'>,
): CommandPlan {
  switch (command.do) {
    case 'snapshot': {
      let id: number | null = null;
      const take = () => {
        const made = newSnapshot(db, command.image, command.name, now);
        id = made.id;
        return [made.change];
      };
      return { steps: [{ ids: null, changes: take }], id: () => id };
    }
    case 'rename-snapshot':
      return once(() => [renameSnapshot(db, command.snapshot, command.name)], command.snapshot);
    case 'delete-snapshot':
      return once(() => [deleteSnapshot(db, command.snapshot)]);
    default:
      return assertNever(command);
  }
}
