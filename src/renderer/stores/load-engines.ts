import type { Bridge } from '@shared/contract.ts';
import type { EngineInfo } from '@shared/domain/engine.ts';
import { setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { Model } from '@shared/domain/model.ts';
import { callMain } from '../bridge/index.ts';

/** Asks main for the engines and models and makes them this window's catalog. */
export async function loadEngines(bridge: Bridge): Promise<void> {
  const engines: EngineInfo[] = [];
  const models: Model[] = [];
  for (let more = true; more; ) {
    const page = await callMain(bridge.engine.list({ after: engines.length + models.length }));
    engines.push(...page.engines);
    models.push(...page.models);
    more = page.more && page.engines.length + page.models.length > 0;
  }
  setEngineCatalog({ engines, models });
}
