import type { EngineId } from '@shared/domain/model.ts';
import { startOfDay, startOfTomorrow } from '@shared/local-day.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock } from '../ports.ts';

/** How often a reached cap is looked at again: midnight may have passed while the machine slept. */
const LOOK_AGAIN_MS = 60_000;

interface DailyCapDeps {
  readonly ledger: Pick<Ledger, 'paidRunsSince'>;
  /** The engines whose runs cost money. */
  readonly engines: readonly EngineId[];
  readonly clock: Clock;
  /** Most paid runs that are started in a day. */
  readonly dailyCap: () => number;
  readonly wake: () => void;
}

/** Holds paid runs back once those of today have reached the cap, until the next day or a higher cap. */
export class DailyCap {
  readonly #deps: DailyCapDeps;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: DailyCapDeps) {
    this.#deps = deps;
  }

  /** Whether one more may not start now, besides `starting` runs that are on their way and not written down as started. */
  reached(starting: number): boolean {
    const { ledger, engines, clock, dailyCap, wake } = this.#deps;
    if (paidToday(ledger, engines, clock()) + starting < dailyCap()) return false;
    const untilTomorrow = startOfTomorrow(clock()) - clock();
    this.stop();
    this.#timer = setTimeout(wake, Math.min(untilTomorrow, LOOK_AGAIN_MS));
    return true;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Paid runs that were started since midnight, local time. */
export function paidToday(
  ledger: Pick<Ledger, 'paidRunsSince'>,
  engines: readonly EngineId[],
  now: number,
): number {
  const midnight = startOfDay(now);
  return engines.reduce((sum, engine) => sum + ledger.paidRunsSince(engine, midnight), 0);
}
