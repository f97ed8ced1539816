import type { EngineId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock, Engine } from '../ports.ts';
import { paidToday } from '../queue/daily-cap.ts';

export interface SpendNeeds {
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
export function assertMaySpend(needs: SpendNeeds, engine: EngineId, runs = 1): void {
  const paid = needs.engines.filter((each) => !each.repeatable).map((each) => each.id);
  if (!paid.includes(engine)) return;
  if (!needs.hasKey()) throw new Failure('missing-key');
  const cap = needs.dailyCap();
  if (cap === 0) throw new Failure('daily-cap', { reason: 'cap-zero' });
  const spoken = paidToday(needs.ledger, paid, needs.clock()) + needs.ledger.waitingRuns(paid);
  if (spoken + runs <= cap) return;
  if (spoken < cap)
    throw new Failure('daily-cap', { reason: 'over-cap', params: { runs, left: cap - spoken } });
  throw new Failure('daily-cap', { reason: 'cap-reached', params: { cap } });
}
