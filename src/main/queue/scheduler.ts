import type { PaidOut } from '@shared/domain/closing.ts';
import type { RevisedEntry } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { Obstacles } from '@shared/domain/obstacle.ts';
import { isSettled } from '@shared/domain/run.ts';
import type { Emit } from '../bus.ts';
import type { CheckSource } from '../health/check-source.ts';
import type { QueuePage } from '../library/history/entries.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { RunHead } from '../library/ledger/runs.ts';
import type { ObjectStore } from '../library/store/objects.ts';
import type { Reserve } from '../library/store/reserve.ts';
import { CANCEL_REQUEST, type Clock, type Elapsed, type Engine, type Imaging, type Log } from '../ports.ts';
import { Breaker, type Left } from './breaker.ts';
import { compareMissing, compareRerun } from './compare-rerun.ts';
import { DailyCap } from './daily-cap.ts';
import { DiskRoom } from './disk-room.ts';
import { type ActiveRun, EngineQueue } from './engine-queue.ts';
import { executeRun, type PrepareSource, type RunOutcome } from './execute-run.ts';
import { outcomeForError } from './outcome.ts';
import { paidOutOf } from './paid-out.ts';
import { createProgressMeter, type ProgressMeter } from './progress.ts';
import { recover } from './recovery.ts';
import { createRunEvents, type RunEvents } from './run-events.ts';
import { createRunPreviews, type RunPreviews } from './run-previews.ts';
import { RunWriter } from './run-writer.ts';
import { assertCanBeAsked, assertUncertain } from './uncertain.ts';

export interface SchedulerDeps {
  readonly ledger: Ledger;
  readonly objects: ObjectStore;
  /** Disk space reserved for paid answers. */
  readonly reserve: Reserve;
  readonly imaging: Imaging;
  readonly engines: readonly Engine[];
  readonly prepareSource: PrepareSource;
  readonly checkSource: CheckSource;
  readonly clock: Clock;
  readonly elapsed: Elapsed;
  readonly log: Log;
  readonly emit: Emit;
  /** Maximum number of concurrent runs per engine. Read whenever a run may start. */
  readonly concurrency: () => number;
  /**
   * Maximum number of paid runs started per day (local time). Read whenever one may start. Call `wake` after
   * raising it.
   */
  readonly dailyCap: () => number;
  readonly paused: boolean;
  /** Paid calls were sent or returned: see `paidOut`. */
  readonly paidChanged?: () => void;
  /** Time (ms) a canceled engine has to report its final state. */
  readonly abortGraceMs?: number;
}

/** Delay (ms) before the queue is checked again after a failure. */
const WAKE_AGAIN_MS = 2_000;

/**
 * Executes queued runs in order. All state is in the ledger, so stopping it is the same as a crash: `start`
 * recovers interrupted runs and never sends a paid run again.
 */
export class Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #queues: ReadonlyMap<EngineId, EngineQueue>;
  readonly #breakers: ReadonlyMap<EngineId, Breaker>;
  readonly #progress: ProgressMeter;
  readonly #previews: RunPreviews;
  readonly #events: RunEvents;
  readonly #cap: DailyCap;
  readonly #room: DiskRoom;
  readonly #stop = new AbortController();
  readonly #tasks = new Set<Promise<void>>();
  #started = false;
  #paused: boolean;
  #held = false;
  #online = true;
  #wakeTimer: NodeJS.Timeout | undefined;
  /** Whether the windows have received a question, by event or by request. */
  #hasQuestion = false;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
    this.#paused = deps.paused;
    this.#events = createRunEvents(deps);
    this.#progress = createProgressMeter(deps.elapsed, (progress) => this.#events.emitProgress(progress));
    this.#previews = createRunPreviews({
      ...deps,
      tempPath: (extension) => deps.objects.tempPath(extension),
      discard: (path) => deps.objects.discard(path),
      stop: this.#stop.signal,
      changed: (runId, preview) => this.#progress.report(runId, { preview }),
    });
    const blocked = () => this.#events.emitObstacles(this.obstacles());
    const changed = () => {
      blocked();
      deps.paidChanged?.();
    };
    this.#room = new DiskRoom({ ...deps, changed });
    this.#cap = new DailyCap({
      ...deps,
      engines: deps.engines.filter((engine) => engine.paid).map((engine) => engine.id),
      wake: () => this.wake(),
    });
    this.#breakers = new Map(
      deps.engines.map(({ id }) => [id, new Breaker({ ...deps, engine: id, changed: blocked })]),
    );
    this.#queues = new Map(
      deps.engines.map((engine) => [
        engine.id,
        new EngineQueue(engine, { elapsed: deps.elapsed, wake: () => this.wake(), blocked }),
      ]),
    );
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Returns a picture of an unfinished result, or null if it isn't among the newest. */
  preview(runId: number, number: number): Uint8Array<ArrayBuffer> | null {
    return this.#previews.bytes(runId, number);
  }

  /** Recovers what the last process left behind, then starts the queue. Calling it again does nothing. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    recover({ ...this.#deps, events: this.#events }, this.#queues);
    this.#track(compareMissing(this.#deps, this.#stop.signal, (editId) => this.#events.emitChanged(editId)));
    this.wake();
  }

  /**
   * Stops all work permanently and leaves every run on disk unchanged. Resolves when nothing uses the library
   * anymore.
   */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cap.stop();
    clearTimeout(this.#wakeTimer);
    for (const queue of this.#queues.values()) queue.stop();
    await Promise.allSettled([...this.#tasks]);
    await this.#room.settled();
  }

  /**
   * Starts whatever may start now: after a new run, a changed setting, a free slot. Never throws, because the
   * change that triggered it is already on disk. After a failure it tries again a moment later.
   */
  wake(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    for (const queue of this.#queues.values()) {
      try {
        this.#fill(queue);
      } catch (error) {
        this.#deps.log.error('failed to wake queue', {
          engine: queue.engine.id,
          error: String(error),
        });
        this.#wakeLater();
      }
    }
  }

  #wakeLater(): void {
    clearTimeout(this.#wakeTimer);
    this.#wakeTimer = setTimeout(() => this.wake(), WAKE_AGAIN_MS);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.wake();
  }

  /** Engines that need a network wait without one and continue automatically with one. */
  setOnline(online: boolean): void {
    this.#online = online;
    if (online) this.networkBack();
  }

  /** Current obstacles, and the answers that are in memory only. */
  obstacles(): Obstacles {
    const queues = [...this.#queues.values()];
    const question = [...this.#breakers.values()].flatMap(({ question }) => question ?? [])[0] ?? null;
    this.#hasQuestion ||= question !== null;
    return {
      obstacles: queues.flatMap(({ gate }) => gate.obstacle ?? []),
      unwritten: this.#room.unwritten.slice(0, 100),
      question,
    };
  }

  /** The paid calls in flight. */
  paidOut(): PaidOut {
    return paidOutOf(this.#queues.values(), this.#deps.elapsed());
  }

  /** The app is about to close: starts nothing and sends nothing new. */
  hold(): void {
    this.#held = true;
  }

  /** The user chose to keep the app open. */
  release(): void {
    this.#held = false;
    this.wake();
  }

  /** The user says the obstacle is gone: one run goes first, and the rest follow if it gets past. */
  tryAgain(): void {
    for (const queue of this.#queues.values()) queue.clearBackoff();
    this.wake();
  }

  /**
   * The user continues although a run ended without an explanation. One run goes first, and the rest follow
   * if it ends normally. An answer to an outdated question is ignored.
   */
  proceed(runId: number): void {
    for (const breaker of this.#breakers.values()) breaker.proceed(runId);
    this.wake();
  }

  /** Retries engines that wait for the network, the key or the service. */
  networkBack(): void {
    for (const queue of this.#queues.values()) if (queue.engine.needsNetwork) queue.clearBackoff();
    this.wake();
  }

  /**
   * Cancels a waiting run immediately and asks a running one to stop, which ends with an event. A paid run
   * that may have been sent becomes `uncertain` immediately and continues in the background: a late result is
   * kept. An engine that cancels stops it on its server instead. A finished run is unchanged.
   */
  cancel(runId: number): void {
    const { ledger, clock } = this.#deps;
    for (const queue of this.#queues.values()) {
      const active = queue.active.get(runId);
      if (active) {
        if (!queue.engine.cancels && active.release()) this.#releaseRun(queue, runId, active);
        else active.abort.abort(CANCEL_REQUEST);
        return;
      }
      const parked = queue.toResume.indexOf(runId);
      if (parked >= 0) queue.toResume.splice(parked, 1);
    }
    const run = ledger.runById(runId);
    if (isSettled(run.state)) return;
    // Neither waiting nor stoppable: accepted by the service, waiting to be fetched.
    const ending = outcomeForError(null, {
      state: run.state,
      repeatable: run.state === 'queued',
      canResume: false,
      cancelled: true,
    });
    if (ending.kind !== 'over') return;
    const { charged, error } = ending;
    ledger.moveRun(runId, run.state, ending.to, { at: clock(), charged, ...(error && { error }) });
    this.#events.emitChanged(run.editId);
    this.#waitingChanged();
  }

  /** Lets a sent run continue in the background and frees its slot. */
  #releaseRun(queue: EngineQueue, runId: number, run: ActiveRun): void {
    queue.active.delete(runId);
    queue.late.set(runId, run);
    this.#forgetProgress(runId);
    this.#breaker(queue).ended(runId, 'released');
    this.#deps.paidChanged?.();
    this.#waitingChanged();
    this.wake();
  }

  /** Emits newly queued runs and starts what may start. Never throws, because they are already on disk. */
  added(editIds: readonly number[]): void {
    this.#track(this.#events.emitMany(editIds, this.#stop.signal));
    this.#waitingChanged();
    this.wake();
  }

  /** Waiting runs were canceled or requeued elsewhere: stops those about to start and emits the changes. */
  changedElsewhere(runIds: readonly number[]): void {
    const runs = runIds.map((runId) => this.#deps.ledger.runById(runId));
    for (const { id, state } of runs) {
      const active = [...this.#queues.values()].flatMap((queue) => queue.active.get(id) ?? [])[0];
      if (active && isSettled(state)) {
        active.close();
        active.abort.abort();
      }
    }
    const editIds = runs.map(({ editId }) => editId);
    this.#track(this.#events.emitMany(editIds, this.#stop.signal));
    this.#waitingChanged();
    this.wake();
  }

  /** The question shows the number of waiting runs and closes when there are none. */
  #waitingChanged(): void {
    const now = this.obstacles();
    if (this.#hasQuestion) this.#events.emitObstacles(now);
    this.#hasQuestion = now.question !== null;
  }

  /** Moves a waiting run before another one, or to the end. */
  reorder(runId: number, beforeRunId: number | null): void {
    const { ledger } = this.#deps;
    for (const id of ledger.reorderRun(runId, beforeRunId))
      this.#events.emitChanged(ledger.runById(id).editId);
  }

  clearFinished(): { revision: number } {
    const { ledger, clock } = this.#deps;
    ledger.clearFinished(clock());
    return { revision: ledger.revisionOf() };
  }

  /**
   * Asks the service about an `uncertain` run, which continues from `accepted` and is never sent again.
   * Throws `Failure` if the run isn't uncertain or can't be looked up.
   */
  check(runId: number): RevisedEntry {
    const { ledger, clock } = this.#deps;
    const run = ledger.runById(runId);
    // Second click: the request is already active.
    if (!isSettled(run.state)) return ledger.entryByEdit(run.editId);
    const queue = this.#queues.get(ledger.editById(run.editId).request.engine);
    assertCanBeAsked(run, queue?.engine);
    ledger.moveRun(runId, 'uncertain', 'accepted', { at: clock() });
    queue?.toResume.push(runId);
    this.#events.emitChanged(run.editId);
    this.wake();
    return ledger.entryByEdit(run.editId);
  }

  /** Dismisses an `uncertain` run. Its possible cost and the reason stay recorded. */
  dismiss(runId: number): RevisedEntry {
    const { ledger, clock } = this.#deps;
    const run = ledger.runById(runId);
    assertUncertain(run);
    const error = run.error ? { error: run.error } : {};
    ledger.moveRun(runId, 'uncertain', 'cancelled', { at: clock(), ...error });
    for (const queue of this.#queues.values()) queue.late.get(runId)?.setAside();
    this.#events.emitChanged(run.editId);
    return ledger.entryByEdit(run.editId);
  }

  /** The first open runs, those awaiting a decision, the newest finished ones, and the number of waiting runs. */
  list(): QueuePage & { paused: boolean; waiting: number; revision: number } & Obstacles {
    const { ledger } = this.#deps;
    return {
      ...ledger.queueEntries(),
      revision: ledger.revisionOf(),
      paused: this.#paused,
      waiting: ledger.waitingRuns([...this.#queues.keys()]),
      ...this.obstacles(),
    };
  }

  /** More runs awaiting a decision, before a run id. */
  undecided(before: number | null): { entries: RevisedEntry[]; more: boolean } {
    return this.#deps.ledger.undecidedEntries(before);
  }

  /** Number of waiting runs that need the network. */
  waitingPaid(): number {
    const queues = [...this.#queues.values()].filter((queue) => queue.engine.needsNetwork);
    return this.#deps.ledger.waitingRuns(queues.map((queue) => queue.engine.id));
  }

  #breaker({ engine }: EngineQueue): Breaker {
    const breaker = this.#breakers.get(engine.id);
    if (!breaker) throw new Error(`no breaker for ${engine.id}`);
    return breaker;
  }

  #fill(queue: EngineQueue): void {
    const { ledger, concurrency } = this.#deps;
    const places = concurrency();
    while (queue.active.size < places && !this.#held) {
      if (queue.isBackingOff || (queue.engine.needsNetwork && !this.#online)) return;
      // Also while paused: its link may expire, and nothing new is sent.
      const parked = queue.gate.lets(true) ? queue.toResume.shift() : undefined;
      if (parked !== undefined) {
        this.#begin(queue, ledger.runById(parked), true);
        continue;
      }
      if (this.#paused || !queue.gate.lets(false) || !this.#breaker(queue).lets) return;
      const next = ledger.nextQueued(queue.engine.id, [...queue.active.keys()]);
      if (!next || this.#isCapped(queue)) return;
      this.#begin(queue, next, false);
    }
  }

  #forgetProgress(runId: number): void {
    this.#progress.forget(runId);
    this.#previews.forget(runId);
  }

  #isCapped({ engine }: EngineQueue): boolean {
    if (!engine.paid) return false;
    const paid = [...this.#queues.values()].filter((queue) => queue.engine.paid);
    const starting = paid.flatMap((queue) => [...queue.active.values()]).filter((run) => !run.started());
    return this.#cap.reached(starting.length);
  }

  #begin(queue: EngineQueue, run: RunHead, resume: boolean): void {
    const { ledger, clock, elapsed } = this.#deps;
    const abort = new AbortController();
    let sentAt: number | null = resume ? elapsed() : null;
    const writer = new RunWriter(run, queue.engine, {
      ledger,
      clock,
      room: this.#room,
      maySend: () => !this.#held,
      isAsked: () => !this.#breaker(queue).letsSend(run.id),
      signal: abort.signal,
      moved: () => {
        if (writer.state === 'sending') sentAt ??= elapsed();
        if (writer.state === 'accepted' || writer.state === 'downloading') this.#passed(queue, run.id);
        this.#events.emitChanged(run.editId);
        this.#deps.paidChanged?.();
      },
      progressed: (change) => this.#progress.report(run.id, change),
      previewed: (preview) => this.#track(this.#previews.take(run.id, preview)),
    });
    queue.gate.started(run.id);
    if (!resume) this.#breaker(queue).started(run.id);
    const canResume = queue.engine.resume !== undefined;
    queue.active.set(run.id, {
      abort,
      started: () => writer.state !== 'queued',
      stake: () => writer.stake(canResume),
      sentAt: () => sentAt,
      close: () => writer.close(),
      release: () => writer.release(),
      setAside: () => writer.setAside(),
    });
    const job = {
      runId: run.id,
      editId: run.editId,
      engine: queue.engine,
      writer,
      signal: abort.signal,
      resume,
    };
    const deps = {
      ...this.#deps,
      room: this.#room,
      stop: this.#stop.signal,
      abortGraceMs: this.#deps.abortGraceMs ?? 3_000,
    };
    this.#track(executeRun(deps, job).then((end) => this.#ended(queue, run, end)));
  }

  async #ended(queue: EngineQueue, run: RunHead, end: RunOutcome): Promise<void> {
    queue.active.delete(run.id);
    queue.late.delete(run.id);
    this.#forgetProgress(run.id);
    if (this.#stop.signal.aborted) return;
    if (end.kind !== 'wait') queue.gate.passed(run.id);
    this.#breaker(queue).ended(run.id, leftAs(end));
    this.#waitingChanged();
    if (end.kind === 'wait') {
      if (end.from === 'here') queue.toResume.unshift(run.id);
      if (end.blocks) queue.gate.block(run.id, end.error);
      else queue.gate.cameBack(run.id);
      // There is no point in waiting behind an obstacle that only the user can remove, or that may be gone.
      const mayBeGone = end.retryAfterMs === null && queue.gate.isOutdated(run.id);
      if (!mayBeGone && (!end.blocks || queue.gate.obstacle?.retries)) queue.backOff(end.retryAfterMs);
    } else if (end.kind === 'stuck') {
      queue.backOff(null);
    } else if (end.kind === 'saved') {
      queue.resetBackoff();
      this.#events.emitSaved(run);
      this.#track(this.#compareRerun(run));
    }
    queue.gate.ended(run.id);
    this.#deps.paidChanged?.();
    this.wake();
  }

  /** A run got past the obstacle: the others follow. */
  #passed(queue: EngineQueue, runId: number): void {
    const { obstacle } = queue.gate;
    queue.gate.passed(runId);
    if (obstacle && !queue.gate.obstacle) this.#track(Promise.resolve().then(() => this.wake()));
  }

  async #compareRerun(run: RunHead): Promise<void> {
    if (await compareRerun(this.#deps, run.id, this.#stop.signal)) this.#events.emitChanged(run.editId);
  }

  #track(work: Promise<void>): void {
    const task = work
      .catch((error: unknown) => this.#deps.log.error('queue task failed', { error: String(error) }))
      .finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }
}

function leftAs(end: RunOutcome): Left {
  if (end.kind === 'over') return end.unexplained ? 'unexplained' : 'saved or explained';
  return end.kind === 'saved' ? 'saved or explained' : 'waits';
}
