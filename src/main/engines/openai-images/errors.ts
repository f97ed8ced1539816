import type { ErrorValue, Explanation } from '@shared/errors.ts';
import { HttpError } from '../../http/http.ts';
import { RunFailure } from '../../ports.ts';
import { blocked, connectionFailure, quoted } from '../server-errors.ts';
import { readApiError } from './wire.ts';

/** Delay before the queue asks an unreachable server again. */
export const UNREACHABLE_PAUSE_MS = 15_000;
/** Delay after a 429 without `Retry-After`. */
const RATE_PAUSE_MS = 20_000;

/** Codes of a refusal by a safety filter. */
const MODERATED = /moderation|content_policy|safety/i;
/** Codes of an account without credit. They come with the status of too many requests, which would pass. */
const QUOTA = /insufficient_quota|billing|exceeded_quota|credit/i;

export function failed(
  error: ErrorValue,
  charged: 'no' | 'yes' | 'unknown' = 'no',
  cause?: unknown,
): RunFailure {
  return new RunFailure('failed', error, { charged, cause });
}

/** The edit was sent and its outcome is unknown. It is never sent again by itself. */
export function uncertain(why: Explanation, cause?: unknown): RunFailure {
  return new RunFailure('uncertain', { code: 'outcome-unknown', ...why }, { charged: 'unknown', cause });
}

/** An unsuccessful answer to an edit. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly afterMs: number | null;
  readonly key: string | null;
}

/** Maps an error answer of the edit to a run failure. */
export function refusalFailure({ status, text, afterMs, key }: Refusal): RunFailure {
  const { message, code } = readApiError(text);
  const quote = quoted(message, key === null ? [] : [key]);
  if (status === 401 || (status === 403 && !MODERATED.test(code)))
    return blocked({
      code: 'key-refused',
      reason: key === null ? 'server-key-missing' : 'server-key-refused',
      ...quote,
    });
  if (status === 407) return blocked({ code: 'proxy-login', reason: 'server-proxy-login' });
  if (status === 402 || QUOTA.test(code))
    return blocked({ code: 'no-credits', reason: 'server-quota', ...quote });
  if (MODERATED.test(code))
    return failed({ code: 'moderated', reason: 'server-moderated', ...quote }, 'unknown');
  if (status === 429)
    return new RunFailure(
      'wait',
      { code: 'rate-limited', reason: 'server-busy' },
      { retryAfterMs: afterMs ?? RATE_PAUSE_MS },
    );
  if (status === 413) return failed({ code: 'file-too-large', reason: 'server-too-large', ...quote });
  if (status >= 300 && status <= 399)
    return blocked({ code: 'service-unreachable', reason: 'server-redirected' });
  // A gateway may have lost the answer of an edit that is carried out.
  if (status >= 500 || status === 408) return uncertain({ reason: 'server-status', params: { status } });
  const isExplained = quote.quote !== undefined;
  const params = { status: isExplained ? null : status };
  return failed({ code: 'request-refused', reason: 'server-refused', params, ...quote });
}

/** Turns a lost connection into a `RunFailure` and returns every other error unchanged. */
export function asRunFailure(error: unknown): unknown {
  if (!(error instanceof HttpError)) return error;
  // The request carried the edit itself.
  return error.sent
    ? uncertain({ reason: 'server-no-answer' }, error)
    : connectionFailure(error, UNREACHABLE_PAUSE_MS);
}
