import type { AppError } from '@shared/errors.ts';
import { type EngineModule, type EngineService, type EngineWorld, traitsOf } from '../module.ts';
import { chooseWorkflows } from './chosen-workflow.ts';
import type { ComfyuiOptions } from './engine.ts';
import flux2Edit from './flux2-edit.json' with { type: 'json' };
import { info } from './info.ts';
import { Workflow } from './workflow.ts';
import { workflowModel } from './workflow-model.ts';

const SHIPPED = Workflow.parse(flux2Edit);

/** FLUX.2 dev as ComfyUI's own examples run it. Nobody has tried it with this app on a graphics card yet. */
const FLUX_2_DEV = workflowModel(SHIPPED, {
  id: 'flux-2-dev',
  name: 'FLUX.2 dev',
  source: 'https://comfyanonymous.github.io/ComfyUI_examples/flux2/',
  grade: 'documented',
});

/** Workflows on a ComfyUI server of the user's own. Its code is loaded on first use. */
export const comfyui: EngineModule = { info, models: [FLUX_2_DEV], create: createComfyui };

function createComfyui(world: EngineWorld): EngineService {
  const workflow = chooseWorkflows(world, { workflow: SHIPPED, model: FLUX_2_DEV });
  let loading: ReturnType<typeof load> | null = null;
  async function load() {
    const [engine, servers, check, http] = await Promise.all([
      import('./engine.ts'),
      import('./servers.ts'),
      import('./check-server.ts'),
      world.http(),
    ]);
    const options: ComfyuiOptions = { world, http, workflow: workflow.byHash };
    return { ...engine, ...servers, ...check, options, made: engine.createComfyuiEngine(options) };
  }
  function loaded() {
    loading ??= load();
    return loading;
  }
  return {
    engine: {
      ...traitsOf(info),
      cancels: true,
      run: async (job) => (await loaded()).made.run(job),
      resume: async (job) => (await loaded()).made.resume(job),
    },
    models: workflow.models,
    workflow,
    async test(signal): Promise<AppError | null> {
      const { checkServer, chosenServer, createApi, options } = await loaded();
      const api = createApi(options, chosenServer(world.options(), await world.key()));
      const { missingNodes, missingFiles } = await checkServer(api, await workflow.current(), signal);
      const missing = [...missingNodes, ...missingFiles];
      return missing.length === 0
        ? null
        : { code: 'model-unsupported', reason: 'server-lacks', params: { names: missing.slice(0, 8) } };
    },
    isReachable: null,
  };
}
