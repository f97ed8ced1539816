import { z } from 'zod';
import type { Call, Event, PageCall } from './channels.ts';
import { ApiKeyStatus } from './domain/api-key.ts';
import { AppLink } from './domain/app-link.ts';
import { Backup, BackupDifference, BackupListed } from './domain/backup.ts';
import { BlameMap } from './domain/blame.ts';
import { CloseAnswer, Closing } from './domain/closing.ts';
import { CommandId, CommandStates } from './domain/commands.ts';
import { LocalParts, PROMPT_MAX, RevisedEntry, RUN_MANY_MAX, SeedChoice } from './domain/edit.ts';
import { ExportOptions, ExportProgress, ExportSettings } from './domain/export.ts';
import { Facets, LabelWithCount, SavedSearch } from './domain/facets.ts';
import { FindMask, FinishedPicture, FinishProgress, FinishRecipe } from './domain/finish.ts';
import { HealthProgress, HealthRepaired, HealthReport } from './domain/health.ts';
import { HistoryMarked, Snapshot } from './domain/history.ts';
import { ImageMime, Sha256 } from './domain/image.ts';
import { ADDRESSES_MAX, ImportProgress } from './domain/import.ts';
import { Language } from './domain/language.ts';
import {
  ChangeProgress,
  CommandResult,
  LibraryChange,
  LibraryCommand,
  PurgeResult,
  ReplayResult,
  Target,
  UndoState,
} from './domain/library-command.ts';
import { LibraryQuery, LibrarySlice, RevisedImage, SLICE_MAX, SliceRequest } from './domain/library-query.ts';
import {
  CONFLICTS_MAX,
  MergeChoice,
  MergedPicture,
  MergeParents,
  MergePlan,
  MergeProgress,
} from './domain/merge.ts';
import { Network } from './domain/network.ts';
import { NewEditRequest } from './domain/new-edit-request.ts';
import { Obstacles } from './domain/obstacle.ts';
import { Prepare } from './domain/prepare.ts';
import { PRESETS_MAX, Preset, UsedPrompt } from './domain/preset.ts';
import { PresetImport } from './domain/preset-file.ts';
import { PressId } from './domain/press.ts';
import { RunReceipt } from './domain/receipt.ts';
import { RescueState } from './domain/rescue.ts';
import { Revision } from './domain/revision.ts';
import { RunProgress } from './domain/run.ts';
import { Settings, SettingsPatch } from './domain/settings.ts';
import { StartNotice } from './domain/start-notice.ts';
import { Trouble } from './domain/trouble.ts';
import { UsageSummary } from './domain/usage.ts';
import { Comparison } from './domain/verdict.ts';
import { AppError } from './errors.ts';

const Id = z.int().positive();
const Nothing = z.strictObject({});
/** Most records in one answer: an IPC message stays under 64 KB. */
export const PAGE_MAX = 100;
/** Most edits that are asked for by id at once. */
export const ENTRIES_ASKED_MAX = 50;

export const AppStart = z.strictObject({
  version: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux']),
  settings: Settings,
  /** Engine preselected by the environment, else by the settings. */
  engine: Settings.shape.engine,
  key: ApiKeyStatus,
  network: Network,
  /**
   * Whether a drag of pictures may be one of files. Not while a debugger drives the window: its mouse is not that of the system,
   * which would wait for ever for the button to be let go.
   */
  dragsFiles: z.boolean(),
  /** What is spoken when the settings leave it to the operating system. */
  systemLanguage: Language,
  undoable: UndoState,
  /** What needs the user's attention at start. */
  notices: z.array(StartNotice),
  /** All that is wrong right now. */
  troubles: z.array(Trouble),
});
export type AppStart = z.infer<typeof AppStart>;

/** Most files of a drop in one message; the preload sends a large drop in several, each below 64 KB. */
export const FILES_A_MESSAGE_MAX = 500;

/** One file of a drop: a path when the operating system gives one, else bytes that follow by `PUT /import/…`. */
export const DroppedFile = z.strictObject({
  name: z.string().min(1).max(1024),
  path: z.string().min(1).max(4096).nullable(),
});
export type DroppedFile = z.infer<typeof DroppedFile>;

/** The place in a list by name behind a name; null: its beginning. */
const AfterName = z.strictObject({ after: z.string().max(1000).nullable() });

/** A picture of a page, by its addresses: the first that gives a picture is it. */
export const PictureSource = z.strictObject({
  addresses: z.array(z.string().min(1).max(8192)).min(1).max(6),
  /** Name of the shortcut file that the address stands in; null when it comes from a page. */
  shortcut: z.string().min(1).max(1024).nullable(),
});
export type PictureSource = z.infer<typeof PictureSource>;

const BackupName = z.strictObject({ name: z.string().min(1).max(120) });

/** Each call: what goes in, what comes out. Every call answers with a `Reply`. */
export const contract = {
  'app.start': { in: Nothing, out: AppStart },
  'app.openSettings': { in: Nothing, out: Nothing },
  'app.revealData': { in: Nothing, out: Nothing },
  /** Opens the application menu at a point of the window, in CSS pixels. */
  'app.menu': { in: z.strictObject({ x: z.int().min(0), y: z.int().min(0) }), out: Nothing },
  /** Which actions cannot be done now and which are on, for the menus; `writing`: *Undo* means the text being written. */
  'app.commandStates': { in: CommandStates, out: Nothing },
  /** What the user says to the question of `app.closing`. */
  'app.answerClose': { in: z.strictObject({ answer: CloseAnswer }), out: Nothing },
  /** The `reseed:` link that was opened last; null when there is none that was not taken before. */
  'app.takeLink': { in: Nothing, out: z.strictObject({ link: AppLink.nullable() }) },
  'settings.set': { in: SettingsPatch, out: Settings },

  /** What is wrong with the library when it is not open, and what can be done. */
  'rescue.state': { in: Nothing, out: RescueState },
  /** Tries to open it once more; the windows load anew when it is open. */
  'rescue.lookAgain': { in: Nothing, out: Nothing },
  /** Begins to make a new database of the pictures in the folder; `rescue.changed` tells how far it is. */
  'rescue.rebuild': { in: Nothing, out: Nothing },
  /** Puts the newest backup in the place of the database; the windows load anew when it is open. */
  'rescue.restore': { in: Nothing, out: Nothing },
  'rescue.showFolder': { in: Nothing, out: Nothing },
  /** Asks for another data folder and starts again with it. */
  'rescue.chooseFolder': { in: Nothing, out: Nothing },
  'rescue.quit': { in: Nothing, out: Nothing },

  /** Pictures by id, as many as fit into one message. `gone`: those of them that no longer exist, as of `revision`. */
  'library.images': {
    in: z.strictObject({ ids: z.array(Id).min(1).max(SLICE_MAX) }),
    out: z.strictObject({ pictures: z.array(RevisedImage), gone: z.array(Id), revision: Revision }),
  },
  /** A stretch of a list by position; fewer pictures when they would not fit into one message. */
  'library.slice': { in: SliceRequest, out: LibrarySlice },
  /** Where a picture is in a list, from 0; null when it is not in it. */
  'library.position': {
    in: z.strictObject({ query: LibraryQuery, id: Id }),
    out: z.strictObject({ position: z.int().nonnegative().nullable() }),
  },
  'library.facets': { in: Nothing, out: Facets },
  /** Collections by name, as many as fit into one message; `next` asks for those behind them, null when these are the last. */
  'library.collections': {
    in: AfterName,
    out: z.strictObject({ collections: z.array(LabelWithCount), next: z.string().nullable() }),
  },
  'library.searches': {
    in: AfterName,
    out: z.strictObject({ searches: z.array(SavedSearch), next: z.string().nullable() }),
  },
  /** Tags whose name begins so, the most used first; all of them for an empty beginning. */
  'library.completeTag': {
    in: z.strictObject({ beginning: z.string().max(100), limit: z.int().min(1).max(PAGE_MAX) }),
    out: z.strictObject({ tags: z.array(LabelWithCount) }),
  },
  'library.tagsOf': {
    in: z.strictObject({ imageId: Id }),
    out: z.strictObject({ tags: z.array(LabelWithCount) }),
  },
  /** Carries out a change that can be undone; several are carried out one after another. */
  'library.change': { in: z.strictObject({ command: LibraryCommand }), out: CommandResult },
  /** Takes the last change back, or does again the one that was taken back last. */
  'library.undo': { in: Nothing, out: ReplayResult },
  'library.redo': { in: Nothing, out: ReplayResult },
  /**
   * Deletes pictures in the trash for good; their files go to the trash of the operating system. It cannot be undone. Fails with
   * a sentence when files could not be moved there; their pictures stay in the trash then.
   */
  'library.purge': { in: z.strictObject({ target: Target }), out: PurgeResult },
  /** Takes files in that lie in the library's folder without a row. */
  'library.takeStrays': {
    in: Nothing,
    out: z.strictObject({ taken: z.int().nonnegative(), refused: z.int().nonnegative() }),
  },
  /** Leaves them where they are; it is asked again only when there are more. */
  'library.leaveStrays': { in: Nothing, out: Nothing },

  /** Something is held over the window: what decodes pictures had better be there when it is let go. */
  'import.expect': { in: Nothing, out: Nothing },
  /**
   * Takes in the files of a drop, or the next ones of the import `importId`; `coming` more follow in later calls. `uploads` has an
   * address for each file without a path, in their order; the page PUTs the bytes there. `goesOn` is false when the import is over
   * or was cancelled: what has not been sent need not be.
   */
  'import.start': {
    in: z.strictObject({
      importId: Id.nullable(),
      files: z.array(DroppedFile).max(FILES_A_MESSAGE_MAX),
      coming: z.int().nonnegative().max(10_000_000),
    }),
    out: z.strictObject({ importId: Id, uploads: z.array(z.string()), goesOn: z.boolean() }),
  },
  /** Opens the system's file dialog; null when the user closed it. */
  'import.pick': { in: Nothing, out: z.strictObject({ importId: Id.nullable() }) },
  'import.samples': { in: Nothing, out: z.strictObject({ importId: Id }) },
  /** Fetches pictures of pages by their addresses; what may not be fetched is refused in the import's own report. */
  'import.addresses': {
    in: z.strictObject({ pictures: z.array(PictureSource).min(1).max(ADDRESSES_MAX) }),
    out: z.strictObject({ importId: Id }),
  },
  'import.cancel': { in: z.strictObject({ importId: Id }), out: Nothing },

  'image.saveAs': { in: z.strictObject({ id: Id }), out: z.strictObject({ savedTo: z.string().nullable() }) },
  'image.copy': { in: z.strictObject({ id: Id }), out: Nothing },
  /** Shows the stored file of a picture in the system's file manager. */
  'image.reveal': { in: z.strictObject({ id: Id }), out: Nothing },
  /** Makes the files of a drag, which takes a moment. */
  'image.prepareDrag': { in: z.strictObject({ target: Target }), out: z.strictObject({ count: z.int() }) },
  /**
   * Begins to drag pictures to another program, as files. To be called only while the mouse button is down: the system waits for it
   * to be let go, and the main process with it.
   */
  'image.startDrag': { in: z.strictObject({ target: Target }), out: z.strictObject({ count: z.int() }) },
  /** Measures two pictures in the imaging window. */
  'image.compare': { in: z.strictObject({ a: Id, b: Id }), out: Comparison },

  /** What was chosen for the last export. */
  'export.settings': { in: Nothing, out: ExportSettings },
  /** Opens the system's dialog for a folder; what is chosen now, also when it was closed. */
  'export.pickFolder': { in: Nothing, out: ExportSettings },
  /** The first names of an export, and how many pictures it would save. */
  'export.preview': {
    in: z.strictObject({ target: Target, options: ExportOptions }),
    out: z.strictObject({ names: z.array(z.string()), total: z.int(), tooLong: z.int().nonnegative() }),
  },
  /** Saves pictures into the folder that was chosen; `export.progress` tells how far it is. */
  'export.start': {
    in: z.strictObject({ target: Target, options: ExportOptions }),
    out: z.strictObject({ exportId: Id, total: z.int() }),
  },
  'export.cancel': { in: z.strictObject({ exportId: Id }), out: Nothing },
  /** Shows what was saved last in the system's file manager. */
  'export.reveal': { in: Nothing, out: Nothing },

  // Whatever can spend carries its press: delivered again, it is answered with the runs it made.
  'edit.run': {
    in: z.strictObject({ press: PressId, sourceImageId: Id, request: NewEditRequest, ...LocalParts.shape }),
    out: RevisedEntry,
  },
  /** The same edit on many pictures; never on more than `count`, of which the person was told. */
  'edit.runMany': {
    in: z.strictObject({
      press: PressId,
      target: Target,
      request: NewEditRequest,
      // Without a region and drawn masks, which are of one picture.
      ...LocalParts.shape,
      seeds: SeedChoice,
      count: z.int().min(1).max(RUN_MANY_MAX),
    }),
    out: z.strictObject({ runIds: z.array(Id).max(RUN_MANY_MAX) }),
  },
  'edit.rerun': { in: z.strictObject({ press: PressId, editId: Id }), out: RevisedEntry },

  /** Prompts that were used and begin so, each once, newest first; fewer when they would not fit into one message. */
  'edit.prompts': {
    in: z.strictObject({ beginning: z.string().max(PROMPT_MAX), limit: z.int().min(1).max(PAGE_MAX) }),
    out: z.strictObject({ prompts: z.array(UsedPrompt).max(PAGE_MAX) }),
  },
  /** Presets in the order they were made, `after` one of them; as many as fit into one message. */
  'preset.list': {
    in: z.strictObject({ after: z.int().nonnegative() }),
    out: z.strictObject({ presets: z.array(Preset), more: z.boolean() }),
  },
  /** Counts that a preset was applied. */
  'preset.used': { in: z.strictObject({ id: Id }), out: Nothing },
  /** Saves presets as a file where the user says; all of them when none is named. */
  'preset.exportFile': {
    in: z.strictObject({ ids: z.array(Id).max(PRESETS_MAX).nullable() }),
    out: z.strictObject({ savedTo: z.string().nullable() }),
  },
  /** Takes presets from a file that the user picks; null when they changed their mind. */
  'preset.importFile': { in: Nothing, out: z.strictObject({ taken: PresetImport.nullable() }) },

  /** All edits of the tree that a picture belongs to, newest first; `before` is the last edit id of the page before. */
  'history.tree': {
    in: z.strictObject({ imageId: Id, before: Id.nullable() }),
    out: z.strictObject({ rootId: Id, entries: z.array(RevisedEntry), more: z.boolean() }),
  },
  /** These edits as they stand now, as many as fit into one message; those that are not there are left out. */
  'history.entries': {
    in: z.strictObject({ editIds: z.array(Id).min(1).max(ENTRIES_ASKED_MAX) }),
    out: z.strictObject({ entries: z.array(RevisedEntry) }),
  },
  /** The named versions in the tree that a picture belongs to, newest first. */
  'history.snapshots': {
    in: z.strictObject({ imageId: Id }),
    out: z.strictObject({ snapshots: z.array(Snapshot) }),
  },
  /** The merged pictures in the tree that a picture belongs to, newest first, as many as fit into one message. */
  'history.merges': {
    in: z.strictObject({ imageId: Id }),
    out: z.strictObject({ merges: z.array(MergedPicture) }),
  },
  /** Runs that wait or go on, in order, then the newest that somebody has to decide on, then the newest that are over. */
  'queue.list': {
    in: Nothing,
    out: z.strictObject({
      entries: z.array(RevisedEntry).max(PAGE_MAX),
      /** There are more to decide on: ask `queue.undecided`. */
      moreUndecided: z.boolean(),
      paused: z.boolean(),
      /** Runs that wait, also those beyond `entries`. */
      waiting: z.int(),
      /** The state of the library that the list was read in. */
      revision: Revision,
      ...Obstacles.shape,
    }),
  },
  'queue.pause': { in: Nothing, out: Nothing },
  'queue.resume': { in: Nothing, out: Nothing },
  /** Puts a waiting run before another one, or last. */
  'queue.reorder': { in: z.strictObject({ runId: Id, beforeRunId: Id.nullable() }), out: Nothing },
  /** Takes what is over off the queue's list; its history stays. What nobody knows the end of stays until it is decided on. */
  'queue.clearFinished': { in: Nothing, out: z.strictObject({ revision: Revision }) },
  /** Runs of which nobody knows how they ended, newest first; `before` is the id of the last run of the page before. */
  'queue.undecided': {
    in: z.strictObject({ before: Id.nullable() }),
    out: z.strictObject({ entries: z.array(RevisedEntry).max(PAGE_MAX), more: z.boolean() }),
  },
  /** Continue after `runId` ended in a way nobody can explain: one run goes first, the rest when that ended as it should. */
  'queue.goOn': { in: z.strictObject({ runId: Id }), out: Nothing },
  /** What kept the queue waiting is gone, says the user: one run goes first, and the rest when it gets past. */
  'queue.tryAgain': { in: Nothing, out: Nothing },
  'run.cancel': { in: z.strictObject({ runId: Id }), out: Nothing },
  /** A new run of the same frozen request. */
  'run.retry': { in: z.strictObject({ press: PressId, runId: Id }), out: RevisedEntry },
  /** Asks the service what became of an `uncertain` run; it is never sent again by this. */
  'run.check': { in: z.strictObject({ runId: Id }), out: RevisedEntry },
  /** Sets an `uncertain` run aside: the user knows enough. */
  'run.dismiss': { in: z.strictObject({ runId: Id }), out: RevisedEntry },
  'run.receipt': { in: z.strictObject({ runId: Id }), out: RunReceipt },

  /** The picture that would leave this machine for a source, made now if it never was; its bytes are the bytes sent. */
  'upload.preview': {
    in: z.strictObject({ imageId: Id, prepare: Prepare }),
    out: z.strictObject({
      /** Served as `/image/<sha256>`. */
      sha256: Sha256,
      mime: ImageMime,
      bytes: z.int(),
      width: z.int(),
      height: z.int(),
    }),
  },

  /**
   * Brings a raw result (or the one that a finished picture was made from) back into its source: a new finished picture, or the one
   * that this recipe made before. Calls nobody.
   */
  'finish.make': { in: z.strictObject({ imageId: Id, recipe: FinishRecipe }), out: FinishedPicture },
  /** Stops what is being made of a raw result. */
  'finish.cancel': { in: z.strictObject({ imageId: Id }), out: Nothing },
  /** Finds what a result changed: a mask, served as `/mask/<sha256>`, and its share of the picture from 0 to 1. */
  'finish.findMask': {
    in: z.strictObject({ imageId: Id, find: FindMask }),
    out: z.strictObject({ sha256: Sha256, insideShare: z.number().min(0).max(1) }),
  },

  /**
   * Compares two pictures of one original with the nearest picture that both were made from. Fails in words when they cannot be merged:
   * other originals, other sizes, nothing to merge. Calls nobody.
   */
  'merge.plan': { in: MergeParents, out: MergePlan },
  /** Makes one picture of two, with a choice for each conflict of the plan; it can be undone. Calls nobody. */
  'merge.make': {
    in: MergeParents.extend({ choices: z.array(MergeChoice).max(CONFLICTS_MAX) }),
    out: MergedPicture,
  },
  /** Makes a merge again from its recipe. `identical`: the same bytes came out. The picture is a new one only when the first is gone. */
  'merge.again': {
    in: z.strictObject({ mergeId: Id }),
    out: MergedPicture.extend({ identical: z.boolean() }),
  },
  /** Stops the merge that is being made. */
  'merge.cancel': { in: Nothing, out: Nothing },
  /** Which step of the chain of a picture last changed each pixel: a file, made now if it is not in the cache. */
  'blame.map': { in: z.strictObject({ imageId: Id }), out: BlameMap },

  /** Keeps a key; without a keyring only until the app is closed, unless `storeAnyway`. */
  'key.set': {
    in: z.strictObject({ key: z.string().min(1).max(2_000), storeAnyway: z.boolean() }),
    out: ApiKeyStatus,
  },
  'key.clear': { in: Nothing, out: ApiKeyStatus },
  /** Tests the key for free. `problem` is null when it is good. */
  'key.test': { in: Nothing, out: z.strictObject({ problem: AppError.nullable() }) },

  /** Sums of runs that were started from `from` up to `to` (milliseconds since 1970), newest day first. */
  'usage.summary': { in: z.strictObject({ from: z.number(), to: z.number() }), out: UsageSummary },
  /** Saves one line a run as CSV where the user says. */
  'usage.exportCsv': {
    in: z.strictObject({ from: z.number(), to: z.number() }),
    out: z.strictObject({ savedTo: z.string().nullable() }),
  },

  /** Reads the whole library and says what is wrong with it; changes nothing. */
  'health.check': { in: Nothing, out: HealthReport },
  /** Puts right what the last check found and what still holds, then checks again. */
  'health.repair': { in: Nothing, out: HealthRepaired },
  /** The backups of the library, newest first. */
  'backups.list': { in: Nothing, out: z.strictObject({ backups: z.array(BackupListed) }) },
  /** Makes one now. */
  'backups.backUp': { in: Nothing, out: Backup },
  /** What restoring a backup would change; it is read whole first. */
  'backups.preview': { in: BackupName, out: BackupDifference },
  /** Backs up the library, then puts a backup in its place; the windows load anew when it is open. */
  'backups.restore': { in: BackupName, out: Nothing },
} as const satisfies Record<Call, { in: z.ZodType; out: z.ZodType }>;

/** Each event: what it carries. */
export const events = {
  'import.progress': ImportProgress,
  'export.progress': ExportProgress,
  /** How far a check or a repair of the library is. */
  'health.progress': HealthProgress,
  /** New pictures, and removed ones that came in again, oldest first. */
  'library.added': z.strictObject({ images: z.array(RevisedImage).max(PAGE_MAX) }),
  /** A change of the library was carried out, undone or done again. */
  'library.changed': LibraryChange,
  /** How far a change of many pictures is. */
  'library.progress': ChangeProgress,
  /** Presets, or the prompts that are offered, are others now. */
  'presets.changed': Nothing,
  /** A note, a branch name or a snapshot is another one. */
  'history.marked': HistoryMarked,
  'run.changed': RevisedEntry,
  'run.progress': RunProgress,
  'finish.progress': FinishProgress,
  'merge.progress': MergeProgress,
  /** What keeps runs waiting is another thing now. */
  'queue.obstacles': Obstacles,
  'settings.changed': Settings,
  'key.changed': ApiKeyStatus,
  'network.changed': Network,
  'rescue.changed': RescueState,
  /** All that is wrong right now. */
  'troubles.changed': z.strictObject({ troubles: z.array(Trouble) }),
  /** The user wants to close the app, and something is still out or being written. */
  'app.closing': Closing,
  /** A `reseed:` link was opened: `app.takeLink` has it. */
  'app.linkWaiting': Nothing,
  /** What a menu of the operating system's asks the window to do. */
  command: z.strictObject({ command: CommandId }),
} as const satisfies Record<Event, z.ZodType>;

export type In<C extends Call> = z.input<(typeof contract)[C]['in']>;
export type ParsedIn<C extends Call> = z.output<(typeof contract)[C]['in']>;
export type Out<C extends Call> = z.output<(typeof contract)[C]['out']>;
export type Payloads = { readonly [E in Event]: z.output<(typeof events)[E]> };
export type Payload<E extends Event> = Payloads[E];

/** Errors cross as values. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

type CallFn<C extends Call> = (input: In<C>) => Promise<Reply<Out<C>>>;
type Group<G extends string> = {
  readonly [C in PageCall as C extends `${G}.${infer Name}` ? Name : never]: CallFn<C>;
};
type GroupName = PageCall extends infer C ? (C extends `${infer G}.${string}` ? G : never) : never;

/** What `File` has in every process: main knows no types of a page. */
export interface PageFile {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** `window.reseed`: one frozen object, all that the page can ask of the main process. */
export type Bridge = { readonly [G in GroupName]: Group<G> } & {
  /** Listens to an event; the answer stops listening. */
  readonly on: <E extends Event>(event: E, listener: (payload: Payload<E>) => void) => () => void;
  /**
   * Takes dropped or picked files in. Files the operating system gives a path for are read by the main process;
   * the answer has the addresses to which the page PUTs the others' bytes, with their index in `files`.
   */
  readonly importFiles: (
    files: readonly PageFile[],
  ) => Promise<Reply<{ importId: number; uploads: readonly { index: number; url: string }[] }>>;
};
