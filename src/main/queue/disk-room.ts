import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@shared/errors.ts';
import { isDiskFull, isRefusedWrite } from '../disk-errors.ts';
import type { Reserve } from '../library/store/reserve.ts';
import type { Log } from '../ports.ts';

/** Shortest and longest delay before a refused write is retried, in milliseconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

export interface DiskRoomDeps {
  readonly reserve: Reserve;
  readonly log: Log;
  /** Another run's answer is in memory only, or one was saved. */
  readonly changed: () => void;
  readonly firstPauseMs?: number;
}

/** Space on the library's disk for paid answers, which are written under all circumstances. */
export class DiskRoom {
  readonly #deps: DiskRoomDeps;
  readonly #unwritten = new Set<number>();
  #released = false;

  constructor(deps: DiskRoomDeps) {
    this.#deps = deps;
  }

  /** Runs whose answer is in memory only because the disk refuses writes. */
  get unwritten(): readonly number[] {
    return [...this.#unwritten];
  }

  /** Whether space is reserved for an answer. */
  get isKept(): boolean {
    return this.#deps.reserve.isKept();
  }

  /** Throws `disk-full` unless space is reserved for an answer. Call it before anything is paid for. */
  async assertRoom(): Promise<void> {
    if (!(await this.#deps.reserve.refill())) throw new Failure('disk-full');
    this.#released = false;
  }

  /** Runs a write that belongs to a paid answer. On a full disk, retries it in the reserved space. */
  write<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isDiskFull(error) || !this.#release()) throw error;
      return work();
    }
  }

  /** A run's answer could not be written. */
  refused(runId: number, error: unknown): void {
    if (this.#unwritten.has(runId)) return;
    this.#unwritten.add(runId);
    this.#deps.log.error('paid answer not written: disk full', { runId, error: String(error) });
    this.#deps.changed();
  }

  /** A run's answer is on disk, or the run is no longer active here. */
  written(runId: number): void {
    if (this.#unwritten.delete(runId)) this.#deps.changed();
    if (this.#released && this.#unwritten.size === 0) void this.#refill();
  }

  /** Delay in milliseconds before the next attempt (from 0). */
  pauseMs(attempt: number): number {
    const first = this.#deps.firstPauseMs ?? FIRST_PAUSE_MS;
    return Math.min(first * 2 ** attempt, LONGEST_PAUSE_MS);
  }

  /** Resolves after a delay, or as soon as there is space for an image. Throws when `signal` fires. */
  async untilRoom(attempt: number, signal: AbortSignal): Promise<void> {
    const pause = () => sleep(this.pauseMs(attempt), undefined, { signal, ref: false });
    await pause();
    while (await this.#deps.reserve.isDiskFull()) await pause();
  }

  /** Repeats `work` until the disk accepts the write. Throws on any other error, or when `signal` fires. */
  async untilTaken<T>(
    work: () => T | Promise<T>,
    signal: AbortSignal,
    refused: (error: unknown) => void,
  ): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isRefusedWrite(error)) throw error;
        refused(error);
        await sleep(this.pauseMs(attempt), undefined, { signal, ref: false });
      }
    }
  }

  /** Resolves when no write to the reserved space is active. */
  settled(): Promise<void> {
    return this.#deps.reserve.settled();
  }

  #release(): boolean {
    const had = this.#deps.reserve.release();
    if (had) this.#deps.log.warn('disk full; reserve released for paid answer');
    this.#released ||= had;
    return had;
  }

  async #refill(): Promise<void> {
    if (await this.#deps.reserve.refill()) this.#released = false;
  }
}
