import type { ErrorCode } from '@shared/errors.ts';
import { isRefusedWrite } from '../../disk-errors.ts';
import { HttpError } from '../../http/http.ts';
import { redactValue } from '../../http/redact.ts';
import { TryAgain } from '../../http/retry.ts';
import type { EngineResult, RunFailure, RunReporter } from '../../ports.ts';
import type { Account, Api } from './api.ts';
import { BadLink, downloadResult } from './download.ts';
import { echoDifferences } from './echo.ts';
import { failed } from './errors.ts';
import { getRecord, toWaitFailure } from './remote-record.ts';
import { type LinkPolicy, type ResultLinks, resultLinks } from './result-links.ts';
import { creditsOf, type RecordAnswer } from './wire.ts';

/** Maximum number of attempts to fetch a paid result, over all resumes. */
export const FETCH_TRIES_MAX = 20;

export interface FetchJob {
  readonly answer: RecordAnswer;
  /** The request as sent. Unknown for a run whose request was not recorded. */
  readonly body: unknown;
  readonly remoteId: string | null;
  /** Number of earlier attempts. */
  readonly tries: number;
  readonly stagingDir: string;
  readonly signal: AbortSignal;
  readonly reporter: RunReporter;
}

/**
 * Downloads every result of a finished edit: by its signed link, the link of a fresh record, or its plain
 * addresses. Throws `RunFailure` (always charged) or `AbortError`.
 */
export async function fetchResults(
  api: Api,
  account: Account,
  policy: LinkPolicy,
  job: FetchJob,
): Promise<readonly EngineResult[]> {
  job.reporter.downloading({ ...answerReceipt(job.answer, account, job.body), fetchTries: job.tries + 1 });
  let found = resultLinks(job.answer, policy);
  if (found.length === 0) found = resultLinks(await freshRecord(api, account, job), policy);
  if (found.length === 0) throw failed({ code: 'result-missing', reason: 'no-result' }, 'yes');
  const results: EngineResult[] = [];
  for (const [n, links] of found.entries()) {
    try {
      results.push(
        await fetchOne(
          api,
          policy,
          job,
          links,
          async () => resultLinks(await freshRecord(api, account, job), policy)[n] ?? null,
        ),
      );
    } catch (error) {
      // Results that did arrive were paid for too, so keep them.
      if (results.length === 0 || job.signal.aborted) throw error;
    }
  }
  return results;
}

/**
 * Returns the service's answer for the receipt: all fields except secrets and names, plus the account's
 * credits.
 */
export function answerReceipt(answer: RecordAnswer, account: Account, body: unknown) {
  const echoDiffers = echoDifferences(body, answer);
  return {
    answer: redactValue(answer, [account.key]),
    credits: creditsOf(answer),
    ...(echoDiffers.length > 0 && { echoDiffers: redactValue(echoDiffers, [account.key]) }),
  };
}

/** Fetches the service's current record of the edit. Returns an empty record if the service can't be reached. */
async function freshRecord(
  api: Api,
  account: Account,
  { remoteId, signal }: FetchJob,
): Promise<RecordAnswer> {
  try {
    if (remoteId !== null) return await getRecord(api, account, remoteId, signal);
  } catch (error) {
    if (signal.aborted) throw error;
  }
  return { aiRecord: null };
}

/**
 * Downloads one result by the first link that works. If the disk is full, it waits for space and downloads
 * again by fresh links.
 */
async function fetchOne(
  api: Api,
  policy: LinkPolicy,
  job: FetchJob,
  links: ResultLinks,
  again: () => Promise<ResultLinks | null>,
): Promise<EngineResult> {
  for (;;) {
    try {
      return await tryLinks(api, policy, job, links, again);
    } catch (error) {
      if (!isRefusedWrite(error)) throw error;
      await job.reporter.noRoom(error);
    }
  }
}

async function tryLinks(
  api: Api,
  policy: LinkPolicy,
  { stagingDir, signal, tries }: FetchJob,
  links: ResultLinks,
  again: () => Promise<ResultLinks | null>,
): Promise<EngineResult> {
  const troubles: unknown[] = [];
  const tried = new Set<string>();
  const tryAll = async (urls: readonly URL[]): Promise<EngineResult | null> => {
    for (const url of urls) {
      if (tried.has(url.href)) continue;
      tried.add(url.href);
      try {
        return await downloadResult(api, url, { stagingDir, policy, signal });
      } catch (error) {
        if (!(error instanceof BadLink || error instanceof HttpError || error instanceof TryAgain))
          throw error;
        troubles.push(error);
      }
    }
    return null;
  };
  const result =
    (await tryAll(links.signed)) ??
    (await tryAll((await again())?.signed ?? [])) ??
    (await tryAll(links.plain));
  if (result) return result;
  throw verdictOf(troubles, tries);
}

/**
 * Returns the failure for a result that no link returned: retried later if the cause is transient, final
 * otherwise.
 */
function verdictOf(troubles: readonly unknown[], tries: number): unknown {
  const passing = troubles.find(
    (error) => error instanceof TryAgain || (error instanceof HttpError && error.kind !== 'blocked'),
  );
  if (passing !== undefined && tries + 1 < FETCH_TRIES_MAX) return toWaitFailure(passing);
  const refused = troubles.some((error) => error instanceof BadLink && error.why === 'refused');
  return paidLoss(refused ? 'result-refused' : 'result-missing');
}

function paidLoss(code: ErrorCode): RunFailure {
  return failed({ code }, 'yes');
}
