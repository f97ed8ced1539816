import { parseJson } from '../parse-json.ts';

/** An error answer, parsed from any of its known formats. */
export interface ApiErrorBody {
  readonly code: string;
  readonly message: string;
  /** Causes found in `details`, most likely first. */
  readonly causes: readonly string[];
}

const NOTHING: ApiErrorBody = { code: '', message: '', causes: [] };

/**
 * Reads `errorCode|error.code`, `message|error.message|error`, and the causes in `details`. HTML and
 * unparsable text yield nothing.
 */
export function readError(text: string): ApiErrorBody {
  const body = asObject(parseJson(text));
  if (!body) return NOTHING;
  const inner = asObject(body.error);
  return {
    code: firstText(body.errorCode, inner?.code),
    message: firstText(body.message, inner?.message, body.error, body.errorMessage),
    causes: causesIn(body.details ?? inner?.details, 0),
  };
}

/**
 * Returns the actual causes: `response.data.message`, the `message` of each list item (with its field), or
 * the nearest equivalent.
 */
function causesIn(details: unknown, depth: number): string[] {
  if (depth > 6 || details == null) return [];
  if (typeof details === 'string') {
    const parsed = details.trim() === 'null' ? [] : parseJson(details);
    if (typeof parsed === 'object' && parsed !== null) return causesIn(parsed, depth + 1);
    return texts([typeof parsed === 'string' ? parsed : details]);
  }
  if (Array.isArray(details)) return details.slice(0, 10).flatMap((one) => causesIn(one, depth + 1));
  const found = asObject(details);
  if (!found) return [];
  const deeper = ['response', 'data', 'details', 'error', 'errors'].flatMap((name) =>
    causesIn(found[name], depth + 1),
  );
  if (deeper.length > 0) return deeper;
  const [field] = texts([found.property, found.field, found.path]);
  return [found.message, found.detail, found.errorMessage].flat().flatMap((message) => {
    const [text] = texts([message]);
    return text === undefined ? [] : [field && !text.includes(field) ? `${field}: ${text}` : text];
  });
}

/**
 * Returns why an edit failed although the service answered with 200, from the fields where this has been
 * seen.
 */
export function failureReason(answer: unknown): string {
  const root = asObject(answer);
  const record = asObject(root?.aiRecord);
  const detail = asObject(record?.aiRecordDetail);
  const results = Array.isArray(detail?.resultObject) ? detail.resultObject[0] : detail?.resultObject;
  const error = asObject(root?.error);
  return firstText(
    detail?.errorMessage,
    record?.errorMessage,
    root?.errorMessage,
    error?.message,
    root?.error,
    results,
  );
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
}

function firstText(...values: readonly unknown[]): string {
  return texts(values)[0] ?? '';
}
