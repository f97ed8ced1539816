import type { EngineId, ModelId } from '@shared/domain/model.ts';
import type { PressId } from '@shared/domain/press.ts';
import { isSettled } from '@shared/domain/run.ts';
import { WATCHES_MAX, type Watch, weeklyDueAt } from '@shared/domain/watch.ts';
import { type ErrorCode, Failure } from '@shared/errors.ts';
import type { Bus } from '../bus.ts';
import { pressOf } from '../edits/press.ts';
import { assertEngineAvailable, assertWithinSpendLimit, type SpendLimitDeps } from '../edits/spend-limit.ts';
import type { WriteDb } from '../library/database/db.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import {
  hasOpenRerun,
  isWatched,
  lastRerunAt,
  markSeen,
  type WatchedEdit,
  type WatchedModel,
  watchedEdits,
} from '../library/watches/watches.ts';
import type { Engine, Log } from '../ports.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { describeWatch } from './describe-watch.ts';
import { rerunProblem } from './rerun-problem.ts';
import { weeklyPressId } from './weekly-press-id.ts';

/** Delay (ms) after the start before due re-runs are queued: starting comes first. */
const FIRST_LOOK_MS = 60_000;
const LOOK_AGAIN_MS = 60 * 60 * 1000;
/** Why a due re-run isn't queued yet, as the list shows: a setting, or something about its edit. */
const WAITS: readonly ErrorCode[] = ['missing-key', 'daily-cap', 'bad-request', 'not-found'];

export interface WatchServiceDeps extends SpendLimitDeps {
  readonly db: WriteDb;
  readonly ledger: Ledger;
  readonly engines: readonly Pick<Engine, 'id' | 'paid' | 'needsNetwork'>[];
  readonly queue: Pick<Scheduler, 'added' | 'paused' | 'obstacles'>;
  readonly isOnline: () => boolean;
  readonly bus: Pick<Bus, 'on' | 'emit'>;
  readonly log: Log;
  readonly firstLookMs?: number;
}

/** Re-runs watched edits by their schedule or on demand, and reports what the re-runs show. */
export interface WatchService {
  list(): readonly Watch[];
  /**
   * Re-runs the watched edits of a model now, except those whose re-run is still open and those with a `problem` in the
   * list. All others are queued or none is. Throws `Failure`: `missing-key`, `daily-cap`, or why there is none.
   */
  check(input: { readonly press: PressId; readonly engine: EngineId; readonly model: ModelId }): {
    runIds: number[];
  };
  seen(editIds: readonly number[]): void;
  /** Queues due re-runs from now on: soon, and then every hour. */
  start(): void;
  /**
   * Queues every due re-run that may be sent now, at most one of an edit in a week: none while the queue is
   * paused, or while the engine has an obstacle, lacks its key or would exceed the daily cap. Never throws.
   */
  runDue(): void;
  close(): void;
}

export function createWatchService(deps: WatchServiceDeps): WatchService {
  const { db, ledger, engines, queue, clock, bus, log } = deps;
  let timer: NodeJS.Timeout | undefined;

  bus.on('run.changed', ({ edit: { id, rerunOf }, run }) => {
    if (!isSettled(run.state) && run.state !== 'queued') return;
    if (isWatched(db, id) || (rerunOf !== null && isWatched(db, rerunOf))) bus.emit('watch.changed', {});
  });

  function isBlocked(id: EngineId): boolean {
    const engine = engines.find((one) => one.id === id);
    if (!engine || (engine.needsNetwork && !deps.isOnline())) return true;
    const { obstacles, question } = queue.obstacles();
    return question?.engine === id || obstacles.some((obstacle) => obstacle.engine === id);
  }

  function runIfDue(editId: number, engine: EngineId): void {
    const now = clock();
    if (weeklyDueAt(lastRerunAt(db, editId), now) > now || hasOpenRerun(db, editId)) return;
    const press = pressOf('watch.check', weeklyPressId(editId, now), { editId });
    const { queued, isNew } = ledger.queueOnce(press, now, () => {
      const problem = rerunProblem(db, editId);
      if (problem) throw problem;
      assertWithinSpendLimit(deps, engine);
      return [ledger.addRerun(editId, now)];
    });
    if (isNew) queue.added(queued.map((one) => one.editId));
  }

  function runDue(): void {
    if (queue.paused) return;
    try {
      for (const { editId, engine, schedule } of listed())
        if (schedule === 'weekly' && !isBlocked(engine)) tryToRun(editId, engine);
    } catch (error) {
      log.warn('failed to read watched edits', { error: String(error) });
    }
  }

  /** The others are due, too. */
  function tryToRun(editId: number, engine: EngineId): void {
    try {
      runIfDue(editId, engine);
    } catch (error) {
      if (error instanceof Failure && WAITS.includes(error.code))
        log.info('scheduled re-run waits', { editId, error: error.message });
      else log.warn('failed to queue scheduled re-run', { editId, error: String(error) });
    }
  }

  /** The edits that are watched: those of `watch.list`, or the same number of one model. */
  function listed(of?: WatchedModel): readonly WatchedEdit[] {
    return watchedEdits(db, of).slice(0, WATCHES_MAX);
  }

  /** Returns the watched edits of a model that can be re-run now. Throws `Failure` if there are none. */
  function runnable(of: WatchedModel): readonly WatchedEdit[] {
    const idle = listed(of).filter(({ editId }) => !hasOpenRerun(db, editId));
    const able: WatchedEdit[] = [];
    let problem: Failure | null = null;
    for (const one of idle) {
      const found = rerunProblem(db, one.editId);
      if (found) problem ??= found;
      else able.push(one);
    }
    if (able.length > 0) return able;
    if (problem) throw problem;
    const isQueued = listed(of).length > 0;
    throw new Failure('bad-request', { reason: isQueued ? 'queued-already' : 'none-watched' });
  }

  return {
    list: () => listed().map((watched) => describeWatch(db, watched, clock()).watch),
    check({ press, engine, model }) {
      const asked = pressOf('watch.check', press, { engine, model });
      const { queued, isNew } = ledger.queueOnce(asked, clock(), () => {
        assertEngineAvailable(engines, engine);
        const edits = runnable({ engine, model });
        assertWithinSpendLimit(deps, engine, edits.length);
        return edits.map(({ editId }) => ledger.addRerun(editId, clock()));
      });
      if (isNew) queue.added(queued.map((one) => one.editId));
      return { runIds: queued.map(({ runId }) => runId) };
    },
    seen(editIds) {
      for (const watched of listed()) {
        if (!editIds.includes(watched.editId)) continue;
        const { changedWith } = describeWatch(db, watched, clock());
        if (changedWith !== null) markSeen(db, watched.editId, changedWith);
      }
      bus.emit('watch.changed', {});
    },
    start() {
      const look = (wait: number) => {
        timer = setTimeout(() => {
          runDue();
          look(LOOK_AGAIN_MS);
        }, wait);
        timer.unref();
      };
      look(deps.firstLookMs ?? FIRST_LOOK_MS);
    },
    runDue,
    close: () => clearTimeout(timer),
  };
}
