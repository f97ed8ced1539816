import type { EditRecord } from '@shared/domain/edit.ts';
import type { FindMask, FinishRecipe } from '@shared/domain/finish.ts';
import type { EncodedMime, ImageMime } from '@shared/domain/image.ts';
import type { MergeChoice, MergeOutline } from '@shared/domain/merge.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { Prepare } from '@shared/domain/prepare.ts';
import type { Charge, RunState } from '@shared/domain/run.ts';
import type { Comparison } from '@shared/domain/verdict.ts';
import { type ErrorCode, type ErrorValue, logText } from '@shared/errors.ts';
import type {
  BlameShares,
  EncodedPicture,
  FinishOutput,
  FoundMask,
  PictureInfo,
  PixelCounts,
} from '@shared/imaging.ts';

/** Ports: what services need from outside, passed in by `compose.ts`. Independent of Electron and SQL. */

/** Milliseconds since 1970. */
export type Clock = () => number;

/** Monotonic milliseconds for durations. Unlike `Clock`, it never jumps when the system time changes. */
export type Elapsed = () => number;

export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** A picture file on disk with its content type. */
export interface PictureFile {
  readonly path: string;
  readonly mime: ImageMime;
}

/** The hidden window that decodes. Every method throws a `Failure` (see `shared/errors.ts`) or `AbortError`. */
export interface Imaging {
  /**
   * Decodes the whole picture once, writes a thumbnail per entry of `thumbs` (longest edge in pixels), as `thumbMime`.
   */
  inspect(
    picture: PictureFile,
    thumbs: readonly { readonly size: number; readonly path: string }[],
    signal?: AbortSignal,
  ): Promise<PictureInfo>;
  /**
   * Whether the browser shows the picture differently from how it is decoded. Reads the file without decoding
   * it.
   */
  needsDisplay(picture: PictureFile): Promise<boolean>;
  /** With `findShift`, also measures how far the content moved, which takes as long as all the rest. */
  compare(
    a: PictureFile,
    b: PictureFile,
    options: { readonly findShift: boolean; readonly signal?: AbortSignal },
  ): Promise<Comparison>;
  /** Runs `edit` with the built-in filters and writes the result to `outPath`. */
  practice(
    source: PictureFile,
    edit: EditRecord,
    outPath: string,
    options: { readonly signal: AbortSignal; readonly onStep: (step: number, steps: number) => void },
  ): Promise<EncodedPicture>;
  /**
   * Writes the whole upright picture without metadata, scaled down if it exceeds `maxPixels` or `maxEdge`.
   * `quality` is 0 to 1, for JPEG and WebP.
   */
  convert(
    picture: PictureFile,
    to: EncodedPicture['mime'],
    outPath: string,
    options?: {
      readonly maxPixels?: number;
      readonly maxEdge?: number | null;
      readonly quality?: number | null;
      readonly signal?: AbortSignal;
    },
  ): Promise<EncodedPicture>;
  /**
   * Prepares what is sent of a source: cropped to the region or extended by the pad, protected areas
   * replaced, scaled down to `maxPixels`, encoded. `protect` is the path of a mask of the source's size. The
   * pixels under it can't be recovered from the output.
   */
  prepare(
    source: PictureFile,
    input: { readonly prepare: Prepare; readonly protect: string | null },
    to: EncodedMime,
    outPath: string,
    options: { readonly maxPixels: number; readonly signal?: AbortSignal },
  ): Promise<EncodedPicture>;
  /**
   * Finds what changed and writes it as a mask of the source's size (with a pad: the padded size). `result`
   * is what was returned for the output of `prepare`. Throws `finish-failed` with the reason `not-aligned` if
   * this can't be determined.
   */
  findMask(
    source: PictureFile,
    result: PictureFile,
    input: { readonly prepare: Prepare; readonly find: FindMask },
    outPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<FoundMask>;
  /**
   * Puts a result back into its source. Writes a PNG of the source's size (with a pad: the padded size), and
   * the mask that was used: within the region, without protected areas. `mask` is the path of the drawn mask,
   * or null for other kinds. `matchTo` is the picture whose colors the recipe takes, or null. Throws
   * `finish-failed` with the reasons `not-aligned`, `content-changed` (carry-over), `no-change-found` (an empty
   * found mask), `colors-flat`, `colors-alike` and `sizes-differ`. Nothing is guessed.
   */
  finish(
    source: PictureFile,
    result: PictureFile,
    input: {
      readonly prepare: Prepare;
      readonly recipe: FinishRecipe;
      readonly mask: string | null;
      readonly protect: string | null;
      readonly matchTo: PictureFile | null;
    },
    out: { readonly picturePath: string; readonly maskPath: string },
    options?: {
      readonly signal?: AbortSignal;
      readonly onStep?: (step: number, steps: number) => void;
    },
  ): Promise<FinishOutput>;
  /**
   * Counts the pixels that differ between a source and a finished picture, inside and outside the mask that
   * `finish` wrote. Both are decoded from their files. If the finished picture is padded, the source is in
   * its center.
   */
  certify(
    source: PictureFile,
    finished: PictureFile,
    maskPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<PixelCounts>;
  /**
   * Compares two branches with their common ancestor, pixel by pixel: the changes of each side, and the
   * conflicts where both changed differently. Throws `finish-failed` with the reason `sizes-differ` if the
   * three sizes differ.
   */
  planMerge(
    base: PictureFile,
    a: PictureFile,
    b: PictureFile,
    options?: { readonly signal?: AbortSignal },
  ): Promise<MergeOutline>;
  /**
   * Writes the merged picture as a PNG, in Display P3 if all three are. `choices` has one entry per conflict of `planMerge`, in order;
   * otherwise throws `bad-request`.
   */
  merge(
    base: PictureFile,
    a: PictureFile,
    b: PictureFile,
    choices: readonly MergeChoice[],
    outPath: string,
    options?: {
      readonly signal?: AbortSignal;
      readonly onStep?: (step: number, steps: number) => void;
    },
  ): Promise<EncodedPicture>;
  /**
   * Writes a map of the picture that last changed each pixel of the last one (`finish/blame.ts` reads it). All have the
   * same size, and each comes after those it was made from. At most `BLAME_MAX_PICTURES`.
   */
  blame(
    pictures: readonly BlamablePicture[],
    outPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<BlameShares>;
}

/** A picture and the indices of those it was made from: none, one, or the left and right side of a merge. */
export interface BlamablePicture {
  readonly file: PictureFile;
  readonly parents: readonly number[];
}

/** Size limit of a result, in bytes: an upscaler may make a PNG of 64 MP. */
export const RESULT_MAX_BYTES = 256 * 1024 * 1024;

/** A result picture from an engine: a file in the store's staging folder, not yet hashed. */
export interface EngineResult {
  readonly path: string;
  readonly mime: ImageMime;
}

/** A picture of an unfinished result, with the bytes of a service. Only the imaging window may decode it. */
export interface EnginePreview {
  readonly mime: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

/** What a picture is for. `mask`: gray, as large as the source; white may change. */
export type InputRole = 'source' | 'reference' | 'mask';

/** A picture that an engine gets, with the SHA-256 of its file. */
export interface EngineInput extends PictureFile {
  readonly role: InputRole;
  readonly sha256: string;
}

/** Returns the one picture to edit. */
export function sourceIn(inputs: readonly EngineInput[]): EngineInput {
  const source = inputs.find(({ role }) => role === 'source');
  if (!source) throw new Error('a job without a source');
  return source;
}

/** Returns the mask of what may change, or null. */
export function maskIn(inputs: readonly EngineInput[]): EngineInput | null {
  return inputs.find(({ role }) => role === 'mask') ?? null;
}

/** What a run made, and what the engine says about it. All but the pictures goes to the run's receipt. */
export interface EngineOutput {
  readonly pictures: readonly EngineResult[];
  /** The seed it used, if it says so or is known to use the one it got. */
  readonly seedUsed?: number;
  /** The exact version of the model. */
  readonly modelVersion?: string;
  /** What this run cost, in the service's own unit. */
  readonly cost?: { readonly amount: number; readonly unit: string };
  /** Content credentials or other metadata that came with the pictures, by name. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/**
 * Receives an engine's state while it works. Each call returns once the state is on disk, so an engine calls
 * it *before* the side effect it names. The answer of a paid service is kept in memory while the disk refuses
 * writes.
 */
export interface RunReporter {
  uploading(): void;
  /**
   * Before the first byte of the request that executes the edit. `remoteId`: the id that the engine chose for
   * it, for one that finds sent runs (`Engine.findsSent`).
   */
  sending(receipt?: Readonly<Record<string, unknown>>, remoteId?: string): void;
  /** Before a paid request that was never sent is tried again. Throws if it must not be sent anymore. */
  sendingAgain(): void;
  /** The service accepted it. Called with its id before anything else is requested. */
  accepted(remoteId: string, receipt?: Readonly<Record<string, unknown>>): void;
  downloading(receipt?: Readonly<Record<string, unknown>>): void;
  /**
   * The disk refused a paid picture with `error`: resolves when it should be fetched again. Throws
   * `AbortError`.
   */
  noRoom(error: unknown): Promise<void>;
  progress(step: number, steps: number): void;
  /** Number of other edits that the server does first. 0: it has begun. */
  ahead?(count: number): void;
  /** A picture of the unfinished result, as the service sent it. */
  preview?(preview: EnginePreview): void;
}

/** Why the signal of a run fires that the user cancels. It also fires when the app closes. */
export const CANCEL_REQUEST = new DOMException('The user canceled the run.', 'AbortError');

export function isCancelRequest(signal: AbortSignal): boolean {
  return signal.aborted && signal.reason === CANCEL_REQUEST;
}

/** Thrown by an engine when a run ended without a picture. */
export class RunFailure extends Error {
  readonly outcome: 'failed' | 'uncertain' | 'wait';
  readonly code: ErrorCode;
  readonly value: ErrorValue;
  readonly charged: Charge;
  readonly retryAfterMs: number | null;
  /** The cause is the account or the network, not the run: every other run would fail too. */
  readonly blocks: boolean;
  /** The service gave no reason and may have charged for it. */
  readonly unexplained: boolean;
  /** The service's message is about the uploaded picture. */
  readonly namesAsset: boolean;
  /** From `Engine.resume` of a sent run: the service has no trace of it, so it may be sent. */
  readonly neverArrived: boolean;
  /**
   * `failed`: it has ended. `uncertain`: it was sent and its outcome is unknown. `wait`: nothing was sent;
   * the run is requeued and retried when the network is back or after `retryAfterMs`. Once the service
   * accepted it, `wait` keeps its state, for `Engine.resume`. With `blocks`, it waits with all other runs of
   * its engine until the obstacle is gone; without `retryAfterMs`, until the user has removed it.
   */
  constructor(
    outcome: 'failed' | 'uncertain' | 'wait',
    error: ErrorValue,
    options: {
      readonly charged?: Charge;
      readonly retryAfterMs?: number;
      readonly blocks?: boolean;
      readonly unexplained?: boolean;
      readonly namesAsset?: boolean;
      readonly neverArrived?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(logText(error), { cause: options.cause });
    this.name = 'RunFailure';
    this.outcome = outcome;
    this.code = error.code;
    this.value = error;
    this.charged = options.charged ?? 'no';
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.blocks = options.blocks ?? false;
    this.unexplained = options.unexplained ?? false;
    this.namesAsset = options.namesAsset ?? false;
    this.neverArrived = options.neverArrived ?? false;
  }
}

/** Thrown when another writer changed the run’s state first. The catcher must stop updating this run. */
export class RunStateConflict extends Error {
  constructor(runId: number, from: RunState) {
    super(`run ${runId} is no longer ${from}`);
    this.name = 'RunStateConflict';
  }
}

/** Executes edits. */
export interface Engine {
  readonly id: EngineId;
  /** Its runs may cost money. Others are never recorded as charged, and don't count toward the daily cap. */
  readonly paid: boolean;
  /** Free and repeatable: an interrupted run can simply be repeated. Others are never sent twice by themselves. */
  readonly repeatable: boolean;
  /** Its runs stay `queued` without a network. */
  readonly needsNetwork: boolean;
  /**
   * It chooses the id of a run before sending it (`RunReporter.sending`), so that `resume` can also find out
   * about a run in `sending`, whose answer was lost.
   */
  readonly findsSent?: boolean;
  /**
   * Stops a sent run on its server when the user cancels it, and throws a `RunFailure` that was not charged if it
   * is stopped for certain. A sent run of other engines is only no longer waited for.
   */
  readonly cancels?: boolean;
  /**
   * Executes one edit and writes its pictures under `stagingDir`. Throws `RunFailure`, or `AbortError` if
   * `signal` fired.
   */
  run(job: {
    readonly edit: EditRecord;
    /**
     * The pictures the edit may see: one source (itself, or what was prepared from it), then references in
     * the user's order, then a mask. Never more than the model's capabilities allow.
     */
    readonly inputs: readonly EngineInput[];
    readonly stagingDir: string;
    readonly signal: AbortSignal;
    readonly reporter: RunReporter;
  }): Promise<EngineOutput>;
  /**
   * Fetches the pictures of a run that the service accepted before Reseed closed or lost the network. Must
   * not send anything that executes an edit. `receipt` is everything the reporter has received so far; the run
   * is `accepted` or `downloading`, or `sending` if the engine finds sent runs: then it reports `accepted`, or
   * throws a `RunFailure` that waits and has `neverArrived`, upon which the run is queued again. Without this
   * method such a run becomes `uncertain`.
   */
  resume?(job: {
    readonly edit: EditRecord;
    readonly remoteId: string;
    readonly receipt: Readonly<Record<string, unknown>>;
    readonly stagingDir: string;
    readonly signal: AbortSignal;
    readonly reporter: RunReporter;
  }): Promise<EngineOutput>;
}

/** A file format in the system's dialogs. `extensions` without the dot. */
export interface FileFormat {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** The operating system around the app. */
export interface Desktop {
  /** Returns the paths the user picked, none if the dialog was canceled. */
  pickPictures(): Promise<readonly string[]>;
  /** Returns the folder the user picked, or null if canceled. The dialog opens at `from`. */
  pickFolder(from: string | null): Promise<string | null>;
  /** Returns the path of the one file the user picked, or null if canceled. `extensions` without the dot. */
  pickFile(what: { readonly title: string; readonly extensions: readonly string[] }): Promise<string | null>;
  /**
   * Returns where the user wants to save a file, or null if canceled. `formats`: the offered formats, the
   * default first.
   */
  pickSaveFile(name: string, formats?: readonly FileFormat[]): Promise<string | null>;
  /** Copies a PNG file's picture to the clipboard. */
  copyPng(path: string): Promise<void>;
  /**
   * Starts dragging files out of the window while a mouse button is down. `icon` is a PNG or JPEG drag image;
   * null uses the app's icon. Resolves when the system has taken over.
   */
  startDrag(files: readonly string[], icon: string | null): void;
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): void;
  /** Moves a file to the operating system's trash. Throws if this location has none. */
  trash(path: string): Promise<void>;
  /** Shows a desktop notification unless the window has the focus. */
  notify(title: string, body: string): void;
  /** Prevents the machine from sleeping, or allows it again. */
  keepAwake(on: boolean): void;
  /** Shows progress on the dock or taskbar icon, 0 to 1. Null removes it. */
  showProgress(share: number | null): void;
}

/** The operating system's storage for secrets. */
export interface Keyring {
  /** Whether only this user can open what is sealed here. */
  isSecure(): Promise<boolean>;
  seal(text: string): Promise<Buffer>;
  open(sealed: Buffer): Promise<string>;
}
