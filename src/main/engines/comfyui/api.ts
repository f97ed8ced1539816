import type { z } from 'zod';
import { type Http, type HttpAnswer, type HttpRequest, readText } from '../../http/http.ts';
import { isTransientStatus, retryAfterMs, retryGet, TryAgain } from '../../http/retry.ts';
import { parseJson } from '../parse-json.ts';
import { asRunFailure, statusFailure, waits } from './errors.ts';

/** Time limits in milliseconds, each from the first byte sent to the last byte received. */
export interface Limits {
  readonly uploadMs: number;
  readonly checkMs: number;
  readonly downloadMs: number;
}

export const LIMITS: Limits = { uploadMs: 120_000, checkMs: 20_000, downloadMs: 120_000 };

/** Maximum size of an answer, in bytes. A history holds the whole workflow. */
const ANSWER_MAX = 8 * 1024 * 1024;

/** The one server that the user chose. Nothing else is ever asked. */
export interface Server {
  /** Address without a trailing slash. */
  readonly address: string;
  readonly token: string | null;
}

/** Dependencies of every call to a server. */
export interface Api {
  readonly http: Http;
  readonly server: Server;
  readonly limits: Limits;
  readonly now: () => number;
  readonly elapsed: () => number;
  /** First delay before a retry, and between two polls, in milliseconds. */
  readonly pauseMs: number;
}

export function headersOf(server: Server): Readonly<Record<string, string>> {
  return server.token === null ? {} : { Authorization: `Bearer ${server.token}` };
}

/** Returns an address of the server. Only paths and queries of the app's own are added. */
export function urlOf({ address }: Server, path: string, query: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(`${address}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

export function secretsOf({ token }: Server): readonly string[] {
  return token === null ? [] : [token];
}

type Request = Pick<HttpRequest, 'method' | 'body' | 'limitMs' | 'onFirstByte'> & {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One exchange with the server. Redirects are never followed. */
export function exchange<T>(
  api: Api,
  { path, query, headers = {}, ...rest }: Request,
  signal: AbortSignal,
  read: (answer: HttpAnswer) => Promise<T>,
): Promise<T> {
  return api.http.exchange(
    {
      ...rest,
      url: urlOf(api.server, path, query),
      headers: { Accept: 'application/json', ...headersOf(api.server), ...headers },
      signal,
    },
    read,
  );
}

/** Reads an answer as JSON of a schema. Throws `RunFailure` for a refusal, `TryAgain` for an answer that isn't it. */
export async function readJson<S extends z.ZodType>(
  api: Api,
  answer: HttpAnswer,
  schema: S,
): Promise<z.infer<S>> {
  const { text, whole, error } = await readText(answer, ANSWER_MAX);
  const afterMs = retryAfterMs(answer.headers, api.now());
  const { status } = answer;
  if (status !== 200) {
    if (isTransientStatus(status) && status !== 429) throw new TryAgain(status, afterMs);
    throw statusFailure(status, text, { afterMs, secrets: secretsOf(api.server) });
  }
  const parsed = error === null && whole ? schema.safeParse(parseJson(text)) : null;
  if (!parsed?.success) throw new TryAgain(status);
  return parsed.data;
}

/** GETs JSON, with retries. Throws `RunFailure` (that waits, if the server can't be reached) or `AbortError`. */
export async function getJson<S extends z.ZodType>(
  api: Api,
  request: { readonly path: string; readonly query?: Readonly<Record<string, string>> },
  schema: S,
  signal: AbortSignal,
): Promise<z.infer<S>> {
  const get = () =>
    exchange(api, { method: 'GET', limitMs: api.limits.checkMs, ...request }, signal, (answer) =>
      readJson(api, answer, schema),
    );
  try {
    return await retryGet(get, { signal, pauseMs: api.pauseMs });
  } catch (error) {
    throw unreadable(error);
  }
}

/** Turns `TryAgain` and a lost connection into a `RunFailure` that waits. */
export function unreadable(error: unknown): unknown {
  if (!(error instanceof TryAgain)) return asRunFailure(error);
  return error.status === 200
    ? waits({ code: 'service-unreachable', reason: 'server-unreadable' }, error)
    : statusFailure(error.status, '', { afterMs: error.afterMs, secrets: [] });
}
