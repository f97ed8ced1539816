import { z } from 'zod';
import { NOTE_MAX, PROMPT_MAX } from './edit.ts';
import { LibraryQuery, Rating } from './library-query.ts';
import { EngineId, ModelId } from './model.ts';
import { PRESETS_MAX, PresetToSave } from './preset.ts';
import { Revision } from './revision.ts';
import { WatchSchedule } from './watch.ts';

/* Every undoable command of the library, and its result. */

const Id = z.int().positive();

/** Maximum number of ids in a call, to keep a message below 64 KB. Larger targets are given as a list. */
export const IDS_MAX = 5_000;
const Ids = z.array(Id).min(1).max(IDS_MAX);

/**
 * Images a command applies to: by id, or as a list (all of it, or from one image to another inclusive), minus
 * some. The ends are ids, because positions may have changed since they were shown.
 */
export const Target = z.union([
  z.strictObject({ ids: Ids }),
  z.strictObject({
    query: LibraryQuery,
    between: z.tuple([Id, Id]).nullable(),
    except: z.array(Id).max(IDS_MAX),
  }),
]);
export type Target = z.infer<typeof Target>;

/** A user-defined name: trimmed, one line, at most 100 characters. */
export const Label = z
  .string()
  .max(1000)
  .transform((name) =>
    name
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().min(1).max(100));

/** A multi-line text: trimmed, without invalid characters, possibly empty. */
const Text = z
  .string()
  .max(NOTE_MAX * 2)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/[\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu, ' ')
      .trim(),
  )
  .pipe(z.string().max(NOTE_MAX));

/** Every undoable command of the library. */
export const LibraryCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('rate'), target: Target, rating: Rating }),
  z.strictObject({ do: z.literal('favourite'), target: Target, favourite: z.boolean() }),
  z.strictObject({ do: z.literal('add-tags'), target: Target, names: z.array(Label).min(1).max(50) }),
  z.strictObject({ do: z.literal('remove-tags'), target: Target, tags: z.array(Id).min(1).max(50) }),
  z.strictObject({ do: z.literal('remove'), target: Target }),
  z.strictObject({ do: z.literal('restore'), target: Target }),
  z.strictObject({ do: z.literal('rename'), id: Id, name: z.string().min(1).max(1000) }),
  /** A name in use merges the two tags. */
  z.strictObject({ do: z.literal('rename-tag'), tag: Id, name: Label }),
  z.strictObject({ do: z.literal('merge-tags'), from: z.array(Id).min(1).max(100), into: Id }),
  z.strictObject({ do: z.literal('delete-tag'), tag: Id }),
  z.strictObject({ do: z.literal('create-collection'), name: Label, target: Target.optional() }),
  z.strictObject({ do: z.literal('rename-collection'), collection: Id, name: Label }),
  z.strictObject({ do: z.literal('delete-collection'), collection: Id }),
  z.strictObject({ do: z.literal('collect'), collection: Id, target: Target }),
  z.strictObject({ do: z.literal('uncollect'), collection: Id, target: Target }),
  z.strictObject({ do: z.literal('save-search'), name: Label, query: LibraryQuery }),
  z.strictObject({
    do: z.literal('change-search'),
    search: Id,
    name: Label.optional(),
    query: LibraryQuery.optional(),
  }),
  z.strictObject({ do: z.literal('delete-search'), search: Id }),
  z.strictObject({ do: z.literal('save-preset'), name: Label, content: PresetToSave }),
  /** Names in use get a number. */
  z.strictObject({
    do: z.literal('import-presets'),
    presets: z
      .array(z.strictObject({ name: Label, content: PresetToSave }))
      .min(1)
      .max(PRESETS_MAX),
  }),
  z.strictObject({
    do: z.literal('change-preset'),
    preset: Id,
    name: Label.optional(),
    content: PresetToSave.optional(),
  }),
  z.strictObject({ do: z.literal('delete-preset'), preset: Id }),
  /** Stops suggesting the prompt until it is used again. */
  z.strictObject({ do: z.literal('forget-prompt'), prompt: z.string().min(1).max(PROMPT_MAX) }),
  /** Sets the note of an edit. An empty text removes it. */
  z.strictObject({ do: z.literal('note'), edit: Id, text: Text }),
  /** Names the branch that starts with an edit. Null removes the name. */
  z.strictObject({ do: z.literal('name-branch'), edit: Id, name: Label.nullable() }),
  /** Saves an image as a named version. */
  z.strictObject({ do: z.literal('snapshot'), image: Id, name: Label }),
  z.strictObject({ do: z.literal('rename-snapshot'), snapshot: Id, name: Label }),
  z.strictObject({ do: z.literal('delete-snapshot'), snapshot: Id }),
  /** Watches an edit: see `Watch`. */
  z.strictObject({ do: z.literal('watch'), edit: Id }),
  z.strictObject({ do: z.literal('stop-watching'), edit: Id }),
  /** Sets the schedule of all watched edits of a model. */
  z.strictObject({
    do: z.literal('schedule-watches'),
    engine: EngineId,
    model: ModelId,
    schedule: WatchSchedule,
  }),
  /** Cancels the waiting runs of one engine or all. *Undo* requeues them at their positions. */
  z.strictObject({ do: z.literal('cancel-waiting'), engine: EngineId.optional() }),
]);
export type LibraryCommand = z.input<typeof LibraryCommand>;
export type ParsedLibraryCommand = z.output<typeof LibraryCommand>;
export type LibraryCommandType = ParsedLibraryCommand['do'];
export const LIBRARY_COMMAND_TYPES = LibraryCommand.options.map((option) => option.shape.do.value);

/** Pictures made from results by separate calls. *Undo* moves them to the Trash. */
export const MAKING_ACTIONS = ['put-back', 'match-colors'] as const;
/** Everything that can be undone: the commands, and pictures made by separate calls. */
export const UNDOABLE_ACTIONS = [...LIBRARY_COMMAND_TYPES, 'merge', ...MAKING_ACTIONS] as const;
export type UndoableAction = (typeof UNDOABLE_ACTIONS)[number];

/**
 * Result of a command: the number of changes, and the id of the item it created or changed, if it is a single
 * one.
 */
export const CommandResult = z.strictObject({ count: z.int().nonnegative(), id: Id.nullable() });
export type CommandResult = z.infer<typeof CommandResult>;

/** Result of permanently deleting images. */
export const PurgeResult = z.strictObject({
  /** Number of images removed from the trash. */
  count: z.int().nonnegative(),
  /** Size of the files moved to the operating system's trash. */
  bytes: z.int().nonnegative(),
  /** Number of images whose file stays because another image shows the same bytes. */
  kept: z.int().nonnegative(),
  /** Number of images that stay in the trash because they have open edits. */
  busy: z.int().nonnegative(),
});
export type PurgeResult = z.infer<typeof PurgeResult>;

/** Commands that *Undo* and *Redo* would apply to, or null. */
export const UndoState = z.strictObject({
  undo: z.strictObject({ action: z.enum(UNDOABLE_ACTIONS), count: z.int() }).nullable(),
  redo: z.strictObject({ action: z.enum(UNDOABLE_ACTIONS), count: z.int() }).nullable(),
});
export type UndoState = z.infer<typeof UndoState>;

/** The undone or redone command, or null. */
export const ReplayResult = z.strictObject({ done: UndoState.shape.undo });
export type ReplayResult = z.infer<typeof ReplayResult>;

/** Changed images by id if they are few. Null: refetch everything visible. */
export const LibraryChange = z.strictObject({
  ids: z.array(Id).max(IDS_MAX).nullable(),
  /** Tags, collections or saved searches were added, removed or renamed. */
  lists: z.boolean(),
  undoable: UndoState,
  /** Records of changed images with a lower revision are outdated. */
  revision: Revision,
});
export type LibraryChange = z.infer<typeof LibraryChange>;

/** Progress of a command on many images. */
export const ChangeProgress = z.strictObject({ done: z.int(), total: z.int() });
export type ChangeProgress = z.infer<typeof ChangeProgress>;
