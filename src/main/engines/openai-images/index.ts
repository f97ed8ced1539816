import { Model } from '@shared/domain/model.ts';
import { type EngineModule, type EngineService, type EngineWorld, traitsOf } from '../module.ts';
import { info } from './info.ts';
import edits from './models/edits.json' with { type: 'json' };

/** Any service or local server that has `/v1/images/edits`. Its code is loaded on first use. */
export const openaiImages: EngineModule = { info, models: [Model.parse(edits)], create: createOpenaiImages };

function createOpenaiImages(world: EngineWorld): EngineService {
  let loading: ReturnType<typeof load> | null = null;
  async function load() {
    const [engine, probe, http] = await Promise.all([
      import('./engine.ts'),
      import('./probe.ts'),
      world.http(),
    ]);
    const options = { world, http };
    return { ...engine, ...probe, options, made: engine.createOpenaiEngine(options) };
  }
  function loaded() {
    loading ??= load();
    return loading;
  }
  return {
    engine: { ...traitsOf(info), run: async (job) => (await loaded()).made.run(job) },
    async test(signal) {
      const { createApi, options, serverProblem } = await loaded();
      return serverProblem(createApi(options, await world.key()), signal);
    },
    isReachable: null,
  };
}
