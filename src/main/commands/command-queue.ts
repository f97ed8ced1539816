import { setTimeout as sleep } from 'node:timers/promises';

/** Time (ms) a command waits for the list of an earlier command. Most lists are available immediately. */
const PATIENCE_MS = 50;

/**
 * Runs commands one at a time, in the order they were submitted. Finding the images of a long list takes
 * seconds. Commands on images by id don't wait for that.
 */
export interface CommandQueue {
  /** Runs a command after all earlier ones, except those that still wait for a long list. */
  next<T>(work: () => Promise<T> | T): Promise<T>;
  /** Finds a list after all earlier commands, then runs the command. */
  withList<L, T>(find: () => Promise<L>, work: (list: L) => Promise<T> | T): Promise<T>;
  /** Waits for all earlier commands including their lists, and makes later commands wait. For undo and redo. */
  afterAll<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all commands submitted so far have finished. */
  idle(): Promise<void>;
}

export function createCommandQueue(): CommandQueue {
  let given: Promise<unknown> = Promise.resolve();
  let carriedOut: Promise<unknown> = Promise.resolve();
  let listed: Promise<unknown> = Promise.resolve();
  let barrier: Promise<unknown> = Promise.resolve();
  let lists = 0;

  function runExclusive<T>(work: () => Promise<T> | T): Promise<T> {
    const mine = carriedOut.then(work);
    carriedOut = settled(mine);
    return mine;
  }

  return {
    next(work) {
      const patience = lists > 0 ? Promise.race([listed, sleep(PATIENCE_MS)]) : null;
      const mine = Promise.all([barrier, patience]).then(() => runExclusive(work));
      given = settled(mine);
      return mine;
    },
    withList(find, work) {
      lists += 1;
      const found = Promise.all([barrier, listed, given])
        .then(find)
        .finally(() => {
          lists -= 1;
        });
      const mine = found.then((list) => runExclusive(() => work(list)));
      listed = settled(mine);
      return mine;
    },
    afterAll(work) {
      const mine = Promise.all([barrier, listed, given]).then(() => runExclusive(work));
      barrier = settled(mine);
      return mine;
    },
    async idle() {
      await Promise.all([barrier, listed, given]);
    },
  };
}

/** Returns a promise that resolves when `promise` settles. */
function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch(() => {});
}
