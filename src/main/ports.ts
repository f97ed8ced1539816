import type { EditRecord } from '@shared/domain/edit.ts';
import type { FindMask, FinishRecipe } from '@shared/domain/finish.ts';
import type { EncodedMime, ImageMime } from '@shared/domain/image.ts';
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
  MergeChoice,
  MergeOutline,
  PictureInfo,
  PixelCounts,
} from '@shared/imaging.ts';

/** What services need of the world, given to them by `compose.ts`. Nothing here knows Electron or SQL. */

/** Milliseconds since 1970. */
export type Clock = () => number;

/** Milliseconds since some moment, for durations: unlike `Clock` it never jumps when the machine's time is set. */
export type Elapsed = () => number;

export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** A picture file on disk whose content type is known. */
export interface PictureFile {
  readonly path: string;
  readonly mime: ImageMime;
}

/** The hidden window that decodes. Every method throws a `Failure` (see `shared/errors.ts`) or `AbortError`. */
export interface Imaging {
  /** Decodes the whole picture once, writes a WebP thumbnail per entry of `thumbs` (longest edge in pixels). */
  inspect(
    picture: PictureFile,
    thumbs: readonly { readonly size: number; readonly path: string }[],
    signal?: AbortSignal,
  ): Promise<PictureInfo>;
  /** Returns whether the browser shows the picture otherwise than it is decoded. Reads the file without decoding it. */
  needsDisplay(picture: PictureFile): Promise<boolean>;
  /** With `findShift` also how far what is in the picture moved, which takes as long as all the rest. */
  compare(
    a: PictureFile,
    b: PictureFile,
    options: { readonly findShift: boolean; readonly signal?: AbortSignal },
  ): Promise<Comparison>;
  /** Carries out `edit` with the built-in filters and writes the result to `outPath`. */
  practice(
    source: PictureFile,
    edit: EditRecord,
    outPath: string,
    options: { readonly signal: AbortSignal; readonly onStep: (step: number, steps: number) => void },
  ): Promise<EncodedPicture>;
  /**
   * The whole upright picture without its metadata, scaled down when it has more than `maxPixels` or an edge longer than
   * `maxEdge`. `quality` 0 to 1, of JPEG and WebP.
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
   * What is sent of a source: cropped to the region or extended by the pad, without what is protected, scaled down to `maxPixels`, encoded.
   * `protect` is the path of the mask of what is protected, as large as the source; what lies under it is gone beyond recovery.
   */
  prepare(
    source: PictureFile,
    input: { readonly prepare: Prepare; readonly protect: string | null },
    to: EncodedMime,
    outPath: string,
    options: { readonly maxPixels: number; readonly signal?: AbortSignal },
  ): Promise<EncodedPicture>;
  /**
   * Finds what changed and writes it as a mask, as large as the source (with a pad: as the padded picture). `result` is what came back for
   * what `prepare` sent. Throws `finish-failed` with the reason `not-aligned` when it cannot be told.
   */
  findMask(
    source: PictureFile,
    result: PictureFile,
    input: { readonly prepare: Prepare; readonly find: FindMask },
    outPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<FoundMask>;
  /**
   * Puts a result back into its source and writes a PNG as large as the source (with a pad: as the padded picture), and the mask that was
   * used: within the region, without what is protected. `mask` is the path of the drawn mask; null when the recipe's is another kind.
   * Throws `finish-failed` with the reasons `not-aligned`, `content-changed` (carry-over), `no-change-found` (a found mask that is empty)
   * and `sizes-differ`. Nothing is guessed.
   */
  finish(
    source: PictureFile,
    result: PictureFile,
    input: {
      readonly prepare: Prepare;
      readonly recipe: FinishRecipe;
      readonly mask: string | null;
      readonly protect: string | null;
    },
    out: { readonly picturePath: string; readonly maskPath: string },
    options?: {
      readonly signal?: AbortSignal;
      readonly onStep?: (step: number, steps: number) => void;
    },
  ): Promise<FinishOutput>;
  /**
   * Counts what differs between a source and a finished picture, both decoded from their files, inside and outside the mask that `finish`
   * wrote. A finished picture that is larger has the source in its middle, as a pad puts it.
   */
  certify(
    source: PictureFile,
    finished: PictureFile,
    maskPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<PixelCounts>;
  /**
   * Compares two branches with the picture both came from, pixel by pixel: what one side changed, and the parts that both changed in
   * their own way. Throws `finish-failed` with the reason `sizes-differ` when the three have not one size.
   */
  planMerge(
    base: PictureFile,
    a: PictureFile,
    b: PictureFile,
    options?: { readonly signal?: AbortSignal },
  ): Promise<MergeOutline>;
  /** Writes the merged picture as a PNG. `choices` has one for each conflict of `planMerge`, in its order; `bad-request` otherwise. */
  merge(
    base: PictureFile,
    a: PictureFile,
    b: PictureFile,
    choices: readonly MergeChoice[],
    outPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<EncodedPicture>;
  /**
   * Writes the map of which step of a chain of pictures of one size last changed each pixel (`finish/blame.ts` reads it). `chain`: the oldest
   * first, at most `BLAME_MAX_PICTURES`.
   */
  blame(
    chain: readonly PictureFile[],
    outPath: string,
    options?: { readonly signal?: AbortSignal },
  ): Promise<BlameShares>;
}

/** A finished picture an engine hands over: a file in the store's staging folder, not yet hashed. */
export interface EngineResult {
  readonly path: string;
  readonly mime: ImageMime;
}

/**
 * What an engine tells the ledger while it works. Each call returns only when the state is on disk, so an engine calls it
 * *before* the side effect it names. What a paid service answered is kept in memory while the disk takes nothing.
 */
export interface RunReporter {
  uploading(): void;
  /** Before the first byte of the paid request. */
  sending(receipt?: Readonly<Record<string, unknown>>): void;
  /** Before a paid request that never left is tried again. Throws when it is no longer to be sent. */
  sendingAgain(): void;
  /** The service took it: its id, before anything else is asked. */
  accepted(remoteId: string, receipt?: Readonly<Record<string, unknown>>): void;
  downloading(receipt?: Readonly<Record<string, unknown>>): void;
  /** The disk refused a paid picture with `error`: resolves when it is time to fetch it again. Throws `AbortError`. */
  noRoom(error: unknown): Promise<void>;
  progress(step: number, steps: number): void;
}

/** How an engine says that a run ended without a picture. */
export class RunFailure extends Error {
  readonly outcome: 'failed' | 'uncertain' | 'wait';
  readonly code: ErrorCode;
  readonly value: ErrorValue;
  readonly charged: Charge;
  readonly retryAfterMs: number | null;
  /** The obstacle belongs to the account or the network, not to the run: every other run would meet it too. */
  readonly blocks: boolean;
  /** The service refused without a word that tells why, and may have charged for it. */
  readonly unexplained: boolean;
  /** What the service said is about the uploaded picture. */
  readonly namesAsset: boolean;
  /**
   * `failed`: it is over. `uncertain`: it was sent and nobody knows. `wait`: nothing was sent; the run goes back to
   * `queued` and is tried again when the network is back or after `retryAfterMs`. Once the service accepted it, `wait`
   * keeps the run where it is, for `Engine.resume`. A run that `blocks` waits with all others of its engine until the
   * obstacle is gone; without `retryAfterMs` until the user has removed it.
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
  }
}

/** Thrown when another writer changed the run’s state first. The catcher must stop updating this run. */
export class RunStateConflict extends Error {
  constructor(runId: number, from: RunState) {
    super(`run ${runId} is no longer ${from}`);
    this.name = 'RunStateConflict';
  }
}

/** What carries out an edit. */
export interface Engine {
  readonly id: EngineId;
  /** Free and repeatable: a run cut off in the middle may simply be done again. */
  readonly repeatable: boolean;
  /** Its runs wait in `queued` while there is no network. */
  readonly needsNetwork: boolean;
  /**
   * Carries out one edit and writes the pictures it made under `stagingDir`.
   * Throws `RunFailure`, or `AbortError` when `signal` fired.
   */
  run(job: {
    readonly edit: EditRecord;
    /** What of the source the edit may see, with the SHA-256 of its file: the source itself, or what was prepared of it. */
    readonly source: PictureFile & { readonly sha256: string };
    readonly stagingDir: string;
    readonly signal: AbortSignal;
    readonly reporter: RunReporter;
  }): Promise<readonly EngineResult[]>;
  /**
   * Fetches the pictures of a run that the service had accepted before Reseed was closed or lost the network.
   * Must send nothing that costs. `receipt` is all the journal was given so far; the journal stands at `accepted`
   * or `downloading`. Without this method such a run becomes `uncertain`.
   */
  resume?(job: {
    readonly edit: EditRecord;
    readonly remoteId: string;
    readonly receipt: Readonly<Record<string, unknown>>;
    readonly stagingDir: string;
    readonly signal: AbortSignal;
    readonly reporter: RunReporter;
  }): Promise<readonly EngineResult[]>;
}

/** A format of files in the system's dialogs; `extensions` without the dot. */
export interface FileFormat {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** The operating system around the app. */
export interface Desktop {
  /** Paths of the files the user picked; none when the dialog was closed. */
  pickPictures(): Promise<readonly string[]>;
  /** A folder the user picked; null when the dialog was closed. `from` is where it opens. */
  pickFolder(from: string | null): Promise<string | null>;
  /** Path of the one file the user picked; null when the dialog was closed. `extensions` without the dot. */
  pickFile(what: { readonly title: string; readonly extensions: readonly string[] }): Promise<string | null>;
  /** Where the user wants a file saved; null when the dialog was closed. `formats`: those that are offered, the usual one first. */
  pickSaveFile(name: string, formats?: readonly FileFormat[]): Promise<string | null>;
  /** Puts a PNG file's picture on the clipboard. */
  copyPng(path: string): Promise<void>;
  /**
   * Begins to drag files out of the window, while a mouse button is down. `icon` is a PNG or JPEG that goes with the pointer; null:
   * that of the app. Answers when the system has taken over.
   */
  startDrag(files: readonly string[], icon: string | null): void;
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): void;
  /** Puts a file into the operating system's trash. Throws when there is none for this place. */
  trash(path: string): Promise<void>;
  /** A desktop notification, unless the window has the focus. */
  notify(title: string, body: string): void;
  /** Keeps the machine from going to sleep, or lets it sleep again. */
  keepAwake(on: boolean): void;
  /** Progress on the dock or taskbar icon, 0 to 1; null takes it away. */
  showProgress(share: number | null): void;
}

/** A place of the operating system's for secrets. */
export interface Keyring {
  /** Whether what is sealed here can be opened by this user only. */
  isSecure(): Promise<boolean>;
  seal(text: string): Promise<Buffer>;
  open(sealed: Buffer): Promise<string>;
}
