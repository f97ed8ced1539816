import type { EngineId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock, Engine } from '../ports.ts';
import { paidToday } from '../queue/daily-cap.ts';

export interface SpendLimitDeps {
  readonly ledger: Pick<Ledger, 'paidRunsSince' | 'waitingRuns'>;
  readonly engines: readonly Pick<Engine, 'id' | 'repeatable'>[];
  readonly clock: Clock;
  /** Most paid runs that are started in a day, local time. */
  readonly dailyCap: () => number;
  /** Whether there is a key to the paid service. */
  readonly hasKey: () => boolean;
}

/**
 * Throws `Failure` when so many runs of this engine would cost money that may not be spent: `missing-key`, or `daily-cap`
 * when they would go beyond the cap with the paid runs of today and those that wait, so that nobody queues beyond it
 * unknowingly.
 */
export function assertWithinSpendLimit(deps: SpendLimitDeps, engine: EngineId, runs = 1): void {
  const paid = deps.engines.filter((each) => !each.repeatable).map((each) => each.id);
  if (!paid.includes(engine)) return;
  if (!deps.hasKey()) throw new Failure('missing-key');
  const cap = deps.dailyCap();
  if (cap === 0) throw new Failure('daily-cap', { reason: 'cap-zero' });
  const committed = paidToday(deps.ledger, paid, deps.clock()) + deps.ledger.waitingRuns(paid);
  if (committed + runs <= cap) return;
  if (committed < cap)
    throw new Failure('daily-cap', { reason: 'over-cap', params: { runs, left: cap - committed } });
  throw new Failure('daily-cap', { reason: 'cap-reached', params: { cap } });
}
