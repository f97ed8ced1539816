import type { Elapsed, Engine } from '../ports.ts';
import { Gate } from './gate.ts';

/** An active run, as the scheduler sees it. */
export interface ActiveRun {
  readonly abort: AbortController;
  /** Whether the ledger records the run as started. */
  readonly started: () => boolean;
  /** The current risk: see `PaidOut`. */
  readonly stake: () => 'atRisk' | 'safe' | 'unwritten' | null;
  /** When it was sent, on the monotonic clock. Null before that. */
  readonly sentAt: () => number | null;
  readonly close: () => void;
  /** Releases the run because the user stopped waiting. Returns false if nothing was sent yet. */
  readonly release: () => boolean;
  /** The user dismissed it after that. */
  readonly setAside: () => void;
}

interface EngineQueueDeps {
  readonly elapsed: Elapsed;
  readonly wake: () => void;
  /** The obstacle of its runs changed. */
  readonly blocked: () => void;
  /** Returns numbers from 0 up to 1. */
  readonly random?: () => number;
}

/** Shortest and longest backoff of an engine after a run had to wait, in milliseconds. */
export const MIN_BACKOFF_MS = 5_000;
export const MAX_BACKOFF_MS = 300_000;
/** Backoff jitter, as a share of the delay, so that runs that failed together do not retry together. */
export const JITTER = 0.2;

/**
 * One engine's part of the queue: its active runs and its backoff. An engine backs off as a whole, because
 * the cause (no network, too many requests) affects the next run too. This also preserves the order.
 */
export class EngineQueue {
  readonly engine: Engine;
  readonly gate: Gate;
  readonly active = new Map<number, ActiveRun>();
  /** Released runs whose answer may still arrive. They don't count toward concurrency. */
  readonly late = new Map<number, ActiveRun>();
  /** Accepted runs whose images still have to be fetched, oldest first. */
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

  /** Backs off for the service's `Retry-After` plus jitter, or for about twice the last delay. */
  backOff(retryAfterMs: number | null): void {
    const delay = Math.min(MIN_BACKOFF_MS * 2 ** this.#rests, MAX_BACKOFF_MS);
    if (retryAfterMs === null) this.#rests += 1;
    const pause =
      retryAfterMs === null
        ? delay * (1 + JITTER * (2 * this.#random() - 1))
        : retryAfterMs * (1 + JITTER * this.#random());
    // Never shorter than the `Retry-After` of another run.
    this.#restUntil = Math.max(this.#restUntil, this.#elapsed() + Math.ceil(pause));
    this.#wakeLater();
  }

  /** A timer may fire slightly early by this clock. It then waits for the remaining time. */
  #wakeLater(): void {
    this.#stopTimer();
    const left = Math.ceil(this.#restUntil - this.#elapsed()) + 1;
    this.#timer = setTimeout(() => (this.isBackingOff ? this.#wakeLater() : this.#wake()), left);
  }

  /** Ends the backoff because its cause is gone. */
  clearBackoff(): void {
    this.#rests = 0;
    this.#restUntil = 0;
    this.#stopTimer();
    this.gate.tryAgain();
  }

  /** Resets the backoff to its minimum after a successful run. */
  resetBackoff(): void {
    this.#rests = 0;
  }

  /** Aborts all active runs. Nothing more is written about them. */
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
