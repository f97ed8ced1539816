import { HttpError } from '../http/http.ts';
import { retryUnsent } from '../http/retry.ts';
import { RunFailure } from '../ports.ts';

export interface SendOnceOptions {
  readonly signal: AbortSignal;
  readonly pauseMs: number;
  /** Called before the first byte can leave. Must have recorded `sending` when it returns. */
  readonly onFirstByte: () => void;
  /** Called before the first byte of a retry. Throws to prevent it. */
  readonly onAnotherTry: () => void;
  /** Returns what is thrown if `signal` fired after the request may have been sent. */
  readonly stopped: (error: unknown) => unknown;
}

/**
 * Sends the request that executes an edit, once: only a connection that was never established is retried. `send`
 * makes one attempt and passes its argument on as the request's `onFirstByte`.
 */
export async function sendOnce<T>(
  send: (onFirstByte: () => void) => Promise<T>,
  { signal, pauseMs, onFirstByte, onAnotherTry, stopped }: SendOnceOptions,
): Promise<T> {
  let isRecorded = false;
  let isSent = false;
  const beforeFirstByte = () => {
    // Some network stacks call this before they connect, so a second attempt finds `sending` already recorded.
    if (isRecorded) onAnotherTry();
    else onFirstByte();
    isRecorded = true;
    isSent = true;
  };
  const attempt = () =>
    send(beforeFirstByte).catch((error: unknown) => {
      if (error instanceof HttpError && !error.sent) isSent = false;
      throw error;
    });
  try {
    return await retryUnsent(attempt, { signal, pauseMs });
  } catch (error) {
    throw isSent && signal.aborted && !(error instanceof RunFailure) ? stopped(error) : error;
  }
}
