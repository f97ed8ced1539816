import type { Bridge, In, Out, Reply } from '@shared/contract.ts';
import type { RescueState as Rescue } from '@shared/domain/rescue.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';

export interface RescueStoreState {
  readonly rescue: Rescue;
  /** Retried without improvement. */
  readonly looked: boolean;
  readonly looking: boolean;
  lookAgain(): Promise<void>;
  rebuild(): Promise<void>;
  cancelRebuild(): Promise<void>;
  restore(): Promise<void>;
  showFolder(): Promise<void>;
  chooseFolder(): Promise<void>;
  quit(): Promise<void>;
}
export type RescueStore = ReturnType<typeof createRescueStore>;

type Plain = (input: In<'rescue.quit'>) => Promise<Reply<Out<'rescue.quit'>>>;

/** The library problem reported by main. */
export function createRescueStore(bridge: Bridge, first: Rescue) {
  return createStore<RescueStoreState>()((set) => {
    bridge.on('rescue.changed', (rescue) => set({ rescue }));
    // Events report the outcome. If the call fails, the page is unchanged.
    const call = (one: Plain) => () =>
      callMain(one({})).then(
        () => undefined,
        () => undefined,
      );
    return {
      rescue: first,
      looked: false,
      looking: false,
      async lookAgain() {
        set({ looking: true, looked: false });
        await call(bridge.rescue.lookAgain)();
        set({ looking: false, looked: true });
      },
      rebuild: call(bridge.rescue.rebuild),
      cancelRebuild: call(bridge.rescue.cancelRebuild),
      async restore() {
        set({ looking: true, looked: false });
        await call(bridge.rescue.restore)();
        set({ looking: false });
      },
      showFolder: call(bridge.rescue.showFolder),
      chooseFolder: call(bridge.rescue.chooseFolder),
      quit: call(bridge.rescue.quit),
    };
  });
}
