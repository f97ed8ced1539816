import { setTimeout as sleep } from 'node:timers/promises';

/** How long a command waits for the list of one that was given before it, in milliseconds: most lists are there at once. */
const PATIENCE_MS = 50;

/**
 * The order in which commands are carried out: one at a time, in the order they were given. The pictures of a long list take
 * seconds to find; commands for pictures by id do not wait for that, and pass it.
 */
export interface CommandQueue {
  /** Carries a command out after those given before, except for one whose list takes long. */
  next<T>(work: () => Promise<T> | T): Promise<T>;
  /** Finds a list as all commands given before leave it, then carries the command out. */
  withList<L, T>(find: () => Promise<L>, work: (list: L) => Promise<T> | T): Promise<T>;
  /** Waits for all commands given before, also for their lists; commands given after wait for this one. For undo and redo. */
  afterAll<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all commands given so far have ended. */
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

/** The same promise, for those who only wait for its end. */
function settled(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch(() => {});
}
