import type { Network } from '@shared/domain/network.ts';
import { createStore } from 'zustand/vanilla';

export interface NetworkState extends Network {
  setNetwork(network: Network): void;
}

/** The network state reported by main. */
export function createNetworkStore() {
  return createStore<NetworkState>()((set) => ({
    online: true,
    waiting: 0,
    setNetwork: ({ online, waiting }) => set({ online, waiting }),
  }));
}
