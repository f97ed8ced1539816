import { z } from 'zod';
import { NOTE_MAX, PROMPT_MAX } from './edit.ts';
import { LibraryQuery, Rating } from './library-query.ts';
import { EngineId } from './model.ts';
import { PRESETS_MAX, PresetToSave } from './preset.ts';
import { Revision } from './revision.ts';

/* Every change of the library that the user can make and undo, and what is reported of it. */

const Id = z.int().positive();

/** Most ids of one call: a message stays under 64 KB. More are named by the list they are in. */
export const IDS_MAX = 5_000;
const Ids = z.array(Id).min(1).max(IDS_MAX);

/**
 * Which pictures a change is for: by id; or a list, all of it or from one picture to another, both included, less some of it.
 * The ends are named by id, since positions may have moved since they were seen.
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

/** A name a user gives: trimmed, one line, at most 100 characters. */
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

/** A text of several lines: trimmed, without signs that are none; empty when nothing is left. */
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

/** Every change of the library that can be undone. */
export const LibraryCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('rate'), target: Target, rating: Rating }),
  z.strictObject({ do: z.literal('favourite'), target: Target, favourite: z.boolean() }),
  z.strictObject({ do: z.literal('add-tags'), target: Target, names: z.array(Label).min(1).max(50) }),
  z.strictObject({ do: z.literal('remove-tags'), target: Target, tags: z.array(Id).min(1).max(50) }),
  z.strictObject({ do: z.literal('remove'), target: Target }),
  z.strictObject({ do: z.literal('restore'), target: Target }),
  z.strictObject({ do: z.literal('rename'), id: Id, name: z.string().min(1).max(1000) }),
  /** A name that another tag has makes the two one. */
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
  /** Names that are taken get a number. */
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
  /** The prompt is offered no more, until it is used again. */
  z.strictObject({ do: z.literal('forget-prompt'), prompt: z.string().min(1).max(PROMPT_MAX) }),
  /** Writes on an edit; an empty text takes the note away. */
  z.strictObject({ do: z.literal('note'), edit: Id, text: Text }),
  /** Names the branch that begins with an edit; null takes the name away. */
  z.strictObject({ do: z.literal('name-branch'), edit: Id, name: Label.nullable() }),
  /** Keeps a picture as a named version. */
  z.strictObject({ do: z.literal('snapshot'), image: Id, name: Label }),
  z.strictObject({ do: z.literal('rename-snapshot'), snapshot: Id, name: Label }),
  z.strictObject({ do: z.literal('delete-snapshot'), snapshot: Id }),
  /** Cancels the runs that wait, of one engine or of all; *Undo* puts them back into the queue, in their places. */
  z.strictObject({ do: z.literal('cancel-waiting'), engine: EngineId.optional() }),
]);
export type LibraryCommand = z.input<typeof LibraryCommand>;
export type ParsedLibraryCommand = z.output<typeof LibraryCommand>;
export type LibraryCommandType = ParsedLibraryCommand['do'];
export const LIBRARY_COMMAND_TYPES = LibraryCommand.options.map((option) => option.shape.do.value);

/** Everything that *Undo* takes back: the commands, and what is made by a call of its own. */
export const UNDOABLE_ACTIONS = [...LIBRARY_COMMAND_TYPES, 'merge'] as const;
export type UndoableAction = (typeof UNDOABLE_ACTIONS)[number];

/** What a command did: how much changed, and the id of what it made or changed, when that is one thing. */
export const CommandResult = z.strictObject({ count: z.int().nonnegative(), id: Id.nullable() });
export type CommandResult = z.infer<typeof CommandResult>;

/** What became of pictures that were deleted for good. */
export const PurgeResult = z.strictObject({
  /** Pictures that left the trash. */
  count: z.int().nonnegative(),
  /** Size of the files that went to the trash of the operating system. */
  bytes: z.int().nonnegative(),
  /** Of the pictures, those whose file stays, since another picture shows the same bytes. */
  kept: z.int().nonnegative(),
  /** Pictures that stay in the trash: an edit of theirs waits or goes on. */
  busy: z.int().nonnegative(),
});
export type PurgeResult = z.infer<typeof PurgeResult>;

/** The actions that *Undo* and *Redo* would take back or do again; null when there is none. */
export const UndoState = z.strictObject({
  undo: z.strictObject({ action: z.enum(UNDOABLE_ACTIONS), count: z.int() }).nullable(),
  redo: z.strictObject({ action: z.enum(UNDOABLE_ACTIONS), count: z.int() }).nullable(),
});
export type UndoState = z.infer<typeof UndoState>;

/** What was taken back or done again; null when there was nothing. */
export const ReplayResult = z.strictObject({ done: UndoState.shape.undo });
export type ReplayResult = z.infer<typeof ReplayResult>;

/** What changed: pictures by id when they are few, else null: look again at all that is shown. */
export const LibraryChange = z.strictObject({
  ids: z.array(Id).max(IDS_MAX).nullable(),
  /** Tags, collections or saved searches came, went or have other names. */
  lists: z.boolean(),
  undoable: UndoState,
  /** Older records of what changed are out of date. */
  revision: Revision,
});
export type LibraryChange = z.infer<typeof LibraryChange>;

/** How far a change of many pictures is. */
export const ChangeProgress = z.strictObject({ done: z.int(), total: z.int() });
export type ChangeProgress = z.infer<typeof ChangeProgress>;
