/** A value that comes later, or fails to, and may then be waited for anew. `await` gives the value of the attempt that is on. */
export interface Late<T> extends PromiseLike<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
  /** Whoever asks from now on waits for another attempt, unless the one that is on has not ended: that goes on. */
  again(): void;
}

export function createLate<T>(): Late<T> {
  let attempt = fresh<T>();
  let ended = false;
  const end = (settle: () => void) => {
    ended = true;
    settle();
  };
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is awaited like the promise that it stands for
    then: (onValue, onError) => attempt.promise.then(onValue, onError),
    resolve: (value) => end(() => attempt.resolve(value)),
    reject: (reason) => end(() => attempt.reject(reason)),
    again() {
      if (!ended) return;
      ended = false;
      attempt = fresh();
    },
  };
}

function fresh<T>(): PromiseWithResolvers<T> {
  const attempt = Promise.withResolvers<T>();
  // Nobody may be waiting when it fails.
  attempt.promise.catch(() => {});
  return attempt;
}
