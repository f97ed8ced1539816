import type { Bridge } from '@shared/contract.ts';
import type { Comparison } from '@shared/domain/verdict.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';

/** Measurements of two pictures, or why they failed. */
export type Measured =
  | { readonly phase: 'measuring' }
  | { readonly phase: 'measured'; readonly comparison: Comparison }
  | { readonly phase: 'failed'; readonly reason: string };

/** Number of cached pairs. */
const KEPT = 60;

export interface CompareState {
  readonly pairs: ReadonlyMap<string, Measured>;
  /** Compares the second picture with the first, unless cached. */
  load(a: number, b: number): Promise<void>;
  /** Retries after a failure. */
  reload(a: number, b: number): Promise<void>;
}

export function pairKey(a: number, b: number): string {
  return `${a}:${b}`;
}

/** Measurements of what changed between two pictures. Pictures never change, so the results are cached. */
export function createCompareStore(bridge: Bridge) {
  return createStore<CompareState>()((set, get) => {
    const put = (key: string, measured: Measured) =>
      set(({ pairs }) => ({
        pairs: new Map([...[...pairs].filter(([other]) => other !== key).slice(1 - KEPT), [key, measured]]),
      }));
    const measure = async (a: number, b: number) => {
      const key = pairKey(a, b);
      put(key, { phase: 'measuring' });
      try {
        put(key, { phase: 'measured', comparison: await callMain(bridge.image.compare({ a, b })) });
      } catch (error) {
        put(key, { phase: 'failed', reason: messageOf(error) });
      }
    };
    return {
      pairs: new Map(),
      load: async (a, b) => {
        if (!get().pairs.has(pairKey(a, b))) await measure(a, b);
      },
      reload: measure,
    };
  });
}
