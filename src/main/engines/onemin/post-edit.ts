import { bytesBody, readText } from '../../http/http.ts';
import { parseJson } from '../parse-json.ts';
import { sendOnce } from '../send-once.ts';
import { type Account, type Api, apiUrl, noteRetryAfter } from './api.ts';
import { asRunFailure, editRejectionFailure, failed, uncertain } from './errors.ts';
import type { WireRequest } from './request.ts';
import { RecordAnswer } from './wire.ts';

/** Maximum size of an answer, in bytes. Real answers have a few thousand. */
const ANSWER_MAX = 2 * 1024 * 1024;

/** The service's answer to an accepted edit. */
export interface Accepted {
  readonly answer: RecordAnswer;
  readonly remoteId: string | null;
}

/**
 * Sends the paid request once. `onFirstByte` runs once, before the first byte can leave, and must have
 * recorded `sending` when it returns. Only a connection that was never established is retried. Throws
 * `RunFailure`, or `AbortError` if nothing was sent.
 */
export async function postEdit(
  api: Api,
  account: Account,
  wire: WireRequest,
  options: {
    readonly signal: AbortSignal;
    readonly onFirstByte: () => void;
    /** Called before the first byte of a retry. Throws to prevent it. */
    readonly onAnotherTry: () => void;
  },
): Promise<Accepted> {
  const { signal } = options;
  const send = async (onFirstByte: () => void) => {
    await api.rate.take(signal);
    return api.http.exchange(
      {
        method: 'POST',
        url: apiUrl(api, '/api/features'),
        headers: { 'API-KEY': account.key, 'Content-Type': 'application/json', Accept: 'application/json' },
        body: bytesBody(wire.bytes),
        limitMs: api.limits.editMs,
        signal,
        onFirstByte,
      },
      async (answer) => {
        const { text, error } = await readText(answer, ANSWER_MAX);
        const { status } = answer;
        if (status >= 200 && status <= 299) return understood(text, error);
        if (status >= 300 && status <= 399)
          throw failed({ code: 'service-unreachable', reason: 'redirected' });
        throw editRejectionFailure({
          status,
          text,
          afterMs: noteRetryAfter(api, answer),
          secrets: [account.key],
        });
      },
    );
  };
  try {
    return await sendOnce(send, {
      ...options,
      pauseMs: api.pauseMs,
      stopped: (error) => uncertain({ reason: 'stopped' }, error),
    });
  } catch (error) {
    throw asRunFailure(error, true);
  }
}

/**
 * Returns the record in a 2xx answer. If the answer is truncated or unreadable, returns at least its id, so
 * that it can be polled.
 */
function understood(text: string, error: unknown): Accepted {
  const parsed = error === null ? RecordAnswer.safeParse(parseJson(text)) : null;
  const record = parsed?.data?.aiRecord;
  if (parsed?.data && record) return { answer: parsed.data, remoteId: record.uuid ?? null };
  const uuid = /"aiRecord"\s*:\s*\{[^{}]*?"uuid"\s*:\s*"([0-9A-Za-z-]{8,100})"/.exec(text)?.[1];
  if (uuid === undefined) throw uncertain({ reason: 'unreadable-answer' }, error);
  return { answer: { aiRecord: { uuid, status: 'PROCESSING' } }, remoteId: uuid };
}
