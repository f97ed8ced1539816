import { createHash } from 'node:crypto';
import type { Model, ModelId } from '@shared/domain/model.ts';
import type { Http } from '../../http/http.ts';
import {
  type Engine,
  type EngineInput,
  type EngineOutput,
  maskIn,
  RunFailure,
  sourceIn,
} from '../../ports.ts';
import { traitsOf } from '../module.ts';
import type { AssetCache, PrepareUpload, UploadedAsset } from '../uploads.ts';
import { type Account, type Api, LIMITS, type Limits } from './api.ts';
import { failureReason } from './error-body.ts';
import { blocked, editFailed, uncertain } from './errors.ts';
import { answerReceipt, type FetchJob, fetchResults } from './fetch-results.ts';
import { info } from './info.ts';
import { postEdit } from './post-edit.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { apiKeyFailure, awaitRecord } from './remote-record.ts';
import { checkEdit, wireRequest } from './request.ts';
import { linkPolicy } from './result-links.ts';
import { createSourceAssets } from './source-asset.ts';
import { recordStatus } from './wire.ts';

export interface OneminOptions {
  /** Base address of the API, without a trailing slash. */
  readonly apiBase: string;
  readonly http: Http;
  /** Returns the user's key, or null. */
  readonly getKey: () => string | null;
  readonly assets: AssetCache;
  readonly prepareUpload: PrepareUpload;
  /** Returns a model of this engine, or null. */
  readonly model: (id: ModelId) => Model | null;
  /** Whether to use the asynchronous endpoint, which returns immediately and is polled for the result. */
  readonly asynchronous?: () => boolean;
  /** Shared by all callers of the service. */
  readonly rate?: RateLimit;
  readonly limits?: Partial<Limits>;
  readonly now?: () => number;
  readonly elapsed?: () => number;
  readonly pauseMs?: number;
}

type ResumableEngine = Engine & { readonly resume: NonNullable<Engine['resume']> };

/** Builds the dependencies that all calls share from an engine's options. */
export function createApi(options: OneminOptions): Api {
  return {
    http: options.http,
    base: options.apiBase,
    rate: options.rate ?? createRateLimit(),
    limits: { ...LIMITS, ...options.limits },
    now: options.now ?? Date.now,
    elapsed: options.elapsed ?? (() => performance.now()),
    pauseMs: options.pauseMs ?? 1000,
  };
}

/** The picture models of the 1min.ai API: remote, paid, not repeatable. */
export function createOneminEngine(options: OneminOptions): ResumableEngine {
  const api = createApi(options);
  const policy = linkPolicy(options.apiBase);
  const sources = createSourceAssets(api, options.assets, options.prepareUpload);

  /**
   * Turns an answer into images. The service has accepted the edit, so nothing is sent again, whatever fails
   * here.
   */
  async function finish(account: Account, job: FetchJob): Promise<EngineOutput> {
    let { answer } = job;
    if (answer.aiRecord && recordStatus(answer.aiRecord) === 'processing') {
      if (job.remoteId === null) throw uncertain({ reason: 'no-edit-id' });
      answer = await awaitRecord(api, account, job.remoteId, job.signal);
    }
    if (answer.aiRecord && recordStatus(answer.aiRecord) === 'failed')
      throw editFailed(failureReason(answer), [account.key]);
    return { pictures: await fetchResults(api, account, policy, { ...job, answer }) };
  }

  return {
    ...traitsOf(info),

    async run({ edit, inputs, stagingDir, signal, reporter }) {
      signal.throwIfAborted();
      const account = accountOf(options.getKey());
      const checked = checkEdit(edit.request, options.model(edit.request.model), inputs);
      let isUploading = false;
      // One after the other: a run enters the state of its uploads once.
      const upload = (picture: EngineInput) =>
        sources.ensure({
          account,
          source: picture,
          signal,
          uploading: () => {
            if (!isUploading) reporter.uploading();
            isUploading = true;
          },
        });
      const source = sourceIn(inputs);
      const drawn = checked.model.pictures.mask === undefined ? null : maskIn(inputs);
      const sent = await upload(source);
      const mask = drawn && (await upload(drawn));
      const wire = wireRequest(
        checked,
        { source: sent.asset.path, mask: mask?.asset.path ?? null },
        options.asynchronous?.() ?? false,
      );
      const { answer, remoteId } = await postEdit(api, account, wire, {
        signal,
        onAnotherTry: () => reporter.sendingAgain(),
        onFirstByte: () =>
          reporter.sending(receiptOf(wire, sent.asset, mask?.asset ?? null, options.apiBase)),
      }).catch((error: unknown) => {
        if (!namesTheAsset(error)) throw error;
        sources.forget(source.sha256, account);
        if (drawn) sources.forget(drawn.sha256, account);
        // Rejected before anything was charged, and an upload was a cached one: requeue the run for new
        // uploads.
        if ((sent.cached || mask?.cached) && error.charged === 'no')
          throw new RunFailure(
            'wait',
            { code: 'request-refused', reason: 'upload-expired' },
            {
              retryAfterMs: 0,
              cause: error,
            },
          );
        throw error;
      });
      if (remoteId !== null) reporter.accepted(remoteId, answerReceipt(answer, account, wire.body));
      return finish(account, { answer, body: wire.body, remoteId, tries: 0, stagingDir, signal, reporter });
    },

    async resume({ remoteId, receipt, stagingDir, signal, reporter }) {
      signal.throwIfAborted();
      const key = options.getKey();
      if (!key) throw apiKeyFailure('missing-key');
      const account = accountOf(key);
      const tries = typeof receipt.fetchTries === 'number' ? receipt.fetchTries : 0;
      const answer = await awaitRecord(api, account, remoteId, signal);
      return finish(account, { answer, body: receipt.body, remoteId, tries, stagingDir, signal, reporter });
    },
  };
}

/** Returns the account of a key. Throws `RunFailure` if there is no key or it doesn't fit into a header. */
export function accountOf(key: string | null): Account {
  if (key === null || key === '') throw blocked({ code: 'missing-key' });
  if (!/^[\x21-\x7e]+$/.test(key)) throw blocked({ code: 'key-refused' });
  const keyId = createHash('sha256').update(`reseed key ${key}`).digest('hex').slice(0, 16);
  return { key, keyId };
}

/** Returns the request for the receipt: everything except the key. */
function receiptOf(
  wire: ReturnType<typeof wireRequest>,
  picture: UploadedAsset,
  mask: UploadedAsset | null,
  apiBase: string,
) {
  return {
    to: `${apiBase}/api/features`,
    body: wire.body,
    bodySha256: wire.sha256,
    bodyBytes: wire.bytes.length,
    picture,
    ...(mask && { mask }),
  };
}

/** Whether the service rejected the edit because of the uploaded image. */
function namesTheAsset(error: unknown): error is RunFailure {
  return error instanceof RunFailure && error.code === 'request-refused' && error.namesAsset;
}
