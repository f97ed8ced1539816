import type { Bus } from '../bus.ts';
import type { FinishService } from './finish-service.ts';

/** Finishes the results of saved runs. */
export function subscribeFinishes(bus: Pick<Bus, 'on'>, finishes: Pick<FinishService, 'finishRun'>): void {
  bus.on('run.saved', ({ runId }) => finishes.finishRun(runId));
}
