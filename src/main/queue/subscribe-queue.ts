import type { Bus } from '../bus.ts';
import type { Scheduler } from './scheduler.ts';

/** Reacts to services that change runs, the network or the key. */
export function subscribeQueue(bus: Pick<Bus, 'on'>, queue: Scheduler): void {
  bus.on('runs.moved', ({ runIds }) => queue.changedElsewhere(runIds));
  bus.on('network.reachable', ({ online }) => queue.setOnline(online));
  bus.on('key.changed', () => queue.networkBack());
}
