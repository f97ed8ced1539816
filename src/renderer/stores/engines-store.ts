import type { Bridge } from '@shared/contract.ts';
import type { EngineInfo } from '@shared/domain/engine.ts';
import { setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { Model } from '@shared/domain/model.ts';
import type { ModelRefusal } from '@shared/domain/model-file.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../bridge/index.ts';

export interface EnginesState {
  /** Changes with the window's catalog, so that what shows it is rendered again. */
  readonly revision: number;
  /** The user's model files that are not used, and why. */
  readonly refused: readonly ModelRefusal[];
  /** Asks main for the engines and models and makes them this window's catalog. */
  load(): Promise<void>;
}

export function createEnginesStore(bridge: Bridge) {
  return createStore<EnginesState>()((set, get) => ({
    revision: 0,
    refused: [],
    load: async () => {
      const engines: EngineInfo[] = [];
      const models: Model[] = [];
      let refused: readonly ModelRefusal[] = [];
      for (let more = true; more; ) {
        const page = await callMain(bridge.engine.list({ after: engines.length + models.length }));
        engines.push(...page.engines);
        models.push(...page.models);
        ({ refused } = page);
        more = page.more && page.engines.length + page.models.length > 0;
      }
      setEngineCatalog({ engines, models });
      set({ refused, revision: get().revision + 1 });
    },
  }));
}
