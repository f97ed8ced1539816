import { stat } from 'node:fs/promises';
import type { DroppedFile, PictureSource } from '@shared/contract.ts';
import type { ImportProgress } from '@shared/domain/import.ts';
import { errorValueOf, Failure } from '@shared/errors.ts';
import { cleanName } from '../library/names.ts';
import type { Log } from '../ports.ts';
import { nameOfAddress, type PictureFetcher } from './fetch-picture.ts';
import { baseName, type FilePath, findPath } from './file-path.ts';
import type { ImportFile } from './import-file.ts';
import { createProgressTracker, type Entry, type Item } from './import-progress.ts';
import { isSystemItem } from './left-out.ts';
import { throttle } from './throttle.ts';
import { walkFolder } from './walk.ts';

const PROGRESS_EVERY_MS = 100;

/** One drop, from its first file to its last. */
export interface ImportRun {
  readonly importId: number;
  /**
   * Adds files of the drop. `coming` more follow in later calls. Returns the indexes of the files without a
   * path; `receive` gets their bytes.
   */
  add(files: readonly DroppedFile[], coming: number): number[];
  /** Adds pictures that are fetched by address, all of them in one call. */
  addAddresses(pictures: readonly PictureSource[]): void;
  receive(index: number, body: AsyncIterable<Uint8Array> | null): Promise<void>;
  cancel(): void;
  /** Resolves when nothing is being written anymore. */
  readonly ended: Promise<void>;
}

export interface ImportRunOptions {
  readonly importId: number;
  readonly importFile: ImportFile;
  /** Runs the work when a slot is free. */
  readonly enqueue: (work: () => Promise<void>) => void;
  /** Never throws. */
  readonly emit: (progress: ImportProgress) => void;
  readonly onOver: () => void;
  readonly log: Log;
  readonly fetcher: Pick<PictureFetcher, 'fetch'>;
  /** Whether a path belongs to a file that was dragged out of the window. Such files are skipped. */
  readonly isOwn: (path: string) => boolean;
  /** Maximum time (ms) to wait for the page's uploads, or for the remaining files of the drop. */
  readonly uploadWaitMs: number;
}

export function createImportRun(options: ImportRunOptions): ImportRun {
  const { importId, importFile, emit, log } = options;
  const tracker = createProgressTracker();
  const abort = new AbortController();
  const { signal } = abort;
  // Cancel handlers of the work that has not started.
  const waiting = new Set<() => void>();
  const uploads = new Map<number, { readonly item: Item; readonly giveUp: () => void }>();
  const progress = throttle(() => emit(tracker.snapshot(importId, 'running')), PROGRESS_EVERY_MS);
  let pageTimer: NodeJS.Timeout | undefined;
  const ended = Promise.withResolvers<void>();
  let over = false;
  let firstTold = false;
  let nextIndex = 0;

  /** Emits the progress. The last event reports the end of the import. */
  function moved(): void {
    if (over) return;
    pageTimer?.refresh();
    if (!tracker.isOver()) {
      // Emitted immediately, because the page selects it.
      if (!firstTold && tracker.firstImageId() !== null) {
        firstTold = true;
        progress.stop();
      }
      progress.ask();
      return;
    }
    over = true;
    progress.stop();
    clearTimeout(pageTimer);
    options.onOver();
    ended.resolve();
    emit(tracker.snapshot(importId, signal.aborted ? 'cancelled' : 'done'));
  }

  /** `work` may release its slot before it is done. */
  function whenItsTurn(giveUp: () => void, work: (free: () => void) => Promise<void>): void {
    waiting.add(giveUp);
    options.enqueue(async () => {
      if (!waiting.delete(giveUp)) return;
      const turn = Promise.withResolvers<void>();
      // Settle the files in every case: an import that never ends would keep the app from closing.
      const done = work(turn.resolve)
        .catch((error: unknown) => {
          log.error('import task failed', { error: String(error) });
          giveUp();
        })
        .then(moved);
      await Promise.race([turn.promise, done]);
    });
  }

  async function readItem(
    item: Item,
    source: FilePath | AsyncIterable<Uint8Array>,
    free: () => void,
  ): Promise<void> {
    try {
      tracker.settle(item, await importFile(item.name, source, signal, free, added(item)));
    } catch (error) {
      if (signal.aborted) drop(item);
      else refuse(item, error);
    }
  }

  /** The page shows the tile now, and selects it if it is the first, without waiting for larger thumbnails. */
  function added(item: Item): (imageId: number) => void {
    return (imageId) => {
      item.imageId = imageId;
      moved();
    };
  }

  function drop(item: Item): void {
    tracker.settle(item, { kind: 'dropped' });
  }

  function refuse(item: Item, error: unknown): void {
    if (!(error instanceof Failure)) log.error('import failed', { file: item.name, error: String(error) });
    const value = errorValueOf(error);
    tracker.settle(item, { kind: 'refused', refusal: { name: item.name, ...value } });
  }

  async function readEntry(entry: Entry, name: string, given: string, free: () => void): Promise<void> {
    const path = await findPath(given);
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
    if (isFolder) {
      await readFolder(entry, path);
      tracker.closeEntry(entry);
    } else {
      const item = tracker.addItem(entry, cleanName(path === given ? name : baseName(path)));
      tracker.closeEntry(entry);
      await readItem(item, path, free);
    }
  }

  async function readFolder(entry: Entry, path: FilePath): Promise<void> {
    try {
      for await (const found of walkFolder(path, signal)) {
        if (found.kind === 'left-out') {
          tracker.leaveOut(cleanName(found.name));
          continue;
        }
        const item = tracker.addItem(entry, cleanName(found.name));
        if (found.kind === 'problem') refuse(item, found.error);
        else
          whenItsTurn(
            () => drop(item),
            (free) => readItem(item, found.path, free),
          );
        moved();
      }
      if (entry.items.length === 0) tracker.addEmptyFolder(cleanName(baseName(path)));
    } catch (error) {
      if (!signal.aborted) refuse(tracker.addItem(entry, cleanName(baseName(path))), error);
    }
  }

  /** Tries the addresses in order and takes the first that returns a picture. */
  async function readAddress(
    item: Item,
    { addresses, shortcut }: PictureSource,
    free: () => void,
  ): Promise<void> {
    let reason: unknown = null;
    for (const address of addresses) {
      try {
        const outcome = await options.fetcher.fetch(address, signal, (body) =>
          importFile(nameOfAddress(address), body, signal, free, added(item)),
        );
        tracker.settle(item, outcome);
        return;
      } catch (error) {
        // The first address is the preferred one, so report its error.
        reason ??= error;
        if (signal.aborted) break;
      }
    }
    if (signal.aborted) drop(item);
    else if (shortcut !== null && reason instanceof Failure && reason.code === 'not-a-picture')
      refuse(item, new Failure('not-a-picture', { reason: 'link-to-no-picture' }));
    else refuse(item, reason);
  }

  function addFile({ name, path }: DroppedFile, index: number, isAlone: boolean): boolean {
    if (path === null) {
      awaitUpload(index, name);
      return true;
    }
    if (options.isOwn(path)) return false;
    if (!isAlone && isSystemItem(name)) {
      tracker.leaveOut(cleanName(name));
      return false;
    }
    const entry = tracker.addEntry();
    whenItsTurn(
      () => {
        if (entry.items.length === 0) drop(tracker.addItem(entry, cleanName(name)));
        tracker.closeEntry(entry);
      },
      (free) => readEntry(entry, name, path, free),
    );
    return false;
  }

  function awaitUpload(index: number, name: string): void {
    const entry = tracker.addEntry();
    const item = tracker.addItem(entry, cleanName(name));
    tracker.closeEntry(entry);
    const giveUp = () => drop(item);
    uploads.set(index, { item, giveUp });
    waiting.add(giveUp);
  }

  /** The page may have closed or dropped an upload: stop waiting for it. */
  function stopWaiting(): void {
    for (const { item, giveUp } of uploads.values()) {
      waiting.delete(giveUp);
      refuse(item, new Failure('file-unreadable', { reason: 'never-came' }));
    }
    uploads.clear();
    tracker.setComing(0);
    moved();
  }

  return {
    importId,
    ended: ended.promise,
    add(files, coming) {
      if (over || signal.aborted) return [];
      const isAlone = nextIndex === 0 && files.length + coming === 1;
      tracker.setComing(coming);
      const pathless: number[] = [];
      for (const file of files) {
        if (addFile(file, nextIndex, isAlone)) pathless.push(nextIndex);
        nextIndex += 1;
      }
      if (uploads.size > 0 || coming > 0) pageTimer ??= setTimeout(stopWaiting, options.uploadWaitMs);
      moved();
      return pathless;
    },
    addAddresses(pictures) {
      for (const picture of pictures) {
        const entry = tracker.addEntry();
        const [first = ''] = picture.addresses;
        const item = tracker.addItem(entry, cleanName(picture.shortcut ?? nameOfAddress(first)));
        tracker.closeEntry(entry);
        whenItsTurn(
          () => drop(item),
          (free) => readAddress(item, picture, free),
        );
      }
      moved();
    },
    receive(index, body) {
      const upload = uploads.get(index);
      if (!upload || signal.aborted) return Promise.reject(new Failure('not-found'));
      uploads.delete(index);
      waiting.delete(upload.giveUp);
      pageTimer?.refresh();
      return new Promise((resolve, reject) => {
        whenItsTurn(
          () => {
            drop(upload.item);
            reject(new Failure('import-cancelled'));
          },
          (free) => readItem(upload.item, body ?? nothing(), free).then(resolve),
        );
      });
    },
    cancel() {
      abort.abort();
      for (const giveUp of waiting) giveUp();
      waiting.clear();
      uploads.clear();
      tracker.setComing(0);
      moved();
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
