import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@shared/errors.ts';
import { isDiskFull, isRefusedWrite } from '../disk-errors.ts';
import type { Reserve } from '../library/store/reserve.ts';
import type { Log } from '../ports.ts';

/** First and longest pause before something is tried again that the disk refused, in milliseconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

export interface DiskRoomDeps {
  readonly reserve: Reserve;
  readonly log: Log;
  /** Another run's answer is in memory only, or one is safe by now. */
  readonly changed: () => void;
  readonly firstPauseMs?: number;
}

/** The room on the library's disk, as the queue needs it: paid answers are written whatever it takes. */
export class DiskRoom {
  readonly #deps: DiskRoomDeps;
  readonly #unwritten = new Set<number>();
  #released = false;

  constructor(deps: DiskRoomDeps) {
    this.#deps = deps;
  }

  /** Runs whose answer is in memory only, because the disk takes nothing. */
  get unwritten(): readonly number[] {
    return [...this.#unwritten];
  }

  /** Whether there is room kept for an answer. */
  get isKept(): boolean {
    return this.#deps.reserve.isKept();
  }

  /** Throws `disk-full` unless there is room kept for an answer: to be called before anything is paid for. */
  async assertRoom(): Promise<void> {
    if (!(await this.#deps.reserve.refill())) throw new Failure('disk-full');
    this.#released = false;
  }

  /** Runs a write that belongs to a paid answer; on a full disk once more, in the room that was kept for it. */
  write<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isDiskFull(error) || !this.#release()) throw error;
      return work();
    }
  }

  /** The answer of a run could not be written. */
  refused(runId: number, error: unknown): void {
    if (this.#unwritten.has(runId)) return;
    this.#unwritten.add(runId);
    this.#deps.log.error('paid answer not written: disk full', { runId, error: String(error) });
    this.#deps.changed();
  }

  /** The answer of a run is on disk, or the run is no longer ours. */
  written(runId: number): void {
    if (this.#unwritten.delete(runId)) this.#deps.changed();
    if (this.#released && this.#unwritten.size === 0) void this.#refill();
  }

  /** Milliseconds before the next attempt, from 0. */
  pauseMs(attempt: number): number {
    const first = this.#deps.firstPauseMs ?? FIRST_PAUSE_MS;
    return Math.min(first * 2 ** attempt, LONGEST_PAUSE_MS);
  }

  /** Resolves after a pause, as soon as there is room for a picture. Throws when `signal` fires. */
  async untilRoom(attempt: number, signal: AbortSignal): Promise<void> {
    const pause = () => sleep(this.pauseMs(attempt), undefined, { signal, ref: false });
    await pause();
    while (await this.#deps.reserve.isDiskFull()) await pause();
  }

  /** Does `work` again and again until the disk takes it. Throws what else goes wrong, or when `signal` fires. */
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

  /** Resolves when nothing is written to the room that is kept. */
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
