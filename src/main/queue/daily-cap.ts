import type { EngineId } from '@shared/domain/model.ts';
import { startOfDay, startOfTomorrow } from '@shared/local-day.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { Clock } from '../ports.ts';

/** Interval for checking a reached cap: midnight may have passed while the machine slept. */
const LOOK_AGAIN_MS = 60_000;

interface DailyCapDeps {
  readonly ledger: Pick<Ledger, 'paidRunsSince'>;
  /** Engines whose runs cost money. */
  readonly engines: readonly EngineId[];
  readonly clock: Clock;
  /** Maximum number of paid runs started per day. */
  readonly dailyCap: () => number;
  readonly wake: () => void;
}

/** Blocks paid runs once today's runs have reached the cap, until the next day or a higher cap. */
export class DailyCap {
  readonly #deps: DailyCapDeps;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: DailyCapDeps) {
    this.#deps = deps;
  }

  /** Whether the cap blocks another start, counting `starting` runs that aren't recorded as started yet. */
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

/** Returns the number of paid runs started since midnight, local time. */
export function paidToday(
  ledger: Pick<Ledger, 'paidRunsSince'>,
  engines: readonly EngineId[],
  now: number,
): number {
  const midnight = startOfDay(now);
  return engines.reduce((sum, engine) => sum + ledger.paidRunsSince(engine, midnight), 0);
}
