import { z } from 'zod';
import type { Call, Event, PageCall } from './channels.ts';
import { ApiKeyStatus } from './domain/api-key.ts';
import { AppLink } from './domain/app-link.ts';
import { Backup, BackupDifference, BackupListed, SecondPlace } from './domain/backup.ts';
import { BlameMap } from './domain/blame.ts';
import { CloseAnswer, Closing } from './domain/closing.ts';
import { CommandId, CommandStates } from './domain/commands.ts';
import { LocalParts, PROMPT_MAX, RevisedEntry, RUN_MANY_MAX, SeedChoice } from './domain/edit.ts';
import { EngineInfo } from './domain/engine.ts';
import { ExportOptions, ExportProgress, ExportSettings } from './domain/export.ts';
import { Facets, LabelWithCount, SavedSearch } from './domain/facets.ts';
import { FindMask, FinishedPicture, FinishProgress, FinishRecipe } from './domain/finish.ts';
import { ManyFinishes, ManyFinishesProgress } from './domain/finish-many.ts';
import { HealthProgress, HealthRepaired, HealthReport } from './domain/health.ts';
import { HelpTopic } from './domain/help-topic.ts';
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
import { LibraryPlace } from './domain/library-place.ts';
import { LibraryQuery, LibrarySlice, RevisedImage, SLICE_MAX, SliceRequest } from './domain/library-query.ts';
import {
  CONFLICTS_MAX,
  MergeChoice,
  MergedPicture,
  MergeParents,
  MergePlan,
  MergeProgress,
} from './domain/merge.ts';
import { EngineId, Model, ModelId } from './domain/model.ts';
import { ModelRefusal } from './domain/model-file.ts';
import { ModelOffer } from './domain/model-offer.ts';
import { Network } from './domain/network.ts';
import { NewEditRequest } from './domain/new-edit-request.ts';
import { Obstacles } from './domain/obstacle.ts';
import { Prepare } from './domain/prepare.ts';
import { PRESETS_MAX, Preset, UsedPrompt } from './domain/preset.ts';
import { PresetImport } from './domain/preset-file.ts';
import { PressId } from './domain/press.ts';
import { RunReceipt } from './domain/receipt.ts';
import { REFERENCES_MAX } from './domain/reference.ts';
import { RescueState } from './domain/rescue.ts';
import { Revision } from './domain/revision.ts';
import { RunProgress } from './domain/run.ts';
import { Settings, SettingsPatch } from './domain/settings.ts';
import { StartNotice } from './domain/start-notice.ts';
import { Trouble } from './domain/trouble.ts';
import { UpdateState } from './domain/update.ts';
import { UsageSummary } from './domain/usage.ts';
import { Comparison } from './domain/verdict.ts';
import { WATCHES_MAX, Watch } from './domain/watch.ts';
import { ChosenWorkflow } from './domain/workflow.ts';
import { AppError } from './errors.ts';

const Id = z.int().positive();
/** Reference pictures of a new edit in order. */
const ReferenceIds = z.array(Id).max(REFERENCES_MAX).default([]);
const Nothing = z.strictObject({});
/** Maximum number of records in one answer, to keep an IPC message below 64 KB. */
export const PAGE_MAX = 100;
/** Maximum number of edits requested by id in one call. */
export const ENTRIES_ASKED_MAX = 50;

export const AppStart = z.strictObject({
  version: z.string(),
  /** Version of the Electron that runs it. */
  electron: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux']),
  settings: Settings,
  /** Preselected engine: from the environment, otherwise from the settings. */
  engine: Settings.shape.engine,
  /** One for each engine that takes a key. */
  keys: z.array(ApiKeyStatus).max(64),
  network: Network,
  /**
   * Whether pictures can be dragged out as files. False while a debugger drives the window: its mouse isn't
   * the system's, which would wait forever for the button to be released.
   */
  dragsFiles: z.boolean(),
  /** Language used if the settings leave it to the operating system. */
  systemLanguage: Language,
  undoable: UndoState,
  /** Notices to show at start. */
  notices: z.array(StartNotice),
  /** Current problems. */
  troubles: z.array(Trouble),
});
export type AppStart = z.infer<typeof AppStart>;

/** Maximum number of dropped files per message. The preload splits a large drop into messages below 64 KB. */
export const FILES_A_MESSAGE_MAX = 500;

/**
 * One dropped file: a path if the operating system provides one, otherwise bytes that follow by `PUT
 * /import/…`.
 */
export const DroppedFile = z.strictObject({
  name: z.string().min(1).max(1024),
  path: z.string().min(1).max(4096).nullable(),
});
export type DroppedFile = z.infer<typeof DroppedFile>;

/** Position in a list by name, after a name. Null: the start. */
const AfterName = z.strictObject({ after: z.string().max(1000).nullable() });

/** A picture of a web page, by its addresses. The first that returns a picture is used. */
export const PictureSource = z.strictObject({
  addresses: z.array(z.string().min(1).max(8192)).min(1).max(6),
  /** Name of the shortcut file that contains the address, or null if it comes from a page. */
  shortcut: z.string().min(1).max(1024).nullable(),
});
export type PictureSource = z.infer<typeof PictureSource>;

const BackupName = z.strictObject({ name: z.string().min(1).max(120) });

/** Input and output of each call. Every call answers with a `Reply`. */
export const contract = {
  'app.start': { in: Nothing, out: AppStart },
  'app.openSettings': { in: Nothing, out: Nothing },
  'app.openHelp': { in: z.strictObject({ page: HelpTopic }), out: Nothing },
  'app.revealData': { in: Nothing, out: Nothing },
  /** Opens the application menu at a point of the window, in CSS pixels. */
  'app.menu': { in: z.strictObject({ x: z.int().min(0), y: z.int().min(0) }), out: Nothing },
  /** Disabled and checked commands for the menus. `writing`: *Undo* applies to the text being typed. */
  'app.commandStates': { in: CommandStates, out: Nothing },
  /** The user's answer to the question of `app.closing`. */
  'app.answerClose': { in: z.strictObject({ answer: CloseAnswer }), out: Nothing },
  /** Returns the `reseed:` link opened last, or null if it was taken before. */
  'app.takeLink': { in: Nothing, out: z.strictObject({ link: AppLink.nullable() }) },
  /**
   * The engines and models of this build and of the user's files, in order, from the position `after` of a list
   * of both; fewer if they don't fit into one message.
   */
  'engine.list': {
    in: z.strictObject({ after: z.int().nonnegative() }),
    out: z.strictObject({
      engines: z.array(EngineInfo),
      models: z.array(Model),
      /** What their services say about these models, as far as known. */
      offers: z.array(ModelOffer),
      /** The user's model files that are not used, and why; the first ones. */
      refused: z.array(ModelRefusal),
      more: z.boolean(),
    }),
  },
  /**
   * A window shows the engines, with this one chosen: the user's model files are read again, and its service is asked
   * about its models at most once a day. `engines.changed` reports what changed.
   */
  'engine.refresh': { in: z.strictObject({ engine: EngineId.nullable() }), out: Nothing },
  'settings.set': { in: SettingsPatch, out: Settings },

  /** Why the library isn't open, and the available actions. */
  'rescue.state': { in: Nothing, out: RescueState },
  /** Tries to open it again. The windows reload once it is open. */
  'rescue.lookAgain': { in: Nothing, out: Nothing },
  /** Starts rebuilding the database from the pictures in the folder. `rescue.changed` reports progress. */
  'rescue.rebuild': { in: Nothing, out: Nothing },
  /** Ends a rebuild that hasn’t replaced the database yet. `rescue.changed` reports it. */
  'rescue.cancelRebuild': { in: Nothing, out: Nothing },
  /** Replaces the database with the newest backup. The windows reload once it is open. */
  'rescue.restore': { in: Nothing, out: Nothing },
  'rescue.showFolder': { in: Nothing, out: Nothing },
  /** Asks for another data folder and restarts with it. */
  'rescue.chooseFolder': { in: Nothing, out: Nothing },
  'rescue.quit': { in: Nothing, out: Nothing },

  /** Images by id, as many as fit into one message. `gone`: ids that no longer exist as of `revision`. */
  'library.images': {
    in: z.strictObject({ ids: z.array(Id).min(1).max(SLICE_MAX) }),
    out: z.strictObject({ pictures: z.array(RevisedImage), gone: z.array(Id), revision: Revision }),
  },
  /** A slice of a list by position, with fewer images if they don't fit into one message. */
  'library.slice': { in: SliceRequest, out: LibrarySlice },
  /** The position of an image in a list, from 0, or null. */
  'library.position': {
    in: z.strictObject({ query: LibraryQuery, id: Id }),
    out: z.strictObject({ position: z.int().nonnegative().nullable() }),
  },
  'library.facets': { in: Nothing, out: Facets },
  /**
   * Collections by name, as many as fit into one message. `next` requests the following ones; null at the
   * end.
   */
  'library.collections': {
    in: AfterName,
    out: z.strictObject({ collections: z.array(LabelWithCount), next: z.string().nullable() }),
  },
  'library.searches': {
    in: AfterName,
    out: z.strictObject({ searches: z.array(SavedSearch), next: z.string().nullable() }),
  },
  /** Tags whose name has this prefix, most used first. All tags for an empty prefix. */
  'library.completeTag': {
    in: z.strictObject({ beginning: z.string().max(100), limit: z.int().min(1).max(PAGE_MAX) }),
    out: z.strictObject({ tags: z.array(LabelWithCount) }),
  },
  'library.tagsOf': {
    in: z.strictObject({ imageId: Id }),
    out: z.strictObject({ tags: z.array(LabelWithCount) }),
  },
  /** Runs an undoable command. Commands run one at a time. */
  'library.change': { in: z.strictObject({ command: LibraryCommand }), out: CommandResult },
  /** Undoes the last command, or redoes the last undone one. */
  'library.undo': { in: Nothing, out: ReplayResult },
  'library.redo': { in: Nothing, out: ReplayResult },
  /**
   * Permanently deletes pictures in the trash. Their files go to the operating system's trash. It can't be
   * undone. Fails with a reason if files could not be moved; their pictures then stay in the trash.
   */
  'library.purge': { in: z.strictObject({ target: Target }), out: PurgeResult },
  /** Imports files in the library's folder that have no row. */
  'library.takeStrays': {
    in: Nothing,
    out: z.strictObject({ taken: z.int().nonnegative(), refused: z.int().nonnegative() }),
  },
  /** Ends that early, also the part of a rebuild that runs while the library is in use. */
  'library.stopStrays': { in: Nothing, out: Nothing },
  /** Leaves them in place. The user is asked again only if there are more. */
  'library.leaveStrays': { in: Nothing, out: Nothing },

  /** Files are being dragged over the window: starts the imaging window ahead of the drop. */
  'import.expect': { in: Nothing, out: Nothing },
  /**
   * Imports the files of a drop, or further files of the import `importId`. `coming` more follow in later
   * calls. `uploads` has an address for each file without a path, in order; the page PUTs the bytes there.
   * `goesOn` is false if the import has finished or was canceled, so the rest needn't be sent.
   */
  'import.start': {
    in: z.strictObject({
      importId: Id.nullable(),
      files: z.array(DroppedFile).max(FILES_A_MESSAGE_MAX),
      coming: z.int().nonnegative().max(10_000_000),
    }),
    out: z.strictObject({ importId: Id, uploads: z.array(z.string()), goesOn: z.boolean() }),
  },
  /** Opens the system's file dialog. Null if the user canceled. */
  'import.pick': { in: Nothing, out: z.strictObject({ importId: Id.nullable() }) },
  'import.samples': { in: Nothing, out: z.strictObject({ importId: Id }) },
  /** Fetches pictures of web pages by address. The import reports the refused ones. */
  'import.addresses': {
    in: z.strictObject({ pictures: z.array(PictureSource).min(1).max(ADDRESSES_MAX) }),
    out: z.strictObject({ importId: Id }),
  },
  'import.cancel': { in: z.strictObject({ importId: Id }), out: Nothing },

  'image.saveAs': { in: z.strictObject({ id: Id }), out: z.strictObject({ savedTo: z.string().nullable() }) },
  'image.copy': { in: z.strictObject({ id: Id }), out: Nothing },
  /** Shows an image's stored file in the system's file manager. */
  'image.reveal': { in: z.strictObject({ id: Id }), out: Nothing },
  /** Makes the files of a drag, which takes a moment. */
  'image.prepareDrag': { in: z.strictObject({ target: Target }), out: z.strictObject({ count: z.int() }) },
  /**
   * Starts dragging images to another program as files. Call it only while the mouse button is down: the
   * system, and with it the main process, blocks until it is released.
   */
  'image.startDrag': { in: z.strictObject({ target: Target }), out: z.strictObject({ count: z.int() }) },
  /** Compares two images in the imaging window. */
  'image.compare': { in: z.strictObject({ a: Id, b: Id }), out: Comparison },

  /** The options of the last export. */
  'export.settings': { in: Nothing, out: ExportSettings },
  /** Opens the system's folder dialog. Returns the current settings, also if it was canceled. */
  'export.pickFolder': { in: Nothing, out: ExportSettings },
  /** The first names of an export, and its number of images. */
  'export.preview': {
    in: z.strictObject({ target: Target, options: ExportOptions }),
    out: z.strictObject({ names: z.array(z.string()), total: z.int(), tooLong: z.int().nonnegative() }),
  },
  /** Exports images to the chosen folder. `export.progress` reports progress. */
  'export.start': {
    in: z.strictObject({ target: Target, options: ExportOptions }),
    out: z.strictObject({ exportId: Id, total: z.int() }),
  },
  'export.cancel': { in: z.strictObject({ exportId: Id }), out: Nothing },
  /** Shows the last exported file in the system's file manager. */
  'export.reveal': { in: Nothing, out: Nothing },

  // Every call that can spend money carries its press. A repeated delivery returns the runs of the first one.
  'edit.run': {
    in: z.strictObject({
      press: PressId,
      sourceImageId: Id,
      request: NewEditRequest,
      referenceIds: ReferenceIds,
      ...LocalParts.shape,
    }),
    out: RevisedEntry,
  },
  /** Runs the same edit on many images, at most `count`, the number the user confirmed. */
  'edit.runMany': {
    in: z.strictObject({
      press: PressId,
      target: Target,
      request: NewEditRequest,
      referenceIds: ReferenceIds,
      // Without a region and drawn masks, which fit only one image.
      ...LocalParts.shape,
      seeds: SeedChoice,
      count: z.int().min(1).max(RUN_MANY_MAX),
    }),
    out: z.strictObject({ runIds: z.array(Id).max(RUN_MANY_MAX) }),
  },
  /** Queues the same edit on another engine or model, with the parameters that both have. */
  'edit.challenge': {
    in: z.strictObject({ press: PressId, editId: Id, engine: EngineId, model: ModelId }),
    out: RevisedEntry,
  },
  'edit.rerun': { in: z.strictObject({ press: PressId, editId: Id }), out: RevisedEntry },

  /** Distinct used prompts with this prefix, newest first; fewer if they don't fit into one message. */
  'edit.prompts': {
    in: z.strictObject({ beginning: z.string().max(PROMPT_MAX), limit: z.int().min(1).max(PAGE_MAX) }),
    out: z.strictObject({ prompts: z.array(UsedPrompt).max(PAGE_MAX) }),
  },
  /** Presets after the id `after`, in creation order, as many as fit into one message. */
  'preset.list': {
    in: z.strictObject({ after: z.int().nonnegative() }),
    out: z.strictObject({ presets: z.array(Preset), more: z.boolean() }),
  },
  /** Counts that a preset was applied. */
  'preset.used': { in: z.strictObject({ id: Id }), out: Nothing },
  /** Exports presets to a file where the user chooses; all of them if none is named. */
  'preset.exportFile': {
    in: z.strictObject({ ids: z.array(Id).max(PRESETS_MAX).nullable() }),
    out: z.strictObject({ savedTo: z.string().nullable() }),
  },
  /** Imports presets from a file the user picks. Null if canceled. */
  'preset.importFile': { in: Nothing, out: z.strictObject({ taken: PresetImport.nullable() }) },

  /** The workflow of an engine that the user can replace. */
  'workflow.state': { in: z.strictObject({ engine: EngineId }), out: ChosenWorkflow },
  /** Opens the system's file dialog and uses the workflow in the file. Unchanged if the user canceled. */
  'workflow.choose': { in: z.strictObject({ engine: EngineId }), out: ChosenWorkflow },
  /** Uses the workflow in a dropped file. */
  'workflow.drop': {
    in: z.strictObject({ engine: EngineId, path: z.string().min(1).max(4096) }),
    out: ChosenWorkflow,
  },
  /** Uses a workflow that was chosen before. Null: the built-in one. */
  'workflow.use': {
    in: z.strictObject({ engine: EngineId, sha256: Sha256.nullable() }),
    out: ChosenWorkflow,
  },

  /** The edits of an image's tree, newest first. `before` is the last edit id of the previous page. */
  'history.tree': {
    in: z.strictObject({ imageId: Id, before: Id.nullable() }),
    out: z.strictObject({ rootId: Id, entries: z.array(RevisedEntry), more: z.boolean() }),
  },
  /** The current entries of these edits, as many as fit into one message. Unknown ids are left out. */
  'history.entries': {
    in: z.strictObject({ editIds: z.array(Id).min(1).max(ENTRIES_ASKED_MAX) }),
    out: z.strictObject({ entries: z.array(RevisedEntry) }),
  },
  /** The watched edits and what their re-runs show, in the order in which the edits were made. */
  'watch.list': { in: Nothing, out: z.strictObject({ watches: z.array(Watch).max(WATCHES_MAX) }) },
  /** Re-runs all watched edits of a model now, except those whose re-run is still open. */
  'watch.check': {
    in: z.strictObject({ press: PressId, engine: EngineId, model: ModelId }),
    out: z.strictObject({ runIds: z.array(Id).max(WATCHES_MAX) }),
  },
  /** The user has seen that these edits are different. */
  'watch.seen': { in: z.strictObject({ editIds: z.array(Id).min(1).max(WATCHES_MAX) }), out: Nothing },
  /** The snapshots of an image's tree, newest first. */
  'history.snapshots': {
    in: z.strictObject({ imageId: Id }),
    out: z.strictObject({ snapshots: z.array(Snapshot) }),
  },
  /** The merged pictures in the tree that a picture belongs to, newest first, as many as fit into one message. */
  'history.merges': {
    in: z.strictObject({ imageId: Id }),
    out: z.strictObject({ merges: z.array(MergedPicture) }),
  },
  /** Open runs in order, then the newest runs awaiting a decision, then the newest finished ones. */
  'queue.list': {
    in: Nothing,
    out: z.strictObject({
      entries: z.array(RevisedEntry).max(PAGE_MAX),
      /** There are more runs awaiting a decision: call `queue.undecided`. */
      moreUndecided: z.boolean(),
      paused: z.boolean(),
      /** Number of waiting runs, including those beyond `entries`. */
      waiting: z.int(),
      /** Revision of the library at the time of reading. */
      revision: Revision,
      ...Obstacles.shape,
    }),
  },
  'queue.pause': { in: Nothing, out: Nothing },
  'queue.resume': { in: Nothing, out: Nothing },
  /** Moves a waiting run before another one, or to the end. */
  'queue.reorder': { in: z.strictObject({ runId: Id, beforeRunId: Id.nullable() }), out: Nothing },
  /**
   * Clears finished runs from the queue's list; the history keeps them. Undecided runs stay until the user
   * decides.
   */
  'queue.clearFinished': { in: Nothing, out: z.strictObject({ revision: Revision }) },
  /** Runs with unknown outcome, newest first. `before` is the last run id of the previous page. */
  'queue.undecided': {
    in: z.strictObject({ before: Id.nullable() }),
    out: z.strictObject({ entries: z.array(RevisedEntry).max(PAGE_MAX), more: z.boolean() }),
  },
  /**
   * Continues after `runId` ended without an explanation: one run goes first, and the rest follow if it ends
   * normally.
   */
  'queue.proceed': { in: z.strictObject({ runId: Id }), out: Nothing },
  /** The user says the obstacle is gone: one run goes first, and the rest follow if it gets past. */
  'queue.tryAgain': { in: Nothing, out: Nothing },
  'run.cancel': { in: z.strictObject({ runId: Id }), out: Nothing },
  /** Starts a new run of the same request. */
  'run.retry': { in: z.strictObject({ press: PressId, runId: Id }), out: RevisedEntry },
  /** Asks the service about an `uncertain` run, without sending it again. */
  'run.check': { in: z.strictObject({ runId: Id }), out: RevisedEntry },
  /** Dismisses an `uncertain` run. */
  'run.dismiss': { in: z.strictObject({ runId: Id }), out: RevisedEntry },
  'run.receipt': { in: z.strictObject({ runId: Id }), out: RunReceipt },

  /** The file that would be sent for a source, made now if needed. Its bytes are exactly the bytes sent. */
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
   * Puts a raw result (or the one behind a finished image) back into its source. Returns a new finished
   * image, or the one this recipe made before. Makes no network requests.
   */
  'finish.make': { in: z.strictObject({ imageId: Id, recipe: FinishRecipe }), out: FinishedPicture },
  /** Cancels the finish of a raw result. */
  'finish.cancel': { in: z.strictObject({ imageId: Id }), out: Nothing },
  /** Finishes many results in the background. `finish.manyProgress` reports progress. */
  'finish.many': {
    in: z.strictObject({ target: Target, what: ManyFinishes }),
    out: z.strictObject({ batchId: Id, total: z.int().positive() }),
  },
  /** Cancels that and keeps the pictures made so far. */
  'finish.cancelMany': { in: z.strictObject({ batchId: Id }), out: Nothing },
  /** Finds what a result changed: a mask, served as `/mask/<sha256>`, and its share of the image from 0 to 1. */
  'finish.findMask': {
    in: z.strictObject({ imageId: Id, find: FindMask }),
    out: z.strictObject({ sha256: Sha256, insideShare: z.number().min(0).max(1) }),
  },

  /**
   * Compares two pictures of one original with their nearest common ancestor. Fails with a reason if they
   * can't be merged: different originals or sizes, or nothing to merge. Makes no network requests.
   */
  'merge.plan': { in: MergeParents, out: MergePlan },
  /** Merges two pictures with a choice for each conflict of the plan. Undoable. Makes no network requests. */
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

  /** Stores a key. Without a keyring it lasts until the app closes, unless `storeAnyway`. */
  'key.set': {
    in: z.strictObject({ engine: EngineId, key: z.string().min(1).max(2_000), storeAnyway: z.boolean() }),
    out: ApiKeyStatus,
  },
  'key.clear': { in: z.strictObject({ engine: EngineId }), out: ApiKeyStatus },
  /** Tests an engine's key and address for free. `problem` is null if it is valid. */
  'key.test': {
    in: z.strictObject({ engine: EngineId }),
    out: z.strictObject({ problem: AppError.nullable() }),
  },

  /** Totals of runs started from `from` up to `to` (milliseconds since 1970), newest day first. */
  'usage.summary': { in: z.strictObject({ from: z.number(), to: z.number() }), out: UsageSummary },
  /** Saves one line per run as CSV where the user chooses. */
  'usage.exportCsv': {
    in: z.strictObject({ from: z.number(), to: z.number() }),
    out: z.strictObject({ savedTo: z.string().nullable() }),
  },

  /** Reads the whole library and reports its problems. Changes nothing. */
  'health.check': { in: Nothing, out: HealthReport },
  /** Repairs the findings of the last check that still hold, then checks again. */
  'health.repair': { in: Nothing, out: HealthRepaired },
  /** The backups of the library, newest first. */
  'backups.list': { in: Nothing, out: z.strictObject({ backups: z.array(BackupListed) }) },
  /** Makes a backup now. */
  'backups.backUp': { in: Nothing, out: Backup },
  /** What restoring a backup would change. Reads the whole backup first. */
  'backups.preview': { in: BackupName, out: BackupDifference },
  /** Backs up the library, then replaces it with a backup. The windows reload once it is open. */
  'backups.restore': { in: BackupName, out: Nothing },
  /** The second place that the library is copied to. */
  'backups.place': { in: Nothing, out: SecondPlace },
  /** Lets the user choose its folder and begins to copy. Unchanged if the dialog was closed. */
  'backups.pickPlace': { in: Nothing, out: SecondPlace },
  /** Stops copying there. Existing copies stay. */
  'backups.clearPlace': { in: Nothing, out: SecondPlace },
  /** Copies what is new now. */
  'backups.copyNow': { in: Nothing, out: Nothing },

  // A refused update is a phase of the state, not a failed call. Each call returns the state it led to.
  'updates.state': { in: Nothing, out: UpdateState },
  /** Asks the feed for a newer version. */
  'updates.check': { in: Nothing, out: UpdateState },
  /** Downloads and verifies the file of the offered version. `updates.changed` reports progress. */
  'updates.download': { in: Nothing, out: UpdateState },
  /** Stops a check or a download. */
  'updates.cancel': { in: Nothing, out: UpdateState },
  /** Installs the verified file and restarts, or shows the file if the user must replace the app. */
  'updates.install': { in: Nothing, out: UpdateState },
  /** The library's folder, and a move to another one. */
  'libraryPlace.state': { in: Nothing, out: LibraryPlace },
  /** Lets the user choose an empty folder and begins to move the library there. Unchanged if the dialog was closed. */
  'libraryPlace.move': { in: Nothing, out: LibraryPlace },
  /** Continues a move that stopped. */
  'libraryPlace.resume': { in: Nothing, out: LibraryPlace },
  /** Ends a move and removes what was copied. */
  'libraryPlace.cancel': { in: Nothing, out: LibraryPlace },
  /** Moves the folder that the library has left to the system's trash. */
  'libraryPlace.trashPrevious': { in: Nothing, out: LibraryPlace },
  /** Keeps that folder without mentioning it again. */
  'libraryPlace.keepPrevious': { in: Nothing, out: LibraryPlace },
} as const satisfies Record<Call, { in: z.ZodType; out: z.ZodType }>;

/** Payload of each event. */
export const events = {
  'import.progress': ImportProgress,
  'export.progress': ExportProgress,
  /** Progress of a check or repair of the library. */
  'health.progress': HealthProgress,
  'backups.placeChanged': SecondPlace,
  'libraryPlace.changed': LibraryPlace,
  /** New and restored images, oldest first. */
  'library.added': z.strictObject({ images: z.array(RevisedImage).max(PAGE_MAX) }),
  /** A command changed the library, or was undone or redone. */
  'library.changed': LibraryChange,
  /** Progress of a command on many images. */
  'library.progress': ChangeProgress,
  /** Presets or suggested prompts changed. */
  'presets.changed': Nothing,
  /** A note, branch name or snapshot changed. */
  'history.marked': HistoryMarked,
  /** Watched edits or what their re-runs show changed: call `watch.list`. */
  'watch.changed': Nothing,
  'run.changed': RevisedEntry,
  'run.progress': RunProgress,
  'finish.progress': FinishProgress,
  'merge.progress': MergeProgress,
  'finish.manyProgress': ManyFinishesProgress,
  /** The queue's obstacles changed. */
  'queue.obstacles': Obstacles,
  'settings.changed': Settings,
  'key.changed': ApiKeyStatus,
  /** The engines or models changed: call `engine.list`. */
  'engines.changed': Nothing,
  'network.changed': Network,
  'rescue.changed': RescueState,
  /** Current problems. */
  'troubles.changed': z.strictObject({ troubles: z.array(Trouble) }),
  'updates.changed': UpdateState,
  /** The user asked to close the app while paid calls are in flight or data is being written. */
  'app.closing': Closing,
  /** A `reseed:` link was opened: get it with `app.takeLink`. */
  'app.linkWaiting': Nothing,
  /** A system menu requests a command of the window. */
  command: z.strictObject({ command: CommandId }),
} as const satisfies Record<Event, z.ZodType>;

export type In<C extends Call> = z.input<(typeof contract)[C]['in']>;
export type ParsedIn<C extends Call> = z.output<(typeof contract)[C]['in']>;
export type Out<C extends Call> = z.output<(typeof contract)[C]['out']>;
export type Payloads = { readonly [E in Event]: z.output<(typeof events)[E]> };
export type Payload<E extends Event> = Payloads[E];

/** Errors are passed as values. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

type CallFn<C extends Call> = (input: In<C>) => Promise<Reply<Out<C>>>;
type Group<G extends string> = {
  readonly [C in PageCall as C extends `${G}.${infer Name}` ? Name : never]: CallFn<C>;
};
type GroupName = PageCall extends infer C ? (C extends `${infer G}.${string}` ? G : never) : never;

/** The part of `File` that all processes share: main has no DOM types. */
export interface PageFile {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** `window.reseed`: one frozen object with everything the page can request from main. */
export type Bridge = { readonly [G in GroupName]: Group<G> } & {
  /** Subscribes to an event. Returns the unsubscribe function. */
  readonly on: <E extends Event>(event: E, listener: (payload: Payload<E>) => void) => () => void;
  /**
   * Imports dropped or picked files. Main reads the files that have a path. The answer has the addresses
   * where the page PUTs the bytes of the others, with their index in `files`.
   */
  readonly importFiles: (
    files: readonly PageFile[],
  ) => Promise<Reply<{ importId: number; uploads: readonly { index: number; url: string }[] }>>;
  /** Uses the workflow in a dropped file. */
  readonly dropWorkflow: (engine: EngineId, file: PageFile) => Promise<Reply<ChosenWorkflow>>;
};
