import { needsNetwork } from '@shared/domain/engine-catalog.ts';
import type { Network } from '@shared/domain/network.ts';
import { isSettled, type RunRecord } from '@shared/domain/run.ts';
import type { Bus } from '../bus.ts';
import { type WatchDeps, watchNetwork } from './network-watch.ts';

export interface NetworkService {
  now(): Network;
  /** The machine woke up: probes an unreachable service immediately. */
  wake(): void;
  close(): void;
}

interface Deps extends Omit<WatchDeps, 'changed'> {
  readonly bus: Bus;
  /** Number of paid runs waiting in the queue. */
  readonly waitingPaid: () => number;
}

/**
 * Detects from runs that the network was lost, and emits an event when it is back. A paid run that waits
 * because nothing was reachable means the network was lost. While it is, each change of a paid run changes
 * the number of waiting runs.
 */
export function createNetworkService({ bus, waitingPaid, ...deps }: Deps): NetworkService {
  const watch = watchNetwork({
    ...deps,
    changed(online) {
      // The queue goes first: the number of waiting runs depends on it.
      bus.emit('network.reachable', { online });
      emitNow();
    },
  });
  const now = (): Network => ({ online: watch.online, waiting: waitingPaid() });
  const emitNow = () => bus.emit('network.changed', now());

  bus.on('run.changed', ({ run, edit }) => {
    if (!needsNetwork(edit.request.engine)) return;
    if (waitsForNetwork(run)) watch.lost();
    else if (!watch.online) emitNow();
  });

  return { now, wake: watch.wake, close: watch.close };
}

/** Whether a run waits, in the queue or for its images, because nothing was reachable. */
function waitsForNetwork({ state, error }: RunRecord): boolean {
  return !isSettled(state) && (error?.code === 'offline' || error?.code === 'service-unreachable');
}
