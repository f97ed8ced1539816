import { type ErrorValue, QUOTE_MAX } from '@shared/errors.ts';
import type { HttpError } from '../http/http.ts';
import { redactText } from '../http/redact.ts';
import { RunFailure } from '../ports.ts';

/* Failures of a server that the user chose, whatever it speaks. */

/** Number of characters of a server's text that are read, and maximum number that are quoted. */
const READ_MAX = 4_000;
const QUOTED_MAX = Math.min(300, QUOTE_MAX);

/** Every other run would fail, too, until the user has changed something. Nothing was charged. */
export function blocked(error: ErrorValue, cause?: unknown): RunFailure {
  return new RunFailure('wait', error, { blocks: true, cause });
}

/** The failure for a lost connection that didn't carry the edit itself. */
export function connectionFailure(error: HttpError, retryAfterMs: number): RunFailure {
  switch (error.kind) {
    case 'untrusted':
      return blocked({ code: 'certificate', reason: 'server-certificate' }, error);
    case 'proxy-login':
      return blocked({ code: 'proxy-login', reason: 'server-proxy-login' }, error);
    default:
      return new RunFailure(
        'wait',
        { code: 'service-unreachable', reason: 'server-unreachable' },
        { retryAfterMs, cause: error },
      );
  }
}

/** Returns the server's text as a quote: redacted, on one line, short. Nothing if it is empty. */
export function quoted(text: string, secrets: readonly string[]): Pick<ErrorValue, 'quote'> {
  const line = redactText(text.slice(0, READ_MAX), secrets)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, QUOTED_MAX)
    .replace(/[.\s]+$/, '');
  return line === '' ? {} : { quote: line };
}
