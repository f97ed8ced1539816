import { setTimeout as sleep } from 'node:timers/promises';
import type { Explanation } from '@shared/errors.ts';
import { HttpError, readText } from '../../http/http.ts';
import { retryGet, TryAgain } from '../../http/retry.ts';
import { RunFailure } from '../../ports.ts';
import { parseJson } from '../parse-json.ts';
import { type Account, type Api, apiUrl, noteRetryAfter } from './api.ts';
import { blocked, PROXY_LOGIN, UNREACHABLE_PAUSE_MS } from './errors.ts';
import { RecordAnswer, recordStatus } from './wire.ts';

/** Number of consecutive answers without the record after which it counts as lost. */
const UNKNOWN_MAX = 4;

/** Fetches the service's record of an edit (free). Throws `RunFailure`, `HttpError`, `TryAgain`, `AbortError`. */
export function getRecord(
  api: Api,
  account: Account,
  remoteId: string,
  signal: AbortSignal,
): Promise<RecordAnswer> {
  const attempt = async () => {
    await api.rate.take(signal);
    return api.http.exchange(
      {
        method: 'GET',
        url: apiUrl(api, `/api/results/${encodeURIComponent(remoteId)}`),
        headers: { 'API-KEY': account.key, Accept: 'application/json' },
        limitMs: api.limits.checkMs,
        signal,
      },
      async (answer) => {
        const { text, error } = await readText(answer, 2 * 1024 * 1024);
        const { status } = answer;
        const afterMs = noteRetryAfter(api, answer);
        if (status === 401) throw apiKeyFailure('key-refused');
        if (status === PROXY_LOGIN) throw blocked({ code: 'proxy-login' }, { charged: 'unknown' });
        const parsed = status === 200 && error === null ? RecordAnswer.safeParse(parseJson(text)) : null;
        if (!parsed?.success) throw new TryAgain(status, afterMs);
        return parsed.data;
      },
    );
  };
  return retryGet(attempt, { signal, pauseMs: api.pauseMs });
}

/**
 * Polls an accepted edit until it has finished or failed, within the time limit of an edit. Throws
 * `RunFailure`: `wait` if the service can't be reached, `uncertain` if the edit doesn't finish.
 */
export async function awaitRecord(
  api: Api,
  account: Account,
  remoteId: string,
  signal: AbortSignal,
): Promise<RecordAnswer> {
  const until = api.elapsed() + api.limits.editMs;
  let unknown = 0;
  for (let pause = api.pauseMs; ; pause = Math.min(pause * 1.5, 5000)) {
    const answer = await getRecord(api, account, remoteId, signal).catch((error: unknown) => {
      throw toWaitFailure(error);
    });
    if (answer.aiRecord && recordStatus(answer.aiRecord) !== 'processing') return answer;
    unknown = answer.aiRecord ? 0 : unknown + 1;
    if (unknown >= UNKNOWN_MAX || api.elapsed() + pause > until) throw noEnd(unknown > 0);
    await sleep(pause, undefined, { signal });
  }
}

function noEnd(unknown: boolean): RunFailure {
  const why: Explanation = { reason: unknown ? 'record-gone' : 'not-finished' };
  return new RunFailure('uncertain', { code: 'outcome-unknown', ...why }, { charged: 'unknown' });
}

/** The failure for a paid result that can't be fetched now: the run keeps its state and is resumed later. */
export function toWaitFailure(error: unknown): unknown {
  if (!(error instanceof HttpError || error instanceof TryAgain)) return error;
  if (error instanceof HttpError && (error.kind === 'untrusted' || error.kind === 'proxy-login'))
    return blocked(
      { code: error.kind === 'untrusted' ? 'certificate' : 'proxy-login' },
      {
        charged: 'yes',
        cause: error,
      },
    );
  const offline = error instanceof HttpError && error.kind === 'no-network';
  const retryAfterMs = (error instanceof TryAgain ? error.afterMs : null) ?? UNREACHABLE_PAUSE_MS;
  return new RunFailure(
    'wait',
    { code: offline ? 'offline' : 'service-unreachable', reason: 'fetched-later' },
    {
      charged: 'yes',
      retryAfterMs,
      cause: error,
    },
  );
}

/**
 * The failure for an accepted edit whose account is no longer accessible. Its result is fetched once there is
 * a valid key.
 */
export function apiKeyFailure(code: 'key-refused' | 'missing-key'): RunFailure {
  const why: Explanation = { reason: code === 'key-refused' ? 'result-key-refused' : 'result-key-missing' };
  return blocked({ code, ...why }, { charged: 'unknown' });
}
