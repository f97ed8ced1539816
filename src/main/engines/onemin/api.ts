import type { Http, HttpAnswer } from '../../http/http.ts';
import { retryAfterMs } from '../../http/retry.ts';
import type { RateLimit } from './rate-limit.ts';

/** Time limits in milliseconds, each from the first byte sent to the last byte received. */
export interface Limits {
  readonly uploadMs: number;
  readonly editMs: number;
  readonly downloadMs: number;
  /** For a cheap request: a record, a key check, a probe. */
  readonly checkMs: number;
}

export const LIMITS: Limits = { uploadMs: 120_000, editMs: 300_000, downloadMs: 60_000, checkMs: 20_000 };

/** Dependencies of every call to the service. */
export interface Api {
  readonly http: Http;
  /** Base address without a trailing slash. */
  readonly base: string;
  readonly rate: RateLimit;
  readonly limits: Limits;
  /** Wall clock in milliseconds since 1970, only for comparison with dates the service sends. */
  readonly now: () => number;
  /** Monotonic clock for durations. */
  readonly elapsed: () => number;
  /** First delay before a retry, and the delay between two polls of a record, in milliseconds. */
  readonly pauseMs: number;
}

/** The account that pays for a run. */
export interface Account {
  readonly key: string;
  /** Identifies the key where the key itself must not be stored. */
  readonly keyId: string;
}

/** Returns the service's `Retry-After` in milliseconds. A 429 also holds back every other call. */
export function noteRetryAfter(api: Api, answer: HttpAnswer): number | null {
  const afterMs = retryAfterMs(answer.headers, api.now());
  if (answer.status === 429 && afterMs !== null) api.rate.hold(afterMs);
  return afterMs;
}

export function apiUrl(api: Api, path: string): URL {
  return new URL(`${api.base}${path}`);
}
