import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  EXTENSIONS,
  type ImageMime,
  Sha256,
  THUMB_SIZES,
  type ThumbMime,
  type ThumbSize,
} from '@shared/domain/image.ts';
import { hasHash } from '../../files/hash-file.ts';
import type { PictureFile } from '../../ports.ts';
import { sidecarPath, UNREADABLE_ENDING } from '../sidecars/sidecar.ts';
import { type Disk, diskFailure, makeFolder, realDisk } from './disk.ts';
import { type Staged, type StageOptions, stageInto } from './staging.ts';
import { isWholeThumb } from './thumb-file.ts';

/**
 * A library's files: `objects/ab/<sha256>.<ext>`, each with a sidecar (`sidecar.ts`),
 * `thumbs/ab/<sha256>-<size>.<ext>` and `display/ab/<sha256>.png` (caches), `tmp/` (staging, emptied at
 * start). Paths are derived from a hash and a content type, never read from the database.
 */
export interface ObjectStore {
  /** Folder for incomplete files, on the same file system as the store. */
  readonly stagingDir: string;
  stage(source: string | Buffer | AsyncIterable<Uint8Array>, options: StageOptions): Promise<Staged>;
  /** Begins to sync a staged file that will probably be committed, while it is still being checked. */
  syncAhead(staged: Pick<Staged, 'path' | 'sha256'>, mime: ImageMime): void;
  /**
   * Moves a staged file into the store and returns its path. Once it resolves, a power cut no longer loses
   * the file. Until `settled`, the file isn't removed even though no row references it.
   */
  commit(staged: Pick<Staged, 'path' | 'sha256' | 'bytes'>, mime: ImageMime): Promise<string>;
  /** The rows of committed files are written or never will be. Call it once per commit. */
  settled(...sha256s: readonly string[]): void;
  /**
   * Moves a file out of the store into `folder` under `name` and removes its cached versions, synchronously.
   * Null if there is no such file. Throws file system errors.
   */
  takeOut(sha256: string, mime: ImageMime, folder: string, name: string): string | null;
  /**
   * Removes a stored file whose row could not be written, and its thumbnails, unless another commit of the
   * same bytes is pending.
   */
  withdraw(sha256: string, mime: ImageMime): void;
  /** Whether a stored file's row is still pending. */
  isHeld(sha256: string): boolean;
  /** Folder of the display copies. */
  readonly displayFolder: string;
  /** Moves a display copy into the cache. */
  commitDisplay(path: string, sha256: string): Promise<string>;
  displayPath(sha256: string): string;
  /** Removes an image's thumbnails and display copy. */
  forgetShown(sha256: string): void;
  /** Moves a thumbnail into the cache. */
  commitThumb(path: string, sha256: string, size: ThumbSize, mime: ThumbMime): Promise<string>;
  objectPath(sha256: string, mime: ImageMime): string;
  thumbPath(sha256: string, size: ThumbSize, mime: ThumbMime): string;
  /** Returns a cached thumbnail in any format, or null if it must be made. */
  thumbFile(sha256: string, size: ThumbSize): Promise<PictureFile | null>;
  /** Returns a new path in the staging folder. */
  tempPath(extension: string): string;
  /** Deletes staged files. Missing ones are ignored. */
  discard(...paths: readonly string[]): Promise<void>;
  /** Folder for copies of the database, created on first use. */
  backupsFolder(): Promise<string>;
}

/** A JPEG's thumbnails were WebP in earlier versions. */
const THUMB_MIMES = ['image/jpeg', 'image/webp'] as const satisfies readonly ThumbMime[];

/** Opens the store in `root`, creates its folders, and empties the staging folder. */
export async function openObjectStore(root: string, disk: Disk = realDisk): Promise<ObjectStore> {
  const folder = (name: string) => join(root, name);
  const stagingDir = folder('tmp');
  await Promise.all(['objects', 'thumbs', 'tmp'].map((name) => makeFolder(disk, folder(name))));
  await sweep(stagingDir);

  // One promise per folder, so that concurrent callers also wait until its entry is synced.
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
      // The cache was deleted while the app is running.
      made.delete(dirname(path));
      await ensureFolder(dirname(path));
      await disk.rename(from, path);
    }
  }

  /** Staged files that are being synced, or are synced, by path. */
  const synced = new Map<string, Promise<void>>();

  // Number of pending commits by hash.
  const held = new Map<string, number>();
  function hold(sha256: string, by: 1 | -1): void {
    const count = (held.get(sha256) ?? 0) + by;
    if (count > 0) held.set(sha256, count);
    else held.delete(sha256);
  }

  function removeSidecars(sha256: string): void {
    const path = sidecarPath(folder('objects'), sha256);
    for (const each of [path, `${path}${UNREADABLE_ENDING}`]) rmSync(each, { force: true });
  }

  const store: ObjectStore = {
    stagingDir,
    stage: (source, options) => stageInto(stagingDir, disk, source, options),
    syncAhead({ path, sha256 }, mime) {
      const done = Promise.all([
        disk.syncFile(path),
        ensureFolder(dirname(store.objectPath(sha256, mime))),
      ]).then(() => {});
      // `commit` reports it.
      done.catch(() => {});
      synced.set(path, done);
    },
    async commit(staged, mime) {
      const path = store.objectPath(staged.sha256, mime);
      hold(staged.sha256, 1);
      try {
        if ((await touchedSizeOf(path)) === staged.bytes && (await hasHash(path, staged.sha256))) {
          await store.discard(staged.path);
        } else {
          await (synced.get(staged.path) ?? disk.syncFile(staged.path));
          synced.delete(staged.path);
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
      removeSidecars(sha256);
      store.forgetShown(sha256);
    },
    isHeld: (sha256) => held.has(sha256),
    takeOut(sha256, mime, into, name) {
      const from = store.objectPath(sha256, mime);
      if (!statSync(from, { throwIfNoEntry: false })?.isFile()) return null;
      mkdirSync(into, { recursive: true });
      renameSync(from, join(into, name));
      // The sidecar is rewritten when the file comes back.
      removeSidecars(sha256);
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
      for (const size of THUMB_SIZES)
        for (const mime of THUMB_MIMES) rmSync(store.thumbPath(sha256, size, mime), { force: true });
      rmSync(store.displayPath(sha256), { force: true });
    },
    async commitThumb(from, sha256, size, mime) {
      const path = store.thumbPath(sha256, size, mime);
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
    thumbPath(sha256, size, mime) {
      const hash = Sha256.parse(sha256);
      return join(root, 'thumbs', hash.slice(0, 2), `${hash}-${size}.${EXTENSIONS[mime]}`);
    },
    async thumbFile(sha256, size) {
      for (const mime of THUMB_MIMES) {
        const path = store.thumbPath(sha256, size, mime);
        // Empty, zeroed or truncated by a power cut: make it again.
        if (await isWholeThumb(path)) return { path, mime };
      }
      return null;
    },
    tempPath: (extension) => join(stagingDir, `${randomUUID()}.${extension}`),
    async discard(...paths) {
      await Promise.all(
        paths.map(async (path) => {
          await synced.get(path)?.catch(() => {});
          synced.delete(path);
          await rm(path, { force: true });
        }),
      );
    },
    async backupsFolder() {
      await ensureFolder(folder('backups'));
      return folder('backups');
    },
  };
  return store;
}

/** Size in bytes, or -1 if there is no such file. */
async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  return info?.isFile() ? info.size : -1;
}

/** Touches the file before returning its size, so that the sweep leaves it alone until its row is written. */
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
