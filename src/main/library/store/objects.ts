import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXTENSIONS, type ImageMime, Sha256, THUMB_SIZES, type ThumbSize } from '@shared/domain/image.ts';
import { sidecarPath } from '../sidecars/sidecar.ts';
import { type Disk, diskFailure, makeFolder, realDisk } from './disk.ts';
import { type Staged, type StageOptions, stageInto } from './staging.ts';
import { isWholeWebp } from './webp-file.ts';

/**
 * The files of a library: `objects/ab/<sha256>.<ext>`, beside each a sidecar (`sidecar.ts`), `thumbs/ab/<sha256>-<size>.webp` and `display/ab/<sha256>.png` (caches),
 * `tmp/` (staging, emptied at start). Paths come from a hash and a content type only, never from the database.
 */
export interface ObjectStore {
  /** Folder for files that are still being written; on the same file system as the store. */
  readonly stagingDir: string;
  stage(source: string | Buffer | AsyncIterable<Uint8Array>, options: StageOptions): Promise<Staged>;
  /**
   * Moves a staged file into the store for good: when it answers, a power cut no longer loses it. Answers its path.
   * From its first moment until `settled` the file is not taken out, though no row names it yet.
   */
  commit(staged: Pick<Staged, 'path' | 'sha256' | 'bytes'>, mime: ImageMime): Promise<string>;
  /** The rows of files that `commit` stored are written, or never will be; one call for each commit. */
  settled(...sha256s: readonly string[]): void;
  /**
   * Takes a file out of the store, and what shows it out of the caches, into `folder` under `name`: in one go, with nothing in
   * between. Null when there is no such file. Throws what the file system throws.
   */
  takeOut(sha256: string, mime: ImageMime, folder: string, name: string): string | null;
  /** Removes a stored file whose row could not be written, and its thumbnails, unless another commit of the same bytes waits for its row. */
  withdraw(sha256: string, mime: ImageMime): void;
  /** Whether a file was stored whose row is not written yet. */
  isHeld(sha256: string): boolean;
  /** Folder of the display copies. */
  readonly displayFolder: string;
  /** Moves a display copy into the cache. */
  commitDisplay(path: string, sha256: string): Promise<string>;
  displayPath(sha256: string): string;
  /** Removes what was made of a picture to show it: thumbnails and display copy. */
  forgetShown(sha256: string): void;
  /** Moves a thumbnail into the cache. */
  commitThumb(path: string, sha256: string, size: ThumbSize): Promise<string>;
  objectPath(sha256: string, mime: ImageMime): string;
  thumbPath(sha256: string, size: ThumbSize): string;
  hasThumb(sha256: string, size: ThumbSize): Promise<boolean>;
  /** A new name in the staging folder. */
  tempPath(extension: string): string;
  /** Drops staged files; one that is gone already is fine. */
  discard(...paths: readonly string[]): Promise<void>;
  /** Folder for copies of the database, made when first asked for. */
  backupsFolder(): Promise<string>;
}

/** Opens the store in `root`, making its folders, and empties the staging folder. */
export async function openObjectStore(root: string, disk: Disk = realDisk): Promise<ObjectStore> {
  const folder = (name: string) => join(root, name);
  const stagingDir = folder('tmp');
  await Promise.all(['objects', 'thumbs', 'tmp'].map((name) => makeFolder(disk, folder(name))));
  await sweep(stagingDir);

  // One promise a folder, so that whoever finds it there also waits until its name is on the disk.
  const made = new Map<string, Promise<void>>();
  function ensureFolder(path: string): Promise<void> {
    const known = made.get(path) ?? makeFolder(disk, path);
    made.set(path, known);
    known.catch(() => made.delete(path));
    return known;
  }

  async function moveTo(path: string, from: string): Promise<void> {
    await ensureFolder(dirname(path));
    try {
      await disk.rename(from, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      // Somebody emptied the cache while we run.
      made.delete(dirname(path));
      await ensureFolder(dirname(path));
      await disk.rename(from, path);
    }
  }

  // How many commits of these bytes wait for their rows.
  const held = new Map<string, number>();
  function hold(sha256: string, by: 1 | -1): void {
    const count = (held.get(sha256) ?? 0) + by;
    if (count > 0) held.set(sha256, count);
    else held.delete(sha256);
  }

  const store: ObjectStore = {
    stagingDir,
    stage: (source, options) => stageInto(stagingDir, disk, source, options),
    async commit(staged, mime) {
      const path = store.objectPath(staged.sha256, mime);
      hold(staged.sha256, 1);
      try {
        if ((await touchedSizeOf(path)) === staged.bytes) {
          await store.discard(staged.path);
        } else {
          await disk.syncFile(staged.path);
          await moveTo(path, staged.path);
        }
        await disk.syncFolder(dirname(path));
        return path;
      } catch (error) {
        hold(staged.sha256, -1);
        throw diskFailure(error);
      }
    },
    settled(...sha256s) {
      for (const sha256 of sha256s) hold(sha256, -1);
    },
    withdraw(sha256, mime) {
      if (held.has(sha256)) return;
      rmSync(store.objectPath(sha256, mime), { force: true });
      rmSync(sidecarPath(folder('objects'), sha256), { force: true });
      store.forgetShown(sha256);
    },
    isHeld: (sha256) => held.has(sha256),
    takeOut(sha256, mime, into, name) {
      const from = store.objectPath(sha256, mime);
      if (!statSync(from, { throwIfNoEntry: false })?.isFile()) return null;
      mkdirSync(into, { recursive: true });
      renameSync(from, join(into, name));
      // What the database knows of it is written anew when the file comes back.
      rmSync(sidecarPath(folder('objects'), sha256), { force: true });
      store.forgetShown(sha256);
      return join(into, name);
    },
    displayFolder: folder('display'),
    async commitDisplay(from, sha256) {
      const path = store.displayPath(sha256);
      try {
        await moveTo(path, from);
        return path;
      } catch (error) {
        throw diskFailure(error);
      }
    },
    displayPath(sha256) {
      const hash = Sha256.parse(sha256);
      return join(root, 'display', hash.slice(0, 2), `${hash}.png`);
    },
    forgetShown(sha256) {
      for (const size of THUMB_SIZES) rmSync(store.thumbPath(sha256, size), { force: true });
      rmSync(store.displayPath(sha256), { force: true });
    },
    async commitThumb(from, sha256, size) {
      const path = store.thumbPath(sha256, size);
      try {
        await moveTo(path, from);
        return path;
      } catch (error) {
        throw diskFailure(error);
      }
    },
    objectPath(sha256, mime) {
      const hash = Sha256.parse(sha256);
      return join(root, 'objects', hash.slice(0, 2), `${hash}.${EXTENSIONS[mime]}`);
    },
    thumbPath(sha256, size) {
      const hash = Sha256.parse(sha256);
      return join(root, 'thumbs', hash.slice(0, 2), `${hash}-${size}.webp`);
    },
    // Empty, of zeros or cut off: a power cut came before all of its content; it is made again.
    hasThumb: (sha256, size) => isWholeWebp(store.thumbPath(sha256, size)),
    tempPath: (extension) => join(stagingDir, `${randomUUID()}.${extension}`),
    async discard(...paths) {
      await Promise.all(paths.map((path) => rm(path, { force: true })));
    },
    async backupsFolder() {
      await ensureFolder(folder('backups'));
      return folder('backups');
    },
  };
  return store;
}

/** Size in bytes; -1 when there is no such file. */
async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  return info?.isFile() ? info.size : -1;
}

/** The same, having made the file young: the sweep leaves it alone until its row is written. */
async function touchedSizeOf(path: string): Promise<number> {
  const now = new Date();
  const found = await utimes(path, now, now).then(
    () => true,
    () => false,
  );
  return found ? sizeOf(path) : -1;
}

async function sweep(folder: string): Promise<void> {
  const left = await readdir(folder);
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
