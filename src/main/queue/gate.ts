import type { EngineId } from '@shared/domain/model.ts';
import { NEEDS_USER, type Obstacle, ONLY_SENDING } from '@shared/domain/obstacle.ts';
import type { ErrorValue } from '@shared/errors.ts';

/**
 * Passes the runs of one engine, or blocks them behind an obstacle that would stop each of them. When a retry
 * makes sense, one run goes first. The others follow once it gets past the obstacle.
 */
export class Gate {
  readonly #engine: EngineId;
  readonly #changed: () => void;
  #error: ErrorValue | null = null;
  #mayTry = false;
  #ahead: number | null = null;
  /** Number of times that an obstacle may have been removed. */
  #removals = 0;
  /** The runs under way, each with `#removals` when it started. */
  readonly #underWay = new Map<number, number>();

  constructor(engine: EngineId, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
  }

  /** The obstacle the runs wait for, or null. */
  get obstacle(): Obstacle | null {
    const error = this.#error;
    if (!error) return null;
    const retries = !NEEDS_USER.includes(error.code);
    return { engine: this.#engine, error, trying: this.#ahead !== null, retries };
  }

  /** Whether another run may start. `fetching`: the run was already accepted, so starting it costs nothing. */
  lets(fetching: boolean): boolean {
    if (!this.#error || (fetching && ONLY_SENDING.includes(this.#error.code))) return true;
    return this.#mayTry && this.#ahead === null;
  }

  /** A run starts. Behind an obstacle, it is the one that goes first. */
  started(runId: number): void {
    this.#underWay.set(runId, this.#removals);
    if (!this.#error || !this.#mayTry) return;
    this.#mayTry = false;
    this.#ahead = runId;
    this.#changed();
  }

  /**
   * Whether a run started before the user acted, or the network or key changed. What it meets may have been removed
   * since.
   */
  isOutdated(runId: number): boolean {
    return (this.#underWay.get(runId) ?? this.#removals) < this.#removals;
  }

  /** A run met an obstacle. The next one may try after the engine's backoff, unless only the user can remove it. */
  block(runId: number, error: ErrorValue): void {
    const isOutdated = this.isOutdated(runId);
    // An outdated one may be gone: one run finds out, or is already doing so.
    if (!isOutdated || !this.#error) {
      this.#error = error;
      this.#mayTry = isOutdated || !NEEDS_USER.includes(error.code);
    }
    if (this.#ahead === runId) this.#ahead = null;
    this.#changed();
  }

  /** The user acted, or the network or key changed: the obstacle may be gone. */
  tryAgain(): void {
    this.#removals += 1;
    if (this.#error) this.#mayTry = true;
  }

  /** A run got past the obstacle. This says nothing about runs that started before it. */
  passed(runId: number): void {
    if (this.#ahead !== runId) return;
    this.#error = null;
    this.#ahead = null;
    this.#changed();
  }

  /** The run that went first returned without reaching the obstacle, so another one has to test it. */
  cameBack(runId: number): void {
    if (this.#ahead !== runId) return;
    this.#ahead = null;
    this.#mayTry = true;
    this.#changed();
  }

  /** A run is no longer under way, after `block`, `passed` or `cameBack`. */
  ended(runId: number): void {
    this.#underWay.delete(runId);
  }
}
