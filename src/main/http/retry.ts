import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { HttpError } from './http.ts';

/** An answer that may be asked for again. */
export class TryAgain extends Error {
  readonly status: number;
  /** What the service's `Retry-After` says, in milliseconds; null when it says nothing. */
  readonly afterMs: number | null;
  constructor(status: number, afterMs: number | null = null) {
    super(`HTTP ${status}`);
    this.name = 'TryAgain';
    this.status = status;
    this.afterMs = afterMs;
  }
}

/** Longest `Retry-After` that is waited for on the spot; a longer one is left to the queue. */
const PATIENCE_MS = 10_000;

export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly retries?: number;
  /** First pause in milliseconds; it doubles, with jitter. */
  readonly pauseMs?: number;
}

/** Repeats a GET whose connection broke or whose answer was `TryAgain`, with back-off and jitter. */
export function retryGet<T>(get: () => Promise<T>, options: RetryOptions): Promise<T> {
  return repeat(get, options, (error) => error instanceof TryAgain || isTransient(error));
}

/** Repeats anything that broke off before its first byte was sent. */
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
 * `Retry-After` in milliseconds, from seconds or a date; null when there is none that makes sense. At most an hour.
 * A date is the service's time, so it is held against the service's own clock where the answer tells it.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return atMostAnHour(Number(text) * 1000);
  const until = httpDate(text);
  return until === null ? null : atMostAnHour(until - (httpDate(headers.date ?? '') ?? now));
}

/** Milliseconds since 1970; null for anything but a date as HTTP writes it. */
function httpDate(text: string): number | null {
  const at = /^[A-Za-z]{3,9},? .* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

function atMostAnHour(ms: number): number {
  return Math.min(Math.max(0, ms), 3_600_000);
}

/** Whether an answer to a GET may be another one in a moment. */
export function isTransientStatus(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}
