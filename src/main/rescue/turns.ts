/** Runs work on the library one piece after another. */
export interface Turns {
  /**
   * Begins the work when all that was requested before is done. A request for work of the same name joins the
   * one that waits or runs.
   */
  run(name: string, begin: () => Promise<void>): Promise<void>;
  isBusy(): boolean;
  /** Resolves when no work runs or waits. Never rejects. */
  settled(): Promise<void>;
  /** Drops the work that hasn't begun. */
  stop(): void;
}

export function createTurns(): Turns {
  const pending = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  let stopped = false;
  return {
    run(name, begin) {
      const same = pending.get(name);
      if (same) return same;
      const mine = last
        .then(() => (stopped ? undefined : begin()))
        .finally(() => {
          pending.delete(name);
        });
      pending.set(name, mine);
      last = mine.catch(() => {});
      return mine;
    },
    isBusy: () => pending.size > 0,
    async settled() {
      while (pending.size > 0) await last;
    },
    stop() {
      stopped = true;
    },
  };
}
