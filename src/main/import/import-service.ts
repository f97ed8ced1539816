import { basename } from 'node:path';
import type { DroppedFile, PictureSource } from '@shared/contract.ts';
import { Failure } from '@shared/errors.ts';
import type { Emit } from '../bus.ts';
import type { Library } from '../library/library.ts';
import type { Imaging, Log } from '../ports.ts';
import type { PictureFetcher } from './fetch-picture.ts';
import { createImportFile } from './import-file.ts';
import { createImportQueue } from './import-queue.ts';
import { createImportRun, type ImportRun } from './import-run.ts';

export interface ImportService {
  /**
   * Starts importing dropped files and returns immediately. `uploads` has an address for each file without a
   * path, in order; the page PUTs the bytes there. Events report the progress. A drop may arrive in several
   * calls: `importId` is that of the first, `coming` is the number of files that follow.
   */
  start(
    files: readonly DroppedFile[],
    part?: { readonly importId: number | null; readonly coming: number },
  ): { importId: number; uploads: string[]; goesOn: boolean };
  /** Imports files and folders by path. */
  startPaths(paths: readonly string[]): { importId: number };
  /** Imports pictures of pages, fetched by address. */
  startAddresses(pictures: readonly PictureSource[]): { importId: number };
  /**
   * Receives the bytes of the `index`-th file of a drop. Resolves when it has been processed. Throws
   * `not-found` if the import doesn't expect it.
   */
  receive(importId: number, index: number, body: AsyncIterable<Uint8Array> | null): Promise<void>;
  /** Stops soon. Imported pictures stay. */
  cancel(importId: number): void;
  /** Stops all imports. Resolves when nothing is being written. */
  close(): Promise<void>;
}

export interface ImportDeps {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly emit: Emit;
  readonly fetcher: PictureFetcher;
  /** Whether a path belongs to a file that was dragged out of the window. */
  readonly isOwn?: (path: string) => boolean;
  /** Maximum time (ms) to wait for the page's uploads. */
  readonly uploadWaitMs?: number;
}

export function createImportService(deps: ImportDeps): ImportService {
  const { log, emit } = deps;
  const enqueue = createImportQueue((error) => log.error('import task failed', { error: String(error) }));
  const importFile = createImportFile(deps);
  const runs = new Map<number, ImportRun>();
  let lastId = 0;

  function begin(): ImportRun {
    lastId += 1;
    const importId = lastId;
    const run = createImportRun({
      importId,
      importFile: importFile,
      fetcher: deps.fetcher,
      isOwn: deps.isOwn ?? (() => false),
      enqueue,
      emit: (progress) => emit('import.progress', progress),
      onOver: () => runs.delete(importId),
      log,
      uploadWaitMs: deps.uploadWaitMs ?? 60_000,
    });
    runs.set(importId, run);
    return run;
  }

  const start: ImportService['start'] = (files, part) => {
    const known = part?.importId ?? null;
    const run = known === null ? begin() : runs.get(known);
    const importId = run?.importId ?? known ?? 0;
    const pathless = run?.add(files, part?.coming ?? 0) ?? [];
    return {
      importId,
      uploads: pathless.map((index) => `/import/${importId}/${index}`),
      goesOn: runs.has(importId),
    };
  };

  return {
    start,
    startPaths(paths) {
      const { importId } = start(paths.map((path) => ({ name: basename(path) || path, path })));
      return { importId };
    },
    startAddresses(pictures) {
      const { importId, addAddresses } = begin();
      addAddresses(pictures);
      return { importId };
    },
    async receive(importId, index, body) {
      const run = runs.get(importId);
      if (!run) throw new Failure('not-found');
      await run.receive(index, body);
    },
    cancel: (importId) => runs.get(importId)?.cancel(),
    async close() {
      const open = [...runs.values()];
      for (const run of open) run.cancel();
      await Promise.all(open.map((run) => run.ended));
      await deps.fetcher.close();
    },
  };
}
