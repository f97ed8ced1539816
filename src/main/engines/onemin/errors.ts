import { type ErrorValue, type Explanation, QUOTE_MAX } from '@shared/errors.ts';
import { HttpError } from '../../http/http.ts';
import { redactText } from '../../http/redact.ts';
import { RunFailure } from '../../ports.ts';
import { type ApiErrorBody, readError } from './error-body.ts';

/** An answer that is not a success. */
export interface EditRejection {
  readonly status: number;
  readonly text: string;
  /** `Retry-After` in milliseconds. */
  readonly afterMs: number | null;
  /** What must not turn up in words. */
  readonly secrets: readonly string[];
}

/** Pause after a 429 that names none. */
const RATE_PAUSE_MS = 20_000;
/** Pause before the queue tries an unreachable service again. */
export const UNREACHABLE_PAUSE_MS = 15_000;

/** Refused unseen because it might be a replay; nothing came of it. */
const TOO_EARLY = 425;
/** Says that the request did not arrive in time; some gateways say it of an answer that did not. */
const REQUEST_TIMEOUT = 408;

/** A proxy on the way wants a name and a password first. */
export const PROXY_LOGIN = 407;

/* The service has no codes for these: what it says in its answer is all there is. */
const MODERATED = /nsfw|sensitive|safety|flagged/i;
const ASSET = /image_?url|asset|input image/i;

const PROVIDER_REFUSED = 'EXTERNAL_API_RESPONSE_WITH_ERROR';

/** What an HTTP error on the paid request means for its run: the table of the API, line by line. */
export function editRejectionFailure(refusal: EditRejection): RunFailure {
  const { status, secrets } = refusal;
  const body = readError(refusal.text);
  const common = commonRefusal(refusal, body);
  if (common) return common;
  if (status >= 500 || status === REQUEST_TIMEOUT)
    return uncertain({ reason: 'server-error', params: { status } });
  if (status === 400 && body.code === 'UNSUPPORTED_MODEL') return failed({ code: 'model-unsupported' });
  // The provider's refusal comes with a canned message that misleads: only what `details` holds is true.
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

/** What an HTTP error on an upload means: nothing was asked for yet, so nothing was charged. */
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

/** The amounts out of the message, never the message: it holds the team's name. */
function noCredits(text: string): ErrorValue {
  const amount = (pattern: RegExp) => Number(pattern.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  const needed = amount(/requires? (\d[\d,]*(?:\.\d+)?)/i);
  const present = amount(/(?:only has|has) (\d[\d,]*(?:\.\d+)?)/i);
  if (Number.isNaN(needed + present)) return { code: 'no-credits' };
  return { code: 'no-credits', reason: 'credits', params: { needed, present } };
}

/** An edit the service took and then gave up on. */
export function editFailed(reason: string, secrets: readonly string[]): RunFailure {
  const cause = quote(reason, secrets);
  if (MODERATED.test(reason)) return moderated(cause);
  return refusedUnpriced({ reason: 'edit-given-up' }, cause);
}

/** Refused, and whether it was charged is not known; without a cause not even why. */
function refusedUnpriced(why: Explanation, cause: string): RunFailure {
  return new RunFailure(
    'failed',
    { code: 'request-refused', ...why, ...quoted(cause) },
    { charged: 'unknown', unexplained: cause === '', namesAsset: ASSET.test(cause) },
  );
}

/** An exchange that broke off. `paid`: it carried the edit itself. */
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

/** Refused for the sake of the account or the network: nothing was charged, and every other edit would be refused too. */
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

/** What the service said, as evidence beside an error; nothing when it said nothing. */
function quoted(cause: string): Pick<ErrorValue, 'quote'> {
  return cause === '' ? {} : { quote: cause.slice(0, QUOTE_MAX) };
}

/** Words of the service: redacted, on one line, at most 200 characters, no full stop. */
function quote(text: string, secrets: readonly string[]): string {
  const line = redactText(text, secrets)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const short = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return short.replace(/[.\s]+$/, '');
}

/** Passes on everything but a broken exchange, which becomes a `RunFailure`. */
export function asRunFailure(error: unknown, paid: boolean): unknown {
  return error instanceof HttpError ? connectionLostFailure(error, paid) : error;
}
