import { type ErrorValue, type Explanation, QUOTE_MAX } from '@shared/errors.ts';
import { HttpError } from '../../http/http.ts';
import { redactText } from '../../http/redact.ts';
import { RunFailure } from '../../ports.ts';
import { type ApiErrorBody, readError } from './error-body.ts';

/** An unsuccessful answer to an edit. */
export interface EditRejection {
  readonly status: number;
  readonly text: string;
  /** `Retry-After` in milliseconds. */
  readonly afterMs: number | null;
  /** Text that must be redacted. */
  readonly secrets: readonly string[];
}

/** Delay after a 429 without `Retry-After`. */
const RATE_PAUSE_MS = 20_000;
/** Delay before the queue retries an unreachable service. */
export const UNREACHABLE_PAUSE_MS = 15_000;

/** Rejected as a possible replay. It was not processed. */
const TOO_EARLY = 425;
/** The request did not arrive in time. Some gateways also send it when the answer timed out. */
const REQUEST_TIMEOUT = 408;

/** A proxy requires a login. */
export const PROXY_LOGIN = 407;

/* The service has no codes for these, so they are recognized by text. */
const MODERATED = /nsfw|sensitive|safety|flagged/i;
const ASSET = /(image|mask)_?url|asset|input image/i;

const PROVIDER_REFUSED = 'EXTERNAL_API_RESPONSE_WITH_ERROR';

/** Maps an HTTP error of the paid request to a run failure, by the API's error table. */
export function editRejectionFailure(refusal: EditRejection): RunFailure {
  const { status, secrets } = refusal;
  const body = readError(refusal.text);
  const common = commonRefusal(refusal, body);
  if (common) return common;
  if (status >= 500 || status === REQUEST_TIMEOUT)
    return uncertain({ reason: 'server-error', params: { status } });
  if (status === 400 && body.code === 'UNSUPPORTED_MODEL') return failed({ code: 'model-unsupported' });
  // The message of a provider rejection is canned and misleading. Only `details` is reliable.
  const words = body.code === PROVIDER_REFUSED ? body.causes : [...body.causes, body.message];
  const cause = quote(words.find((text) => text !== '') ?? '', secrets);
  if (status === 400 && body.code === 'MISSING_REQUIRED_FIELDS') {
    const fields = quote(body.causes.join('; ') || body.message, secrets);
    return new RunFailure(
      'failed',
      { code: 'request-refused', reason: 'invalid-request', ...quoted(fields) },
      { namesAsset: ASSET.test(fields) },
    );
  }
  if (MODERATED.test(words.join(' '))) return moderated(cause);
  return refusedUnpriced({ reason: 'edit-refused', params: { status: cause === '' ? status : null } }, cause);
}

/** Maps an HTTP error of an upload to a run failure. No edit was requested yet, so nothing was charged. */
export function uploadRejectionFailure(refusal: EditRejection): RunFailure {
  const body = readError(refusal.text);
  const common = commonRefusal(refusal, body);
  if (common) return common;
  const { status } = refusal;
  const cause = quote([...body.causes, body.message].find((text) => text !== '') ?? '', refusal.secrets);
  return status >= 500 || status === REQUEST_TIMEOUT
    ? blocked(
        { code: 'service-down', reason: 'upload-error', params: { status } },
        { retryAfterMs: refusal.afterMs },
      )
    : failed({
        code: 'request-refused',
        reason: 'picture-refused',
        params: { status: cause === '' ? status : null },
        ...quoted(cause),
      });
}

function commonRefusal({ status, text, afterMs }: EditRejection, body: ApiErrorBody): RunFailure | null {
  if (status === 401) return blocked({ code: 'key-refused' });
  if (status === 406) return blocked(noCredits(text));
  if (status === PROXY_LOGIN) return blocked({ code: 'proxy-login' });
  if (status === 413) return failed({ code: 'file-too-large', reason: 'over-service-limit' });
  if (status === 429)
    return new RunFailure('wait', { code: 'rate-limited' }, { retryAfterMs: afterMs ?? RATE_PAUSE_MS });
  if (status === TOO_EARLY)
    return new RunFailure(
      'wait',
      { code: 'service-unreachable', reason: 'try-later' },
      { retryAfterMs: afterMs ?? UNREACHABLE_PAUSE_MS },
    );
  if (body.code === 'INSUFFICIENT_CREDITS') return blocked(noCredits(text));
  return null;
}

/** Extracts the amounts from the message. The message itself is dropped because it contains the team's name. */
function noCredits(text: string): ErrorValue {
  const amount = (pattern: RegExp) => Number(pattern.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  const needed = amount(/requires? (\d[\d,]*(?:\.\d+)?)/i);
  const present = amount(/(?:only has|has) (\d[\d,]*(?:\.\d+)?)/i);
  if (Number.isNaN(needed + present)) return { code: 'no-credits' };
  return { code: 'no-credits', reason: 'credits', params: { needed, present } };
}

/** An edit that the service accepted and later reported as failed. */
export function editFailed(reason: string, secrets: readonly string[]): RunFailure {
  const cause = quote(reason, secrets);
  if (MODERATED.test(reason)) return moderated(cause);
  return refusedUnpriced({ reason: 'edit-given-up' }, cause);
}

/** A rejection that may have been charged, possibly without a known cause. */
function refusedUnpriced(why: Explanation, cause: string): RunFailure {
  return new RunFailure(
    'failed',
    { code: 'request-refused', ...why, ...quoted(cause) },
    { charged: 'unknown', unexplained: cause === '', namesAsset: ASSET.test(cause) },
  );
}

/** A lost connection. With `paid`, the request carried the edit itself. */
export function connectionLostFailure(error: HttpError, paid: boolean): RunFailure {
  if (error.sent && paid)
    return uncertain(error.kind === 'timeout' ? { reason: 'no-answer-in-time' } : undefined, error);
  if (error.kind === 'untrusted') return blocked({ code: 'certificate' }, { cause: error });
  if (error.kind === 'proxy-login') return blocked({ code: 'proxy-login' }, { cause: error });
  const code = error.kind === 'no-network' ? 'offline' : 'service-unreachable';
  const value: ErrorValue = error.sent ? { code, reason: 'upload-broke-off' } : { code };
  return new RunFailure('wait', value, { retryAfterMs: UNREACHABLE_PAUSE_MS, cause: error });
}

export function failed(
  error: ErrorValue,
  charged: 'no' | 'yes' | 'unknown' = 'no',
  cause?: unknown,
): RunFailure {
  return new RunFailure('failed', error, { charged, cause });
}

/**
 * Rejected because of the account or the network. Nothing was charged, and every other edit would be rejected
 * too.
 */
export function blocked(
  error: ErrorValue,
  {
    retryAfterMs = null,
    ...options
  }: {
    readonly retryAfterMs?: number | null;
    readonly charged?: 'no' | 'yes' | 'unknown';
    readonly cause?: unknown;
  } = {},
): RunFailure {
  const after = retryAfterMs === null ? {} : { retryAfterMs };
  return new RunFailure('wait', error, { ...options, ...after, blocks: true });
}

export function uncertain(why?: Explanation, cause?: unknown): RunFailure {
  return new RunFailure('uncertain', { code: 'outcome-unknown', ...why }, { charged: 'unknown', cause });
}

function moderated(cause: string): RunFailure {
  return failed({ code: 'moderated', ...quoted(cause) }, 'unknown');
}

/** Returns the service's text as a quote for an error, or nothing if it is empty. */
function quoted(cause: string): Pick<ErrorValue, 'quote'> {
  return cause === '' ? {} : { quote: cause.slice(0, QUOTE_MAX) };
}

/** Text of the service: redacted, on one line, at most 200 characters, without a full stop. */
function quote(text: string, secrets: readonly string[]): string {
  const line = redactText(text, secrets)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const short = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return short.replace(/[.\s]+$/, '');
}

/** Turns a lost connection into a `RunFailure` and returns every other error unchanged. */
export function asRunFailure(error: unknown, paid: boolean): unknown {
  return error instanceof HttpError ? connectionLostFailure(error, paid) : error;
}
