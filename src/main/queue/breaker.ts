import type { EngineId } from '@shared/domain/model.ts';
import type { Question } from '@shared/domain/obstacle.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock } from '../ports.ts';

interface BreakerDeps {
  readonly engine: EngineId;
  readonly ledger: Pick<Ledger, 'holdOn' | 'moveHold' | 'liftHold' | 'runById'>;
  readonly clock: Clock;
  /** The question was replaced or removed. */
  readonly changed: () => void;
}

/** How a run left its engine. */
export type Left = 'saved or explained' | 'unexplained' | 'waits' | 'released';

/**
 * Stops the queue of a paid engine after a run that ended without an explanation: the next one might be paid
 * for without a result too. The stop is stored in the ledger together with the end of the run. Once the user
 * continues, one run goes first, and the others follow if it ends normally.
 */
export class Breaker {
  readonly #deps: BreakerDeps;
  #mayTry = false;
  #ahead: number | null = null;

  constructor(deps: BreakerDeps) {
    this.#deps = deps;
  }

  /** The open question, or null. */
  get question(): Question | null {
    const { engine, ledger } = this.#deps;
    const hold = ledger.holdOn(engine);
    if (!hold) return null;
    const { runId } = hold;
    const { error, charged } = ledger.runById(runId);
    const trying = this.#ahead !== null || this.#mayTry;
    return {
      engine,
      runId,
      at: hold.at,
      error: error ?? { code: 'outcome-unknown' },
      charged,
      waiting: hold.waiting,
      trying,
    };
  }

  /** Whether another run may be sent. */
  get lets(): boolean {
    const { engine, ledger } = this.#deps;
    if (!ledger.holdOn(engine)) return true;
    return this.#mayTry && this.#ahead === null;
  }

  /** Whether a started run may send now. Runs that were about to send when the queue stopped are requeued. */
  letsSend(runId: number): boolean {
    const { engine, ledger } = this.#deps;
    return this.#ahead === runId || ledger.holdOn(engine) === null;
  }

  started(runId: number): void {
    if (!this.#mayTry) return;
    this.#mayTry = false;
    this.#ahead = runId;
    this.#deps.changed();
  }

  /** The user continues after that run. An answer to an earlier question is ignored. */
  proceed(runId: number): void {
    const { engine, ledger, changed } = this.#deps;
    if (this.#ahead !== null || ledger.holdOn(engine)?.runId !== runId) return;
    this.#mayTry = true;
    changed();
  }

  ended(runId: number, how: Left): void {
    const { engine, ledger, clock, changed } = this.#deps;
    if (this.#ahead === runId) {
      this.#ahead = null;
      if (how === 'waits') this.#mayTry = true;
      if (how === 'unexplained') ledger.moveHold(engine, runId, clock());
      if (how === 'saved or explained') ledger.liftHold(engine);
    } else if (how !== 'unexplained') return;
    changed();
  }
}
