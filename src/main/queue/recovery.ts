import type { EngineId } from '@shared/domain/model.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock, Log } from '../ports.ts';
import type { EngineQueue } from './engine-queue.ts';
import { recoveryOf, unknownOutcome } from './outcome.ts';
import type { RunEvents } from './run-events.ts';

/** Recovers runs that the last process left active: each is queued again, resumed, or `uncertain`. */
export function recover(
  deps: { readonly ledger: Ledger; readonly clock: Clock; readonly log: Log; readonly events: RunEvents },
  queues: ReadonlyMap<EngineId, EngineQueue>,
): void {
  const { ledger, clock, log, events } = deps;
  for (const run of ledger.activeRuns()) {
    const queue = queues.get(run.engine);
    const verdict = recoveryOf({
      state: run.state,
      repeatable: queue?.engine.repeatable ?? false,
      findsSent: queue?.engine.findsSent ?? false,
      canResume: queue?.engine.resume !== undefined && run.remoteId !== null,
    });
    log.info('recovered interrupted run', { runId: run.id, state: run.state, verdict });
    if (verdict === 'resume') queue?.toResume.push(run.id);
    else if (verdict === 'queue') ledger.moveRun(run.id, run.state, 'queued', { at: clock(), charged: 'no' });
    else
      ledger.moveRun(run.id, run.state, 'uncertain', {
        at: clock(),
        charged: queue?.engine.paid === false ? 'no' : 'unknown',
        error: unknownOutcome(run.state),
      });
    events.emitChanged(run.editId);
  }
}
