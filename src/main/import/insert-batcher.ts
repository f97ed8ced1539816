import type { ImageRecord } from '@shared/domain/image.ts';
import type { NewImport } from '../library/images/images.ts';

/** Time (ms) a picture waits for others to share its transaction, at the start of an import. */
const WAIT_MS = 50;
/** The same for the later ones of a long import: every event makes the window draw all visible tiles again. */
const WAIT_MAX_MS = 400;
/** Time (ms) without a transaction after which the next one counts as the first. */
const PAUSE_MS = 1_000;
/**
 * On a slow disk, the wait is this multiple of the last transaction's duration: each transaction blocks the
 * app, which has to respond in between.
 */
const WAIT_SHARE = 2;
/** Maximum number of pictures in one transaction and one event. */
const BATCH_MAX = 100;

export interface InsertBatcher {
  /** Inserts a picture whose files are in the store. Resolves when its row is on disk. */
  add(picture: NewImport): Promise<ImageRecord>;
}

interface Waiting {
  readonly picture: NewImport;
  readonly resolve: (image: ImageRecord) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Batches pictures into one transaction, one fsync and one event. The first after a pause is inserted
 * immediately. The longer an import runs, the longer its pictures wait for each other.
 */
export function createInsertBatcher(
  addImports: (pictures: readonly NewImport[]) => ImageRecord[],
  onAdded: (images: ImageRecord[]) => void,
  onListenerError: (error: unknown) => void,
): InsertBatcher {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let nextFlush = Number.NEGATIVE_INFINITY;
  let wait = WAIT_MS;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = waiting;
    waiting = [];
    const began = performance.now();
    let images: ImageRecord[];
    try {
      images = addImports(batch.map(({ picture }) => picture));
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    } finally {
      const ended = performance.now();
      nextFlush = Math.max(began + wait, ended + WAIT_SHARE * (ended - began));
      wait = Math.min(WAIT_MAX_MS, 2 * wait);
    }
    // The rows are on disk: an error in a listener must not turn that into a failure or block a caller.
    try {
      onAdded(images);
    } catch (error) {
      onListenerError(error);
    }
    for (const [index, { resolve, reject }] of batch.entries()) {
      const image = images[index];
      if (image) resolve(image);
      else reject(new Error('a picture got no row'));
    }
  }

  return {
    add(picture) {
      return new Promise((resolve, reject) => {
        waiting.push({ picture, resolve, reject });
        const now = performance.now();
        if (now - nextFlush > PAUSE_MS) wait = WAIT_MS;
        if (waiting.length >= BATCH_MAX) flush();
        else timer ??= setTimeout(flush, Math.max(0, nextFlush - now));
      });
    },
  };
}
