import { setTimeout as sleepFor } from 'node:timers/promises';

/** Requests per minute that the API accepts from one account. */
export const REQUESTS_PER_MINUTE = 180;
const MINUTE = 60_000;

/**
 * Rate limit shared by all calls to the API: at most `perMinute` requests in any 60 seconds, and none during
 * a `Retry-After`.
 */
export interface RateLimit {
  /** Resolves when a request may be sent, and counts it. Throws `AbortError`. */
  take(signal?: AbortSignal): Promise<void>;
  /** Blocks all requests for `ms` milliseconds: the `Retry-After` of a 429. */
  hold(ms: number): void;
}

export interface RateClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A monotonic clock. The system clock may jump by hours. */
const REAL_TIME: RateClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleepFor(ms, undefined, { signal }),
};

export function createRateLimit(perMinute = REQUESTS_PER_MINUTE, { now, sleep } = REAL_TIME): RateLimit {
  const sent: number[] = [];
  let heldUntil = 0;
  const waitMs = () => {
    const at = now();
    while (sent[0] !== undefined && sent[0] <= at - MINUTE) sent.shift();
    const [oldest] = sent;
    const full = sent.length >= perMinute && oldest !== undefined ? oldest + MINUTE - at : 0;
    return Math.max(full, heldUntil - at);
  };
  return {
    async take(signal) {
      signal?.throwIfAborted();
      for (let ms = waitMs(); ms > 0; ms = waitMs()) {
        await sleep(Math.max(1, ms), signal);
      }
      sent.push(now());
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, now() + ms);
    },
  };
}
