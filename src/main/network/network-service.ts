import type { Network } from '@shared/domain/network.ts';
import { isSettled, type RunRecord } from '@shared/domain/run.ts';
import type { Bus } from '../bus.ts';
import { type WatchDeps, watchNetwork } from './network-watch.ts';

export interface NetworkService {
  now(): Network;
  /** The machine woke up: an unreachable service is probed at once. */
  wake(): void;
  close(): void;
}

interface Deps extends Omit<WatchDeps, 'changed'> {
  readonly bus: Bus;
  /** The number of paid runs that wait in the queue. */
  readonly waitingPaid: () => number;
}

/**
 * Learns from runs that the network was lost, and emits when it is back. A paid run that waits because nothing could be reached
 * means that the network was lost; while it is, each change of a paid run changes how many wait.
 */
export function createNetworkService({ bus, waitingPaid, ...deps }: Deps): NetworkService {
  const watch = watchNetwork({
    ...deps,
    changed(online) {
      // The queue first: how many wait depends on it.
      bus.emit('network.reachable', { online });
      emitNow();
    },
  });
  const now = (): Network => ({ online: watch.online, waiting: waitingPaid() });
  const emitNow = () => bus.emit('network.changed', now());

  bus.on('run.changed', ({ run, edit }) => {
    if (edit.request.engine === 'practice') return;
    if (waitsForNetwork(run)) watch.lost();
    else if (!watch.online) emitNow();
  });

  return { now, wake: watch.wake, close: watch.close };
}

/** Whether a run waits, in the queue or for its images, because nothing could be reached. */
function waitsForNetwork({ state, error }: RunRecord): boolean {
  return !isSettled(state) && (error?.code === 'offline' || error?.code === 'service-unreachable');
}
