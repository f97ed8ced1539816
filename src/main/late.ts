/** A value that comes later, or fails to, and may then be waited for anew. `await` gives the value of the attempt that is on. */
export interface Late<T> extends PromiseLike<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
  /** Whoever asks from now on waits for another attempt. */
  again(): void;
}

export function createLate<T>(): Late<T> {
  let attempt = fresh<T>();
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is awaited like the promise that it stands for
    then: (onValue, onError) => attempt.promise.then(onValue, onError),
    resolve: (value) => attempt.resolve(value),
    reject: (reason) => attempt.reject(reason),
    again() {
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
