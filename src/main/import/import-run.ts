import { stat } from 'node:fs/promises';
import type { DroppedFile } from '@shared/contract.ts';
import type { ImportProgress } from '@shared/domain/import.ts';
import { Failure } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { cleanName } from '../library/names.ts';
import type { Log } from '../ports.ts';
import { nameOfAddress, type PictureFetcher } from './fetch-picture.ts';
import type { TakeIn } from './file-intake.ts';
import { createTally, type Entry, type Item } from './tally.ts';
import { throttle } from './throttle.ts';
import { walkFolder } from './walk.ts';

const PROGRESS_EVERY_MS = 100;

/** One drop, from its first file to its last. */
export interface ImportRun {
  begin(files: readonly DroppedFile[]): void;
  /** The same for pictures that are fetched by their addresses. */
  beginAddresses(addresses: readonly string[]): void;
  receive(index: number, body: AsyncIterable<Uint8Array> | null): Promise<void>;
  cancel(): void;
  /** Fulfilled when nothing of it is written any more. */
  readonly ended: Promise<void>;
}

export interface ImportRunOptions {
  readonly importId: number;
  readonly takeIn: TakeIn;
  /** Runs the work when it is its turn; the work never throws. */
  readonly enqueue: (work: () => Promise<void>) => void;
  readonly emit: (progress: ImportProgress) => void;
  readonly onOver: () => void;
  readonly log: Log;
  readonly fetcher: Pick<PictureFetcher, 'fetch'>;
  /** Whether a path is one of a file that was dragged out of the window: it is passed over. */
  readonly isOwn: (path: string) => boolean;
  /** How long the page may leave its uploads waiting, in milliseconds. */
  readonly uploadWaitMs: number;
}

export function createImportRun(options: ImportRunOptions): ImportRun {
  const { importId, takeIn, emit, log } = options;
  const tally = createTally();
  const abort = new AbortController();
  const { signal } = abort;
  // What to do with each piece of work that has not begun when the user cancels.
  const waiting = new Set<() => void>();
  const uploads = new Map<number, { readonly item: Item; readonly giveUp: () => void }>();
  const progress = throttle(() => emit(tally.snapshot(importId, 'running')), PROGRESS_EVERY_MS);
  let uploadTimer: NodeJS.Timeout | undefined;
  const ended = Promise.withResolvers<void>();
  let over = false;

  /** Tells how far it is; the last time, that it is over. */
  function moved(): void {
    if (over) return;
    uploadTimer?.refresh();
    if (!tally.isOver()) {
      progress.ask();
      return;
    }
    over = true;
    progress.stop();
    clearTimeout(uploadTimer);
    options.onOver();
    ended.resolve();
    emit(tally.snapshot(importId, signal.aborted ? 'cancelled' : 'done'));
  }

  /** `work` may let the next one have its turn before it is done. */
  function whenItsTurn(giveUp: () => void, work: (free: () => void) => Promise<void>): void {
    waiting.add(giveUp);
    options.enqueue(async () => {
      if (!waiting.delete(giveUp)) return;
      const turn = Promise.withResolvers<void>();
      const done = work(turn.resolve).then(moved);
      await Promise.race([turn.promise, done]);
    });
  }

  async function readItem(
    item: Item,
    source: string | AsyncIterable<Uint8Array>,
    free: () => void,
  ): Promise<void> {
    try {
      tally.settle(item, await takeIn(item.name, source, signal, free));
    } catch (error) {
      if (signal.aborted) drop(item);
      else refuse(item, error);
    }
  }

  function drop(item: Item): void {
    tally.settle(item, { kind: 'dropped' });
  }

  function refuse(item: Item, error: unknown): void {
    if (!(error instanceof Failure))
      log.error('file not taken in', { file: item.name, error: String(error) });
    const { code, message } = error instanceof Failure ? error : new Failure('internal');
    tally.settle(item, { kind: 'refused', refusal: { name: item.name, code, message } });
  }

  async function readEntry(entry: Entry, name: string, path: string, free: () => void): Promise<void> {
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
    if (isFolder) {
      await readFolder(entry, path);
      tally.closeEntry(entry);
    } else {
      const item = tally.addItem(entry, cleanName(name));
      tally.closeEntry(entry);
      await readItem(item, path, free);
    }
  }

  async function readFolder(entry: Entry, path: string): Promise<void> {
    try {
      for await (const found of walkFolder(path, signal)) {
        const item = tally.addItem(entry, cleanName(found.name));
        if (found.kind === 'problem') refuse(item, found.error);
        else
          whenItsTurn(
            () => drop(item),
            (free) => readItem(item, found.path, free),
          );
        moved();
      }
    } catch (error) {
      if (!signal.aborted) refuse(tally.addItem(entry, cleanName(path)), error);
    }
  }

  async function readAddress(item: Item, address: string, free: () => void): Promise<void> {
    try {
      const outcome = await options.fetcher.fetch(address, signal, (body) =>
        takeIn(item.name, body, signal, free),
      );
      tally.settle(item, outcome);
    } catch (error) {
      if (signal.aborted) drop(item);
      else refuse(item, error);
    }
  }

  function awaitUpload(index: number, name: string): void {
    const entry = tally.addEntry();
    const item = tally.addItem(entry, cleanName(name));
    tally.closeEntry(entry);
    const giveUp = () => drop(item);
    uploads.set(index, { item, giveUp });
    waiting.add(giveUp);
  }

  /** The page went away, or forgot: nobody waits for ever. */
  function refuseLateUploads(): void {
    for (const { item, giveUp } of uploads.values()) {
      waiting.delete(giveUp);
      refuse(item, new Failure('file-unreadable', t.transfer.folders.neverCame));
    }
    uploads.clear();
    moved();
  }

  return {
    ended: ended.promise,
    begin(files) {
      for (const [index, { name, path }] of files.entries()) {
        if (path === null) awaitUpload(index, name);
        else if (options.isOwn(path)) continue;
        else {
          const entry = tally.addEntry();
          whenItsTurn(
            () => {
              drop(tally.addItem(entry, cleanName(name)));
              tally.closeEntry(entry);
            },
            (free) => readEntry(entry, name, path, free),
          );
        }
      }
      if (uploads.size > 0) uploadTimer = setTimeout(refuseLateUploads, options.uploadWaitMs);
      moved();
    },
    beginAddresses(addresses) {
      for (const address of addresses) {
        const entry = tally.addEntry();
        const item = tally.addItem(entry, cleanName(nameOfAddress(address)));
        tally.closeEntry(entry);
        whenItsTurn(
          () => drop(item),
          (free) => readAddress(item, address, free),
        );
      }
      moved();
    },
    receive(index, body) {
      const upload = uploads.get(index);
      if (!upload || signal.aborted) return Promise.reject(new Failure('not-found'));
      uploads.delete(index);
      waiting.delete(upload.giveUp);
      uploadTimer?.refresh();
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
      moved();
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
