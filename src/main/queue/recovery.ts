import type { EngineId } from '@shared/domain/model.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock, Log } from '../ports.ts';
import type { Lane } from './lane.ts';
import { recoveryOf, unknownOutcome } from './outcome.ts';
import type { Teller } from './teller.ts';

/** Puts right what the last process left in the middle: each such run goes back, goes on, or is `uncertain`. */
export function recover(
  needs: { readonly ledger: Ledger; readonly clock: Clock; readonly log: Log; readonly teller: Teller },
  lanes: ReadonlyMap<EngineId, Lane>,
): void {
  const { ledger, clock, log, teller } = needs;
  for (const run of ledger.activeRuns()) {
    const lane = lanes.get(run.engine);
    const verdict = recoveryOf({
      state: run.state,
      repeatable: lane?.engine.repeatable ?? false,
      canResume: lane?.engine.resume !== undefined && run.remoteId !== null,
    });
    log.info('a run was cut off', { runId: run.id, state: run.state, verdict });
    if (verdict === 'resume') lane?.toResume.push(run.id);
    else if (verdict === 'queue') ledger.moveRun(run.id, run.state, 'queued', { at: clock(), charged: 'no' });
    else
      ledger.moveRun(run.id, run.state, 'uncertain', {
        at: clock(),
        charged: 'unknown',
        error: unknownOutcome(run.state),
      });
    teller.changed(run.editId);
  }
}
