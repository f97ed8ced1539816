import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createNamer } from '@shared/domain/export.ts';
import { EXTENSIONS, type ImageRecord } from '@shared/domain/image.ts';
import type { Target } from '@shared/domain/library-command.ts';
import { Failure } from '@shared/errors.ts';
import type { CameraDataChoice } from '../finish/camera-exif.ts';
import type { ExportFacts } from '../library/images/export-facts.ts';
import { diskFailure } from '../library/store/disk.ts';
import type { Desktop, Imaging, PictureFile } from '../ports.ts';
import { handedOut } from './handed-out.ts';
import { copyOut } from './place-file.ts';

/**
 * Maximum number of files in one drag, and their maximum size in bytes: they are copied while the mouse
 * button is down.
 */
export const DRAG_FILES_MAX = 100;
export const DRAG_BYTES_MAX = 300 * 1024 * 1024;
/** The drag image: its longest edge in pixels, and how long to wait for it. */
const ICON_EDGE = 96;
const ICON_WAIT_MS = 150;
/** Other programs may read a file long after the drop, such as a browser that uploads it with a form. */
const KEPT_MS = 24 * 3_600_000;
/** Maximum size of kept copies, in bytes. The oldest are removed first. */
const KEPT_BYTES_MAX = 1024 * 1024 * 1024;
/** Recently dragged files may still be read, so they are kept regardless of their size. */
const READ_MS = 10 * 60_000;

/** Drags pictures to other programs, as files with the pictures' names. */
export interface DragOut {
  /** Makes the copies. Throws `Failure` if there are too many or they are too large. */
  prepare(target: Target): Promise<{ count: number }>;
  /** Starts the drag with the copies prepared for this target, or makes them now. */
  start(target: Target): Promise<{ count: number }>;
  /**
   * Whether a path belongs to a file that was dragged out. If it is dropped on our own window, it isn't
   * imported again.
   */
  isOwn(path: string): boolean;
  /** Removes copies older than a day, and the oldest ones above the size limit. Each drag does this too. */
  sweep(): Promise<void>;
}

interface DragOutDeps {
  readonly resolve: (target: Target) => Promise<readonly number[]>;
  readonly facts: (ids: readonly number[]) => ExportFacts[];
  readonly pictureFile: (sha256: string) => PictureFile | null;
  /** The camera data that finished pictures keep. Default: all of it. */
  readonly cameraData?: () => CameraDataChoice;
  readonly thumb: (sha256: string) => Promise<PictureFile | null>;
  readonly imaging: Pick<Imaging, 'convert'>;
  readonly desktop: Pick<Desktop, 'startDrag'>;
  readonly clock: () => number;
  /** The folder for the copies, on the library's disk, where a copy can share its blocks. */
  readonly folder: string;
}

export function createDragOut(deps: DragOutDeps): DragOut {
  const { folder } = deps;

  /**
   * Makes copies, not hard links: a program that saves into its file would overwrite the library's. Where the
   * file system supports it, a copy shares the original's blocks.
   */
  async function copies(all: readonly ExportFacts[], into: string): Promise<string[]> {
    const namer = createNamer('{name}');
    await mkdir(into, { recursive: true }).catch((error: unknown) => {
      throw diskFailure(error);
    });
    return Promise.all(
      all.map(async ({ image, rating }, at) => {
        const file = deps.pictureFile(image.sha256);
        if (!file) throw new Failure('not-found', { reason: 'picture-file-missing' });
        const facts = { name: image.name, seed: null, prompt: null, model: null, rating };
        const { createdAt, mime } = image;
        const path = join(into, namer({ ...facts, createdAt, mime, n: at + 1, total: all.length }));
        await copyTo(image, file, path).catch((error: unknown) => {
          throw diskFailure(error);
        });
        return path;
      }),
    );
  }

  async function copyTo(image: ImageRecord, file: PictureFile, path: string): Promise<void> {
    const source = await handedOut(image, file, path, deps.cameraData?.());
    if ('made' in source) await rename(source.made, path);
    else await copyOut(source.path, path);
  }

  /** Draws the thumbnail as PNG, which every system supports. Returns null if it takes too long. */
  async function drawIcon(sha256: string, path: string): Promise<string | null> {
    const made = (async () => {
      const thumb = await deps.thumb(sha256);
      if (thumb === null) return null;
      await deps.imaging.convert(thumb, 'image/png', path, { maxEdge: ICON_EDGE });
      return path;
    })();
    return Promise.race([made.catch(() => null), sleep(ICON_WAIT_MS, null, { ref: false })]);
  }

  interface Prepared {
    readonly files: readonly string[];
    readonly icon: string | null;
  }
  /** The last prepared copies, and their target. */
  let last: { readonly key: string; readonly prepared: Promise<Prepared> } | null = null;

  async function make(target: Target): Promise<Prepared> {
    const ids = await deps.resolve(target);
    if (ids.length > DRAG_FILES_MAX)
      throw new Failure('bad-request', { reason: 'drag-too-many', params: { max: DRAG_FILES_MAX } });
    const all = deps.facts(ids);
    const [first] = all;
    if (!first) throw new Failure('not-found');
    if (all.reduce((sum, { image }) => sum + image.bytes, 0) > DRAG_BYTES_MAX)
      throw new Failure('bad-request', { reason: 'drag-too-large' });
    const into = join(folder, randomUUID());
    const iconPath = join(folder, `${first.image.sha256}.${EXTENSIONS['image/png']}`);
    const files = copies(all, into);
    const [copied, icon] = await Promise.all([files, drawIcon(first.image.sha256, iconPath)]);
    return { files: copied, icon };
  }

  /** One sweep at a time: each reads the whole folder. */
  let sweeping: Promise<void> | null = null;
  function sweepOut(): Promise<void> {
    sweeping ??= sweepFolder(folder, deps.clock()).finally(() => {
      sweeping = null;
    });
    return sweeping;
  }

  return {
    async prepare(target) {
      last = { key: JSON.stringify(target), prepared: make(target) };
      return { count: (await last.prepared).files.length };
    },
    async start(target) {
      void sweepOut();
      const known = last?.key === JSON.stringify(target) ? last.prepared : make(target);
      last = null;
      const { files, icon } = await known;
      deps.desktop.startDrag(files, icon);
      return { count: files.length };
    },
    isOwn: (path) => path.startsWith(folder + sep),
    sweep: sweepOut,
  };
}

/** Removes copies older than a day, and the oldest of the rest until they fit the limit. */
async function sweepFolder(folder: string, now: number): Promise<void> {
  const copies: { path: string; at: number; bytes: number }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info)
      copies.push({ path, at: info.mtimeMs, bytes: info.isDirectory() ? await bytesIn(path) : info.size });
  }
  copies.sort((a, b) => b.at - a.at);
  let kept = 0;
  for (const { path, at, bytes } of copies) {
    kept += bytes;
    const isOld = now - at > KEPT_MS;
    const isTooMuch = kept > KEPT_BYTES_MAX && now - at > READ_MS;
    if (isOld || isTooMuch) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

async function bytesIn(folder: string): Promise<number> {
  const infos = (await readdir(folder).catch(() => [])).map((name) =>
    stat(join(folder, name)).catch(() => null),
  );
  return (await Promise.all(infos)).reduce((sum, info) => sum + (info?.size ?? 0), 0);
}
