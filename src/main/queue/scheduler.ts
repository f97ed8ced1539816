import type { EditEntry } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { isSettled } from '@shared/domain/run.ts';
import { Failure } from '@shared/errors.ts';
import type { Ledger } from '../library/ledger.ts';
import type { ObjectStore } from '../library/objects.ts';
import type { RunHead } from '../library/runs.ts';
import type { Clock, Emit, Engine, Imaging, Log } from '../ports.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import { Lane } from './lane.ts';
import { endingOf, recoveryOf, unknownOutcome } from './outcome.ts';
import { createProgressMeter, type ProgressMeter } from './progress.ts';
import { RunWriter } from './run-writer.ts';
import { judge } from './verdicts.ts';

export interface SchedulerNeeds {
  readonly ledger: Ledger;
  readonly objects: ObjectStore;
  readonly imaging: Imaging;
  readonly engines: readonly Engine[];
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: Emit;
  /** Runs at the same time, for each engine; asked whenever a run may start. */
  readonly concurrency: () => number;
  readonly paused: boolean;
  /** How long a cancelled engine may take to say how it left things, in milliseconds. */
  readonly abortGraceMs?: number;
}

/**
 * Carries out queued runs in their order. Everything it knows is in the ledger, so stopping it is the same as a crash:
 * `start` puts right whatever was cut off, and never sends a paid run again.
 */
export class Scheduler {
  readonly #needs: SchedulerNeeds;
  readonly #lanes: ReadonlyMap<EngineId, Lane>;
  readonly #progress: ProgressMeter;
  readonly #stop = new AbortController();
  readonly #tasks = new Set<Promise<void>>();
  #started = false;
  #paused: boolean;
  #online = true;

  constructor(needs: SchedulerNeeds) {
    this.#needs = needs;
    this.#paused = needs.paused;
    this.#progress = createProgressMeter(needs.clock, (progress) =>
      this.#safely(() => needs.emit('run.progress', progress)),
    );
    this.#lanes = new Map(
      needs.engines.map((engine) => [engine.id, new Lane(engine, needs.clock, () => this.wake())]),
    );
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Puts right what the last process left behind, then lets the queue run. The second call does nothing. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#recover();
    this.wake();
  }

  /** Ends all work at once and for good, leaving every run on disk as it is; resolves when nothing touches the library any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const lane of this.#lanes.values()) lane.stop();
    await Promise.allSettled([...this.#tasks]);
  }

  /** Starts whatever may start now: after a new run, a changed setting, a freed place. */
  wake(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    for (const lane of this.#lanes.values()) this.#fill(lane);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.wake();
  }

  /** Without a network, engines that need one wait; with one, they go on by themselves. */
  setOnline(online: boolean): void {
    this.#online = online;
    if (online) this.networkBack();
  }

  /** Lets engines try again that had to wait for the network. */
  networkBack(): void {
    for (const lane of this.#lanes.values()) if (lane.engine.needsNetwork) lane.wakeUp();
    this.wake();
  }

  /**
   * Cancels a waiting run at once and tells a running one to stop; how that ends comes as an event. A paid run that may
   * have been sent becomes `uncertain`. One that is over stays as it is.
   */
  cancel(runId: number): void {
    const { ledger, clock } = this.#needs;
    for (const lane of this.#lanes.values()) {
      const active = lane.active.get(runId);
      if (active) {
        active.abort.abort();
        return;
      }
      const parked = lane.toResume.indexOf(runId);
      if (parked >= 0) lane.toResume.splice(parked, 1);
    }
    const run = ledger.runById(runId);
    if (isSettled(run.state)) return;
    // Neither waiting nor ours to stop: accepted by the service, waiting to be fetched.
    const ending = endingOf(null, {
      state: run.state,
      repeatable: run.state === 'queued',
      canResume: false,
      cancelled: true,
    });
    if (ending.kind !== 'over') return;
    const { charged, error } = ending;
    ledger.moveRun(runId, run.state, ending.to, { at: clock(), charged, ...(error && { error }) });
    this.#announce(run.editId);
  }

  /** A new run of the same frozen request. Throws `Failure` while one is open, or when the edit has its result. */
  retry(runId: number): EditEntry {
    const { ledger, clock } = this.#needs;
    const { editId } = ledger.runById(ledger.retryRun(runId, clock()));
    return this.added(editId);
  }

  /** A run was queued: tells the windows and starts it when it may. */
  added(editId: number): EditEntry {
    this.#announce(editId);
    this.wake();
    return this.#needs.ledger.entryByEdit(editId);
  }

  /** Puts a waiting run before another one, or last. */
  reorder(runId: number, beforeRunId: number | null): void {
    const { ledger } = this.#needs;
    for (const id of ledger.reorderRun(runId, beforeRunId)) this.#announce(ledger.runById(id).editId);
  }

  clearFinished(): void {
    this.#needs.ledger.clearFinished(this.#needs.clock());
  }

  list(): { entries: EditEntry[]; paused: boolean } {
    return { entries: this.#needs.ledger.queueEntries(), paused: this.#paused };
  }

  #recover(): void {
    const { ledger, clock, log } = this.#needs;
    for (const run of ledger.activeRuns()) {
      const lane = this.#lanes.get(run.engine);
      const verdict = recoveryOf({
        state: run.state,
        repeatable: lane?.engine.repeatable ?? false,
        canResume: lane?.engine.resume !== undefined && run.remoteId !== null,
      });
      log.info('a run was cut off', { runId: run.id, state: run.state, verdict });
      if (verdict === 'resume') {
        lane?.toResume.push(run.id);
        continue;
      }
      if (verdict === 'queue') ledger.moveRun(run.id, run.state, 'queued', { at: clock(), charged: 'no' });
      else
        ledger.moveRun(run.id, run.state, 'uncertain', {
          at: clock(),
          charged: 'unknown',
          error: unknownOutcome(run.state),
        });
      this.#announce(run.editId);
    }
  }

  #fill(lane: Lane): void {
    const { ledger, concurrency } = this.#needs;
    const places = concurrency();
    while (lane.active.size < places) {
      if (lane.resting || (lane.engine.needsNetwork && !this.#online)) return;
      // Also while paused: its link may expire, and nothing new is sent.
      const parked = lane.toResume.shift();
      if (parked !== undefined) {
        this.#begin(lane, ledger.runById(parked), true);
        continue;
      }
      if (this.#paused) return;
      const next = ledger.nextQueued(lane.engine.id, [...lane.active.keys()]);
      if (!next) return;
      this.#begin(lane, next, false);
    }
  }

  #begin(lane: Lane, run: RunHead, resume: boolean): void {
    const { ledger, clock } = this.#needs;
    const abort = new AbortController();
    const writer = new RunWriter(run, lane.engine, {
      ledger,
      clock,
      signal: abort.signal,
      moved: () => this.#announce(run.editId),
      progressed: (step, steps) => this.#progress.report({ runId: run.id, step, steps }),
    });
    lane.active.set(run.id, { abort, close: () => writer.close() });
    const job = {
      runId: run.id,
      editId: run.editId,
      engine: lane.engine,
      writer,
      signal: abort.signal,
      resume,
    };
    const needs = { ...this.#needs, abortGraceMs: this.#needs.abortGraceMs ?? 3_000 };
    this.#track(carryOut(needs, job).then((end) => this.#ended(lane, run, end)));
  }

  async #ended(lane: Lane, run: RunHead, end: CarriedOut): Promise<void> {
    lane.active.delete(run.id);
    this.#progress.forget(run.id);
    if (this.#stop.signal.aborted) return;
    if (end.kind === 'wait') {
      if (end.from === 'here') lane.toResume.unshift(run.id);
      lane.rest(end.retryAfterMs);
    } else if (end.kind === 'stuck') {
      lane.rest(null);
    } else if (end.kind === 'saved') {
      lane.wentWell();
      this.#announceImages(run);
      this.#announce(run.editId);
      this.#track(this.#judge(run));
    }
    this.wake();
  }

  async #judge(run: RunHead): Promise<void> {
    if (await judge(this.#needs, run.id, this.#stop.signal)) this.#announce(run.editId);
  }

  #track(work: Promise<void>): void {
    const task = work
      .catch((error: unknown) => this.#needs.log.error('the queue stumbled', { error: String(error) }))
      .finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }

  /** Tells the windows; a window or a damaged row must not stop a run. */
  #announce(editId: number): void {
    this.#safely(() => this.#needs.emit('run.changed', this.#needs.ledger.entryByEdit(editId)));
  }

  #announceImages(run: RunHead): void {
    this.#safely(() => {
      const { results } = this.#needs.ledger.entryByEdit(run.editId);
      const images = results.filter((result) => result.runId === run.id).map((result) => result.image);
      this.#needs.emit('library.added', { images });
    });
  }

  #safely(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      const message = error instanceof Failure ? error.message : String(error);
      this.#needs.log.warn('a change could not be told', { error: message });
    }
  }
}
