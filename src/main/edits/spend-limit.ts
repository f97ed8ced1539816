import type { EngineId } from '@shared/domain/model.ts';
import { Failure } from '@shared/errors.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock, Engine } from '../ports.ts';
import { paidToday } from '../queue/daily-cap.ts';

export interface SpendLimitDeps {
  readonly ledger: Pick<Ledger, 'paidRunsSince' | 'waitingRuns'>;
  readonly engines: readonly Pick<Engine, 'id' | 'paid'>[];
  readonly clock: Clock;
  /** Maximum number of paid runs started per day (local time). */
  readonly dailyCap: () => number;
  /** Whether an engine has the key it needs. */
  readonly hasKey: (engine: EngineId) => boolean;
}

/**
 * Throws `Failure` if this number of runs of the engine must not be queued: `missing-key`, or `daily-cap` if
 * they would exceed the cap together with today's paid runs and the waiting ones.
 */
export function assertWithinSpendLimit(deps: SpendLimitDeps, engine: EngineId, runs = 1): void {
  if (!deps.hasKey(engine)) throw new Failure('missing-key');
  const paid = deps.engines.filter((each) => each.paid).map((each) => each.id);
  if (!paid.includes(engine)) return;
  const cap = deps.dailyCap();
  if (cap === 0) throw new Failure('daily-cap', { reason: 'cap-zero' });
  const committed = paidToday(deps.ledger, paid, deps.clock()) + deps.ledger.waitingRuns(paid);
  if (committed + runs <= cap) return;
  if (committed < cap)
    throw new Failure('daily-cap', { reason: 'over-cap', params: { runs, left: cap - committed } });
  throw new Failure('daily-cap', { reason: 'cap-reached', params: { cap } });
}

/** Throws `Failure` (`bad-request`) at the field when this build does not have the engine. */
export function assertEngineAvailable(engines: readonly Pick<Engine, 'id'>[], engine: EngineId): void {
  if (engines.some(({ id }) => id === engine)) return;
  const why = { reason: 'engine-unavailable', params: { engine } } as const;
  throw new Failure('bad-request', undefined, [{ field: 'engine', ...why }]);
}
