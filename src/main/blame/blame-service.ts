import { mkdir, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlameMap, BlameStep } from '@shared/domain/blame.ts';
import { Failure } from '@shared/errors.ts';
import PQueue from 'p-queue';
import { trimFolder } from '../files/trim-folder.ts';
import { promptsOf } from '../library/ledger/edits.ts';
import type { Library } from '../library/library.ts';
import type { Imaging } from '../ports.ts';
import { systemFailure } from '../system-failure.ts';
import { keyOf, type LinePicture, lineOfPicture } from './line-of-picture.ts';

/**
 * Maximum size of cached maps in bytes. The least recently viewed one is removed first. A map is a few
 * kilobytes to a few megabytes.
 */
const CACHE_BYTES = 256 * 1024 ** 2;
/** Maximum length of all prompts of a chain, and bounds for each, to keep an answer below 64 KB. */
const PROMPTS = { together: 10_000, least: 40, most: 300 } as const;

/**
 * Tells which of the pictures that a picture was made from last changed each of its pixels. Maps are a cache: files next to the
 * thumbnails, never in the database.
 */
export interface BlameService {
  /** Makes the map unless it is cached. Throws `Failure`: `not-found`, and errors of the imaging window. */
  map(imageId: number): Promise<BlameMap>;
  /** Returns the path of an existing map, or null. */
  file(key: string): Promise<string | null>;
  /** Stops all work. */
  close(): Promise<void>;
}

export function createBlameService({
  library,
  imaging,
}: {
  readonly library: Library;
  readonly imaging: Pick<Imaging, 'blame'>;
}): BlameService {
  const { db, objects } = library;
  const folder = join(library.folder, 'blame');
  const pathOf = (key: string) => join(folder, `${key}.map`);
  // One at a time: each decodes a chain of large pictures.
  const queue = new PQueue({ concurrency: 1 });
  const abort = new AbortController();

  async function ensure(key: string, line: readonly LinePicture[]): Promise<void> {
    const path = pathOf(key);
    const now = new Date();
    // An empty file is left by a power cut.
    if (((await stat(path).catch(() => null))?.size ?? 0) > 0) {
      await utimes(path, now, now).catch(() => {});
      return;
    }
    const made = objects.tempPath('map');
    try {
      await imaging.blame(line, made, { signal: abort.signal });
      await mkdir(folder, { recursive: true });
      await rename(made, path);
    } catch (error) {
      throw abort.signal.aborted ? new Failure('interrupted') : systemFailure(error);
    } finally {
      await objects.discard(made);
    }
    await trimFolder(folder, CACHE_BYTES, path);
  }

  return {
    async map(imageId) {
      const line = lineOfPicture(library, imageId);
      if (line.length === 0) throw new Failure('not-found', { reason: 'picture-gone' });
      const key = keyOf(line);
      await queue.add(() => ensure(key, line));
      const newest = library.picture(imageId);
      return { key, width: newest.width, height: newest.height, steps: stepsOf(line) };
    },
    async file(key) {
      const path = pathOf(key);
      return (await stat(path).catch(() => null))?.isFile() ? path : null;
    },
    async close() {
      abort.abort();
      await queue.onIdle();
    },
  };

  function stepsOf(line: readonly LinePicture[]): BlameStep[] {
    const edits = line.flatMap(({ image }) => image.editId ?? []);
    const most = Math.min(PROMPTS.most, Math.max(PROMPTS.least, Math.floor(PROMPTS.together / line.length)));
    const prompts = promptsOf(db, edits);
    return line.map(({ image: { id, editId, mergeOf } }) => {
      const edit = editId === null ? undefined : prompts.get(editId);
      return {
        imageId: id,
        edit: edit ? { ...edit, prompt: edit.prompt.slice(0, most).toWellFormed() } : null,
        merged: mergeOf !== undefined,
      };
    });
  }
}
