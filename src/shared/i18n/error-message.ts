import type { Charge } from '../domain/run.ts';
import type { ErrorValue, Explanation } from '../errors.ts';
import { t } from './index.ts';

/** Returns the sentence of a reason. */
export function explain({ reason, params }: Explanation): string {
  const words = t.errors.reasons[reason] as string | ((params: unknown) => string);
  return typeof words === 'string' ? words : words(params ?? {});
}

/**
 * Returns an error's message in the current locale: what happened, the server's quote, the cost if `charge`
 * is given, and what to do.
 */
export function errorMessage(
  error: ErrorValue & { readonly fields?: readonly Explanation[] },
  charge?: Charge | null,
): string {
  const { code, quote, fields: [field] = [] } = error;
  const why: Explanation | undefined = error.reason === undefined ? field : error;
  const advice: Partial<Record<string, string>> = t.errors.advice;
  return [
    why ? explain(why) : t.errors.sentences[code],
    ...(quote ? [t.errors.quote(quote)] : []),
    ...(charge ? [t.runs.charge[charge]] : []),
    ...(why || advice[code] === undefined ? [] : [advice[code]]),
  ].join(' ');
}
