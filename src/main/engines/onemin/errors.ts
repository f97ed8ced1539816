import { type ErrorCode, sentence } from '@shared/errors.ts';
import { t } from '@shared/words/index.ts';
import { HttpError } from '../../http/http.ts';
import { redactText } from '../../http/redact.ts';
import { RunFailure } from '../../ports.ts';
import { readError, type ToldError } from './error-body.ts';

/** An answer that is not a success. */
export interface Refusal {
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

const MODERATED = /nsfw|sensitive|safety|flagged/i;

const PROVIDER_REFUSED = 'EXTERNAL_API_RESPONSE_WITH_ERROR';

/** What an HTTP error on the paid request means for its run: the table of the API, line by line. */
export function editRefused(refusal: Refusal): RunFailure {
  const { status, secrets } = refusal;
  const told = readError(refusal.text);
  const common = commonRefusal(refusal, told);
  if (common) return common;
  if (status >= 500 || status === REQUEST_TIMEOUT)
    return uncertain(t.errors.service.errorAfterSending(status));
  if (status === 400 && told.code === 'UNSUPPORTED_MODEL') return failed('model-unsupported');
  // The provider's refusal comes with a canned message that misleads: only what `details` holds is true.
  const words = told.code === PROVIDER_REFUSED ? told.causes : [...told.causes, told.message];
  const cause = quote(words.find((text) => text !== '') ?? '', secrets);
  if (status === 400 && told.code === 'MISSING_REQUIRED_FIELDS') {
    const fields = quote(told.causes.join('; ') || told.message, secrets);
    return failed('request-refused', t.errors.service.foundWrong(fields));
  }
  if (MODERATED.test(words.join(' '))) return moderated(cause);
  return refusedUnpriced(t.errors.service.refusedEdit(cause, status), cause);
}

/** What an HTTP error on an upload means: nothing was asked for yet, so nothing was charged. */
export function uploadRefused(refusal: Refusal): RunFailure {
  const told = readError(refusal.text);
  const common = commonRefusal(refusal, told);
  if (common) return common;
  const { status } = refusal;
  const cause = quote([...told.causes, told.message].find((text) => text !== '') ?? '', refusal.secrets);
  return status >= 500 || status === REQUEST_TIMEOUT
    ? blocked('service-down', t.errors.service.couldNotTake(status), { retryAfterMs: refusal.afterMs })
    : failed('request-refused', t.errors.service.refusedPicture(cause, status));
}

function commonRefusal({ status, text, afterMs, secrets }: Refusal, told: ToldError): RunFailure | null {
  if (status === 401) return blocked('key-refused');
  if (status === 406) return blocked('no-credits', creditsSentence(redactText(text, secrets)));
  if (status === PROXY_LOGIN) return blocked('proxy-login');
  if (status === 413) return failed('file-too-large', t.errors.service.tooLarge);
  if (status === 429)
    return new RunFailure('wait', 'rate-limited', sentence('rate-limited'), {
      retryAfterMs: afterMs ?? RATE_PAUSE_MS,
    });
  if (status === TOO_EARLY)
    return new RunFailure('wait', 'service-unreachable', t.errors.service.tryLater, {
      retryAfterMs: afterMs ?? UNREACHABLE_PAUSE_MS,
    });
  if (told.code === 'INSUFFICIENT_CREDITS')
    return blocked('no-credits', creditsSentence(redactText(text, secrets)));
  return null;
}

/** The amounts out of the message, never the message: it holds the team's name. */
function creditsSentence(text: string): string {
  const amount = (pattern: RegExp) => pattern.exec(text)?.[1]?.replace(/[.,]$/, '');
  const needed = amount(/requires? (\d[\d.,]*)/i);
  const present = amount(/(?:only has|has) (\d[\d.,]*)/i);
  return needed && present ? t.errors.service.credits(needed, present) : sentence('no-credits');
}

/** An edit the service took and then gave up on. */
export function editFailed(reason: string, secrets: readonly string[]): RunFailure {
  const cause = quote(reason, secrets);
  if (MODERATED.test(reason)) return moderated(cause);
  return refusedUnpriced(t.errors.service.couldNotCarryOut(cause), cause);
}

/** Refused, and whether it was charged is not known; without a cause not even why. */
function refusedUnpriced(message: string, cause: string): RunFailure {
  return new RunFailure('failed', 'request-refused', message, {
    charged: 'unknown',
    unexplained: cause === '',
  });
}

/** An exchange that broke off. `paid`: it carried the edit itself. */
export function brokeOff(error: HttpError, paid: boolean): RunFailure {
  if (error.sent && paid)
    return uncertain(
      error.kind === 'timeout' ? t.errors.service.noAnswer : sentence('outcome-unknown'),
      error,
    );
  if (error.kind === 'untrusted') return blocked('certificate', undefined, { cause: error });
  if (error.kind === 'proxy-login') return blocked('proxy-login', undefined, { cause: error });
  const code = error.kind === 'no-network' ? 'offline' : 'service-unreachable';
  const words = error.sent ? t.errors.service.brokeOff : sentence(code);
  return new RunFailure('wait', code, words, { retryAfterMs: UNREACHABLE_PAUSE_MS, cause: error });
}

export function failed(
  code: ErrorCode,
  message: string = sentence(code),
  charged: 'no' | 'yes' | 'unknown' = 'no',
  cause?: unknown,
): RunFailure {
  return new RunFailure('failed', code, message, { charged, cause });
}

/** Refused for the sake of the account or the network: nothing was charged, and every other edit would be refused too. */
export function blocked(
  code: ErrorCode,
  message: string = sentence(code),
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
  return new RunFailure('wait', code, message, { ...options, ...after, blocks: true });
}

export function uncertain(message: string = sentence('outcome-unknown'), cause?: unknown): RunFailure {
  return new RunFailure('uncertain', 'outcome-unknown', message, { charged: 'unknown', cause });
}

function moderated(cause: string): RunFailure {
  return failed('moderated', t.errors.service.moderated(cause), 'unknown');
}

/** Words of the service as part of one of our sentences: redacted, on one line, at most 200 characters, no full stop. */
function quote(text: string, secrets: readonly string[]): string {
  const line = redactText(text, secrets)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const short = line.length > 200 ? `${line.slice(0, 199)}…` : line;
  return short.replace(/[.\s]+$/, '');
}

/** Passes on everything but a broken exchange, which becomes a `RunFailure`. */
export function asRunFailure(error: unknown, paid: boolean): unknown {
  return error instanceof HttpError ? brokeOff(error, paid) : error;
}
