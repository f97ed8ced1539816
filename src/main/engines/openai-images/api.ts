import { type Http, type HttpAnswer, readText } from '../../http/http.ts';
import { retryAfterMs } from '../../http/retry.ts';

/** Time limits in milliseconds, each from the first byte sent to the last byte received. */
export interface Limits {
  /** Good models take minutes. */
  readonly editMs: number;
  readonly downloadMs: number;
  readonly checkMs: number;
}

export const LIMITS: Limits = { editMs: 600_000, downloadMs: 120_000, checkMs: 20_000 };

/** Maximum size of the answer to an edit: pictures of 64 MB in base64. */
export const ANSWER_MAX = 96 * 1024 * 1024;

/** Dependencies of every call to the server. */
export interface Api {
  readonly http: Http;
  /** Address without a trailing slash and without `/v1`. */
  readonly address: string;
  readonly key: string | null;
  readonly limits: Limits;
  readonly now: () => number;
  readonly pauseMs: number;
}

/** The address as the API's libraries and its users write it, with or without `/v1`. */
export function withoutVersion(address: string): string {
  return address.replace(/\/v1$/, '');
}

export function apiUrl({ address }: Api, path: string): URL {
  return new URL(`${address}/v1${path}`);
}

export function headersOf({ key }: Api): Readonly<Record<string, string>> {
  return { Accept: 'application/json', ...(key !== null && { Authorization: `Bearer ${key}` }) };
}

/** Reads an answer of at most `limit` bytes as text. */
export async function readAnswer(api: Api, answer: HttpAnswer, limit: number) {
  const { text, whole, error } = await readText(answer, limit);
  return {
    status: answer.status,
    text,
    isWhole: whole && error === null,
    afterMs: retryAfterMs(answer.headers, api.now()),
  };
}
