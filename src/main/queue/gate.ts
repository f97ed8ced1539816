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
  readonly #underWay = new Set<number>();
  /** Runs that were under way when the user, the network or the key changed: what they meet may be gone. */
  readonly #outdated = new Set<number>();

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
    this.#underWay.add(runId);
    if (!this.#error || !this.#mayTry) return;
    this.#mayTry = false;
    this.#ahead = runId;
    this.#changed();
  }

  /** A run met an obstacle. `mayTry`: the next run may try after the engine's backoff. */
  block(runId: number, error: ErrorValue): void {
    const isOutdated = this.#outdated.has(runId);
    this.#forget(runId);
    // It met what has been removed since: one run finds out, or is already doing so.
    if (!isOutdated || !this.#error) {
      this.#error = error;
      this.#mayTry = isOutdated || !NEEDS_USER.includes(error.code);
    }
    if (this.#ahead === runId) this.#ahead = null;
    this.#changed();
  }

  /** The user acted, or the network or key changed: the obstacle may be gone. */
  tryAgain(): void {
    for (const runId of this.#underWay) this.#outdated.add(runId);
    if (this.#error) this.#mayTry = true;
  }

  /** A run got past the obstacle. This says nothing about runs that started before it. */
  passed(runId: number): void {
    this.#forget(runId);
    if (this.#ahead !== runId) return;
    this.#error = null;
    this.#ahead = null;
    this.#changed();
  }

  /** The run that went first returned without reaching the obstacle, so another one has to test it. */
  cameBack(runId: number): void {
    this.#forget(runId);
    if (this.#ahead !== runId) return;
    this.#ahead = null;
    this.#mayTry = true;
    this.#changed();
  }

  #forget(runId: number): void {
    this.#underWay.delete(runId);
    this.#outdated.delete(runId);
  }
}
