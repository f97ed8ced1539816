/**
 * A value that becomes available later. If that fails, it can be retried. `await` returns the value of the
 * current attempt.
 */
export interface Late<T> extends PromiseLike<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
  /** Starts another attempt for callers from now on, unless the current one is still pending. */
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
  // There may be no waiting caller when it fails.
  attempt.promise.catch(() => {});
  return attempt;
}
