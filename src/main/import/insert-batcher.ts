import type { ImageRecord } from '@shared/domain/image.ts';
import type { NewImport } from '../library/images/images.ts';

/** Maximum time (ms) a picture waits for others to share its transaction. */
const WAIT_MS = 50;
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
 * immediately.
 */
export function createInsertBatcher(
  addImports: (pictures: readonly NewImport[]) => ImageRecord[],
  onAdded: (images: ImageRecord[]) => void,
  onListenerError: (error: unknown) => void,
): InsertBatcher {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let nextFlush = Number.NEGATIVE_INFINITY;

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
      nextFlush = Math.max(began + WAIT_MS, ended + WAIT_SHARE * (ended - began));
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
        if (waiting.length >= BATCH_MAX) flush();
        else timer ??= setTimeout(flush, Math.max(0, nextFlush - performance.now()));
      });
    },
  };
}
