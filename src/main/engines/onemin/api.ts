import type { Http, HttpAnswer } from '../../http/http.ts';
import { retryAfterMs } from '../../http/retry.ts';
import type { RateLimit } from './rate-limit.ts';

/** Longest times in milliseconds, each from the first byte sent to the last received. */
export interface Limits {
  readonly uploadMs: number;
  readonly editMs: number;
  readonly downloadMs: number;
  /** A small question: a record, the key, whether the service is there. */
  readonly checkMs: number;
}

export const LIMITS: Limits = { uploadMs: 120_000, editMs: 300_000, downloadMs: 60_000, checkMs: 20_000 };

/** What every call to the service needs. */
export interface Api {
  readonly http: Http;
  /** Base address without a slash at the end. */
  readonly base: string;
  readonly rate: RateLimit;
  readonly limits: Limits;
  /** The time of day, in milliseconds since 1970: only to be held against dates of the service. */
  readonly now: () => number;
  /** For durations: it never jumps. */
  readonly elapsed: () => number;
  /** First pause before a retry and between two looks at a record, in milliseconds. */
  readonly pauseMs: number;
}

/** The account a run is carried out on. */
export interface Account {
  readonly key: string;
  /** Stands for the key where it must not be written down. */
  readonly keyId: string;
}

/** The service's pause in milliseconds; a 429 holds back every other call too. */
export function noteRetryAfter(api: Api, answer: HttpAnswer): number | null {
  const afterMs = retryAfterMs(answer.headers, api.now());
  if (answer.status === 429 && afterMs !== null) api.rate.hold(afterMs);
  return afterMs;
}

export function apiUrl(api: Api, path: string): URL {
  return new URL(`${api.base}${path}`);
}
