import PQueue from 'p-queue';

/** Number of files processed at the same time: two are decoded while others are read and hashed. */
const AT_ONCE = 4;
/** Maximum time (ms) the others wait for the first file. */
const HEAD_START_MS = 300;

/**
 * Runs tasks, a few at a time. After a pause the first task runs alone, so that the first picture of a drop
 * appears as soon as possible. The others start when it releases its slot or takes too long. A task that
 * throws releases its slot, and `onError` receives the error.
 */
export function createImportQueue(onError: (error: unknown) => void): (work: () => Promise<void>) => void {
  const queue = new PQueue({ concurrency: 1 });
  let headStart: NodeJS.Timeout | undefined;
  let open = 0;

  function changeTo(concurrency: number): void {
    clearTimeout(headStart);
    queue.concurrency = concurrency;
  }

  return (work) => {
    if (open === 0) headStart = setTimeout(() => changeTo(AT_ONCE), HEAD_START_MS);
    open += 1;
    void queue.add(async () => {
      try {
        await work();
      } catch (error) {
        onError(error);
      } finally {
        open -= 1;
        changeTo(open === 0 ? 1 : AT_ONCE);
      }
    });
  };
}
