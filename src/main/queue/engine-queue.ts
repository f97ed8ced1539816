import type { Elapsed, Engine } from '../ports.ts';
import { Gate } from './gate.ts';

/** An active run, as the scheduler sees it. */
export interface ActiveRun {
  readonly abort: AbortController;
  /** Whether the ledger says that it has left the queue. */
  readonly started: () => boolean;
  /** What is at stake now: see `PaidOut`. */
  readonly stake: () => 'atRisk' | 'safe' | 'unwritten' | null;
  /** When it was sent, by the clock that never jumps; null before. */
  readonly sentAt: () => number | null;
  readonly close: () => void;
  /** The user no longer waits for it; false when nothing was sent yet. */
  readonly release: () => boolean;
  /** The user has set it aside after that. */
  readonly setAside: () => void;
}

interface EngineQueueDeps {
  readonly elapsed: Elapsed;
  readonly wake: () => void;
  /** What its runs wait for is another thing now. */
  readonly blocked: () => void;
  /** Gives numbers from 0 up to 1. */
  readonly random?: () => number;
}

/** Shortest and longest backoff of an engine after a run had to wait, in milliseconds. */
export const MIN_BACKOFF_MS = 5_000;
export const MAX_BACKOFF_MS = 300_000;
/** Backoff jitter, as a share of the delay, so that runs that failed together do not retry together. */
export const JITTER = 0.2;

/**
 * One engine's part of the queue: its active runs and its backoff. An engine backs off as a whole: what made one run wait (no
 * network, too many requests) would make the next one wait too. So the order is kept.
 */
export class EngineQueue {
  readonly engine: Engine;
  readonly gate: Gate;
  readonly active = new Map<number, ActiveRun>();
  /** Runs the user no longer waits for, and whose answer may still come. They take no place. */
  readonly late = new Map<number, ActiveRun>();
  /** Accepted runs whose pictures are still to be fetched, oldest first. */
  readonly toResume: number[] = [];
  #rests = 0;
  #restUntil = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #elapsed: Elapsed;
  readonly #wake: () => void;
  readonly #random: () => number;

  constructor(engine: Engine, { elapsed, wake, blocked, random = Math.random }: EngineQueueDeps) {
    this.engine = engine;
    this.gate = new Gate(engine.id, blocked);
    this.#elapsed = elapsed;
    this.#wake = wake;
    this.#random = random;
  }

  get isBackingOff(): boolean {
    return this.#elapsed() < this.#restUntil;
  }

  /** Backs off as long as the service asks or a little longer, else about twice as long as the last time. */
  backOff(retryAfterMs: number | null): void {
    const delay = Math.min(MIN_BACKOFF_MS * 2 ** this.#rests, MAX_BACKOFF_MS);
    if (retryAfterMs === null) this.#rests += 1;
    const pause =
      retryAfterMs === null
        ? delay * (1 + JITTER * (2 * this.#random() - 1))
        : retryAfterMs * (1 + JITTER * this.#random());
    // Never shorter than what another run was told.
    this.#restUntil = Math.max(this.#restUntil, this.#elapsed() + Math.ceil(pause));
    this.#wakeLater();
  }

  /** A timer may fire a little early by this clock: then it waits for the remaining time. */
  #wakeLater(): void {
    this.#stopTimer();
    const left = Math.ceil(this.#restUntil - this.#elapsed()) + 1;
    this.#timer = setTimeout(() => (this.isBackingOff ? this.#wakeLater() : this.#wake()), left);
  }

  /** Ends the backoff: its reason is gone. */
  clearBackoff(): void {
    this.#rests = 0;
    this.#restUntil = 0;
    this.#stopTimer();
    this.gate.tryAgain();
  }

  /** After a run that went through: the next backoff starts short again. */
  resetBackoff(): void {
    this.#rests = 0;
  }

  /** Aborts all active runs; nothing of them is written any more. */
  stop(): void {
    this.#stopTimer();
    for (const run of [...this.active.values(), ...this.late.values()]) {
      run.close();
      run.abort.abort();
    }
  }

  #stopTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
