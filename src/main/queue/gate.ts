import type { EngineId } from '@shared/domain/model.ts';
import { NEEDS_USER, type Obstacle, ONLY_SENDING } from '@shared/domain/obstacle.ts';
import type { ErrorValue } from '@shared/errors.ts';

/**
 * Lets the runs of one engine pass, or holds them back behind an obstacle that would stop each of them. When it is worth a
 * try, one run goes ahead; the others follow once that has got past.
 */
export class Gate {
  readonly #engine: EngineId;
  readonly #changed: () => void;
  #error: ErrorValue | null = null;
  #mayTry = false;
  #ahead: number | null = null;

  constructor(engine: EngineId, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
  }

  /** What the runs wait for; null when they may pass. */
  get obstacle(): Obstacle | null {
    const error = this.#error;
    if (!error) return null;
    const retries = !NEEDS_USER.includes(error.code);
    return { engine: this.#engine, error, trying: this.#ahead !== null, retries };
  }

  /** Whether another run may start; `fetching`: it was accepted, and nothing new is paid for. */
  lets(fetching: boolean): boolean {
    if (!this.#error || (fetching && ONLY_SENDING.includes(this.#error.code))) return true;
    return this.#mayTry && this.#ahead === null;
  }

  /** A run starts: behind an obstacle it is the one that goes ahead. */
  started(runId: number): void {
    if (!this.#error || !this.#mayTry) return;
    this.#mayTry = false;
    this.#ahead = runId;
    this.#changed();
  }

  /** A run met an obstacle. `mayTry`: after the engine's rest the next one may try. */
  block(runId: number, error: ErrorValue): void {
    this.#error = error;
    this.#mayTry = !NEEDS_USER.includes(error.code);
    if (this.#ahead === runId) this.#ahead = null;
    this.#changed();
  }

  /** The user, or a change of the network or the key, says that it may be gone. */
  tryAgain(): void {
    if (this.#error) this.#mayTry = true;
  }

  /** A run got further than the obstacle; of those that started before it, this says nothing. */
  passed(runId: number): void {
    if (this.#ahead !== runId) return;
    this.#error = null;
    this.#ahead = null;
    this.#changed();
  }

  /** The run that went ahead came back without having met the obstacle: another one has to find out. */
  cameBack(runId: number): void {
    if (this.#ahead !== runId) return;
    this.#ahead = null;
    this.#mayTry = true;
    this.#changed();
  }
}
