import type { AppError } from '@shared/errors.ts';
import { appError, Failure } from '@shared/errors.ts';
import { createChosenHttp, type HttpChoice } from '../http/chosen-http.ts';
import { type Engine, RunFailure } from '../ports.ts';
import type { AssetCache, PrepareUpload } from './onemin/upload.ts';

export interface RemoteOptions extends HttpChoice {
  readonly apiBase: string;
  readonly getKey: () => Promise<string | null>;
  readonly assets: AssetCache;
  readonly prepareUpload: PrepareUpload;
  readonly asynchronous: () => boolean;
}

/** The remote service: its engine and its free requests. */
export interface Remote {
  readonly engine: Engine & { readonly resume: NonNullable<Engine['resume']> };
  /** Returns null if the key is valid. */
  keyProblem(signal: AbortSignal): Promise<AppError | null>;
  isReachable(signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** Creates the 1min.ai engine and loads its code on first use: most starts never need its HTTP client. */
export function createRemote(options: RemoteOptions): Remote {
  let loading: ReturnType<typeof load> | null = null;
  let key: string | null = null;

  async function load() {
    const [{ createApi, createOneminEngine }, { createRateLimit }, http, probe] = await Promise.all([
      import('./onemin/engine.ts'),
      import('./onemin/rate-limit.ts'),
      createChosenHttp(options),
      import('./onemin/probe.ts'),
    ]);
    const { apiBase, assets, prepareUpload, asynchronous } = options;
    const shared = {
      apiBase,
      http,
      assets,
      prepareUpload,
      asynchronous,
      getKey: () => key,
      rate: createRateLimit(),
    };
    return { engine: createOneminEngine(shared), api: createApi(shared), http, ...probe };
  }

  function loaded() {
    loading ??= load();
    return loading;
  }

  /** Throws `RunFailure` if the key can't be read, which blocks every run. */
  async function keyForRun(): Promise<string | null> {
    try {
      return await options.getKey();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new RunFailure('wait', error.value, { blocks: true, cause: error });
    }
  }

  return {
    engine: {
      id: '1min.ai',
      repeatable: false,
      needsNetwork: true,
      async run(job) {
        key = await keyForRun();
        return (await loaded()).engine.run(job);
      },
      async resume(job) {
        key = await keyForRun();
        return (await loaded()).engine.resume(job);
      },
    },
    async keyProblem(signal) {
      key = await options.getKey();
      if (key === null) return appError('missing-key');
      const { api, keyProblem } = await loaded();
      return keyProblem(api, key, signal);
    },
    async isReachable(signal) {
      const { api, isReachable } = await loaded();
      return isReachable(api, signal);
    },
    async close() {
      await (await loading)?.http.close();
    },
  };
}
