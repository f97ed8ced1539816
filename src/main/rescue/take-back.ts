import { stat, utimes } from 'node:fs/promises';
import { extname } from 'node:path';
import type { ImageRecord } from '@shared/domain/image.ts';
import PQueue from 'p-queue';
import type { Emit } from '../bus.ts';
import { isRefusedWrite } from '../disk-errors.ts';
import { createImportFile } from '../import/import-file.ts';
import { imageWithBytes, type NewImport } from '../library/images/images.ts';
import type { Library } from '../library/library.ts';
import { type StoredFile, withoutRow } from '../library/store/orphans.ts';
import type { Imaging, Log } from '../ports.ts';

/** Number of files read at the same time. */
const AT_ONCE = 4;

export interface TakenBack {
  readonly taken: number;
  /** Number of files that aren't valid pictures. They stay in place. */
  readonly refused: number;
}

interface TakeBackDeps {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly emit: Emit;
}

/**
 * Imports files of the store as pictures, each with its own bytes and its file's age. Names are made from
 * hashes, because the original names were in the lost rows. The library may be in use: a file that the user
 * imports in the meantime keeps the row of that import. Throws errors that stop all of them, such as
 * `disk-full`.
 */
export async function takeBack(
  { library, imaging, log, emit }: TakeBackDeps,
  files: readonly StoredFile[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<TakenBack> {
  const dated = await Promise.all(files.map(async (file) => ({ ...file, writtenAt: await writtenAt(file) })));
  dated.sort((a, b) => a.writtenAt - b.writtenAt);
  const times = new Map(dated.map(({ sha256, writtenAt }) => [sha256, writtenAt]));
  /** In one transaction. Returns the image of each file, in their order. */
  function addImports(pictures: readonly NewImport[]): ImageRecord[] {
    const known = pictures.map(({ sha256 }) => imageWithBytes(library.db, sha256));
    const added = library.addImports(
      pictures
        .filter((_, at) => known[at] === null)
        .map((picture) => ({ ...picture, createdAt: times.get(picture.sha256) })),
    );
    const next = added.values();
    return known.flatMap((image) => image ?? next.next().value ?? []);
  }
  const importFile = createImportFile({ library: { ...library, addImports }, imaging, log, emit });
  const queue = new PQueue({ concurrency: AT_ONCE });
  let [done, taken, refused] = [0, 0, 0];
  const one = async (file: (typeof dated)[number]) => {
    signal.throwIfAborted();
    try {
      if (withoutRow(library.db, [file]).length === 0) return;
      await importFile(nameFor(file), file.path, signal, () => {});
      taken += 1;
      // The store touched the file while it waited for its row.
      const seconds = file.writtenAt / 1000;
      await utimes(file.path, seconds, seconds).catch(() => {});
    } catch (error) {
      if (signal.aborted || isRefusedWrite(error)) throw error;
      refused += 1;
      log.warn('failed to import stored file', { file: file.name, error: String(error) });
    } finally {
      done += 1;
      onProgress(done);
    }
  };
  try {
    await queue.addAll(dated.map((file) => () => one(file)));
  } finally {
    // One error ends them all, and none may be written after this has returned.
    queue.clear();
    await queue.onIdle();
  }
  return { taken, refused };
}

const nameFor = ({ sha256, name }: StoredFile) => `${sha256.slice(0, 12)}${extname(name)}`;

async function writtenAt({ path }: StoredFile): Promise<number> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? 0;
}
