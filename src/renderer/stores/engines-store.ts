import type { Bridge } from '@shared/contract.ts';
import type { EngineInfo } from '@shared/domain/engine.ts';
import { setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { EngineId, Model } from '@shared/domain/model.ts';
import type { ModelRefusal } from '@shared/domain/model-file.ts';
import type { ModelOffer } from '@shared/domain/model-offer.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../bridge/index.ts';

export interface EnginesState {
  /** Changes with the window's catalog, so that what shows it is rendered again. */
  readonly revision: number;
  /** The user's model files that are not used, and why. */
  readonly refused: readonly ModelRefusal[];
  /** What services say about the models. */
  readonly offers: readonly ModelOffer[];
  /** Asks main for the engines and models and makes them this window's catalog. */
  load(): Promise<void>;
  /** Asks main to look for changes from outside: model files, and the chosen engine's service. */
  refresh(engine: EngineId | null): void;
}

export function createEnginesStore(bridge: Bridge) {
  return createStore<EnginesState>()((set, get) => ({
    revision: 0,
    refused: [],
    offers: [],
    load: async () => {
      const engines: EngineInfo[] = [];
      const models: Model[] = [];
      const offers: ModelOffer[] = [];
      let refused: readonly ModelRefusal[] = [];
      for (let more = true; more; ) {
        const page = await callMain(bridge.engine.list({ after: engines.length + models.length }));
        engines.push(...page.engines);
        models.push(...page.models);
        offers.push(...page.offers);
        ({ refused } = page);
        more = page.more && page.engines.length + page.models.length > 0;
      }
      setEngineCatalog({ engines, models });
      set({ refused, offers, revision: get().revision + 1 });
    },
    refresh: (engine) => {
      // What it finds is an event. A failure leaves what is known.
      void callMain(bridge.engine.refresh({ engine })).catch(() => undefined);
    },
  }));
}
