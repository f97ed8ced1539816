import { appError } from '@shared/errors.ts';
import { type EngineModule, type EngineService, type EngineWorld, traitsOf } from '../module.ts';
import { info } from './info.ts';
import { ONEMIN_MODELS } from './models/index.ts';

/** FLUX.2 dev and other editors of 1min.ai. Its code is loaded on first use: most starts never need it. */
export const onemin: EngineModule = { info, models: ONEMIN_MODELS, create: createOnemin };

function createOnemin(world: EngineWorld): EngineService {
  let loading: ReturnType<typeof load> | null = null;
  let key: string | null = null;

  async function load() {
    const [{ createApi, createOneminEngine }, { createRateLimit }, http, probe, { readModelList }] =
      await Promise.all([
        import('./engine.ts'),
        import('./rate-limit.ts'),
        world.http(),
        import('./probe.ts'),
        import('./model-list.ts'),
      ]);
    const { apiBase, assets, prepareUpload, asynchronous, model } = world;
    const shared = {
      apiBase,
      http,
      assets,
      prepareUpload,
      asynchronous,
      model,
      getKey: () => key,
      rate: createRateLimit(),
    };
    return { engine: createOneminEngine(shared), api: createApi(shared), readModelList, ...probe };
  }

  function loaded() {
    loading ??= load();
    return loading;
  }

  return {
    engine: {
      ...traitsOf(info),
      async run(job) {
        key = await world.key();
        return (await loaded()).engine.run(job);
      },
      async resume(job) {
        key = await world.key();
        return (await loaded()).engine.resume(job);
      },
    },
    async test(signal) {
      key = await world.key();
      if (key === null) return appError('missing-key');
      const { api, keyProblem } = await loaded();
      return keyProblem(api, key, signal);
    },
    async isReachable(signal) {
      const { api, isReachable } = await loaded();
      return isReachable(api, signal);
    },
    async listModels(signal) {
      const { api, readModelList } = await loaded();
      return readModelList(api, world.models(), signal);
    },
  };
}
