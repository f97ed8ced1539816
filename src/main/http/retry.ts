import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { HttpError } from './http.ts';

/** An answer whose request may be repeated. */
export class TryAgain extends Error {
  readonly status: number;
  /** `Retry-After` in milliseconds, or null. */
  readonly afterMs: number | null;
  constructor(status: number, afterMs: number | null = null) {
    super(`HTTP ${status}`);
    this.name = 'TryAgain';
    this.status = status;
    this.afterMs = afterMs;
  }
}

/** Longest `Retry-After` to wait for here. Longer ones are left to the queue. */
const PATIENCE_MS = 10_000;

export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly retries?: number;
  /** First delay in milliseconds. It doubles with each retry, with jitter. */
  readonly pauseMs?: number;
}

/** Retries a GET after a lost connection or `TryAgain`, with backoff and jitter. */
export function retryGet<T>(get: () => Promise<T>, options: RetryOptions): Promise<T> {
  return repeat(get, options, (error) => error instanceof TryAgain || isTransient(error));
}

/** Retries any request that failed before its first byte was sent. */
export function retryUnsent<T>(send: () => Promise<T>, options: RetryOptions): Promise<T> {
  return repeat(send, options, (error) => isTransient(error) && !(error as HttpError).sent);
}

function isTransient(error: unknown): boolean {
  return error instanceof HttpError && !['blocked', 'untrusted', 'proxy-login'].includes(error.kind);
}

function repeat<T>(
  work: () => Promise<T>,
  { signal, retries = 2, pauseMs = 300 }: RetryOptions,
  again: (error: Error) => boolean,
): Promise<T> {
  return pRetry(work, {
    retries,
    minTimeout: pauseMs,
    maxTimeout: 10_000,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => again(error) && (afterOf(error) ?? 0) <= PATIENCE_MS,
    async onFailedAttempt({ error, retriesLeft }) {
      const afterMs = afterOf(error);
      if (afterMs !== null && afterMs <= PATIENCE_MS && retriesLeft > 0)
        await sleep(afterMs, undefined, { signal });
    },
  });
}

function afterOf(error: Error): number | null {
  return error instanceof TryAgain ? error.afterMs : null;
}

/**
 * Parses `Retry-After` (seconds or a date) into milliseconds, at most an hour. Null if absent or invalid. A
 * date uses the server's clock, so it is compared with the response's `Date` header when present.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return atMostAnHour(Number(text) * 1000);
  const until = httpDate(text);
  return until === null ? null : atMostAnHour(until - (httpDate(headers.date ?? '') ?? now));
}

/** Parses an HTTP date into milliseconds since 1970. Null for anything else. */
function httpDate(text: string): number | null {
  const at = /^[A-Za-z]{3,9},? .* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

function atMostAnHour(ms: number): number {
  return Math.min(Math.max(0, ms), 3_600_000);
}

/** Whether a GET with this status may succeed shortly. */
export function isTransientStatus(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}
