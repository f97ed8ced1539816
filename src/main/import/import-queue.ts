import PQueue from 'p-queue';

/** Files worked on at the same time: two are decoded while others are read and hashed. */
const AT_ONCE = 4;
/** Longest that the others wait for the one that goes alone, in milliseconds. */
const HEAD_START_MS = 300;

/**
 * Runs pieces of work, a few at a time. After a pause the first goes alone, so that the first picture of a drop is seen as
 * soon as can be; the others follow when it has let go, or has taken too long. Work that throws gives its place back, and
 * `onError` gets what it threw.
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
