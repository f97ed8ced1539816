import type { EngineId, ModelId } from '@shared/domain/model.ts';
import type { PressId } from '@shared/domain/press.ts';
import { isSettled } from '@shared/domain/run.ts';
import { WATCHES_MAX, type Watch, weeklyDueAt } from '@shared/domain/watch.ts';
import { Failure } from '@shared/errors.ts';
import type { Bus } from '../bus.ts';
import { pressOf } from '../edits/press.ts';
import { assertEngineAvailable, assertWithinSpendLimit, type SpendLimitDeps } from '../edits/spend-limit.ts';
import type { WriteDb } from '../library/database/db.ts';
import type { Queued } from '../library/ledger/edits.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import { hasOpenRerun, isWatched, lastRerunAt, markSeen, watchedEdits } from '../library/watches/watches.ts';
import type { Engine, Log } from '../ports.ts';
import type { Scheduler } from '../queue/scheduler.ts';
import { describeWatch } from './describe-watch.ts';
import { weeklyPressId } from './weekly-press-id.ts';

/** Delay (ms) after the start before due re-runs are queued: starting comes first. */
const FIRST_LOOK_MS = 60_000;
const LOOK_AGAIN_MS = 60 * 60 * 1000;

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

/** Re-runs watched edits by their schedule or on demand, and tells what the re-runs show. */
export interface WatchService {
  list(): readonly Watch[];
  /**
   * Re-runs the watched edits of a model now, except those whose re-run is still open. All are queued or none
   * is. Throws `Failure`: `missing-key`, `daily-cap`, or `bad-request` if there is nothing to re-run.
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
      assertWithinSpendLimit(deps, engine);
      return [ledger.addRerun(editId, now)];
    });
    if (isNew) queue.added(queued.map((one) => one.editId));
  }

  function runDue(): void {
    if (queue.paused) return;
    try {
      for (const { editId, engine, schedule } of watchedEdits(db)) {
        if (schedule !== 'weekly' || isBlocked(engine)) continue;
        try {
          runIfDue(editId, engine);
        } catch (error) {
          // No key, no room under the cap, or its source is gone: the list shows that it is due.
          if (!(error instanceof Failure)) throw error;
          log.info('scheduled re-run waits', { editId, code: error.code });
        }
      }
    } catch (error) {
      log.warn('failed to queue scheduled re-runs', { error: String(error) });
    }
  }

  /** Re-runs an edit, or skips it if its source was deleted permanently. */
  function rerun(editId: number, now: number): Queued[] {
    try {
      return [ledger.addRerun(editId, now)];
    } catch (error) {
      if (error instanceof Failure && error.code === 'not-found') return [];
      throw error;
    }
  }

  return {
    list: () =>
      watchedEdits(db)
        .slice(0, WATCHES_MAX)
        .map((watched) => describeWatch(db, watched, clock()).watch),
    check({ press, engine, model }) {
      const asked = pressOf('watch.check', press, { engine, model });
      const { queued, isNew } = ledger.queueOnce(asked, clock(), () => {
        assertEngineAvailable(engines, engine);
        const ofModel = watchedEdits(db).filter((one) => one.engine === engine && one.model === model);
        const idle = ofModel.filter(({ editId }) => !hasOpenRerun(db, editId));
        if (ofModel.length > 0 && idle.length === 0)
          throw new Failure('bad-request', { reason: 'queued-already' });
        assertWithinSpendLimit(deps, engine, idle.length);
        const added = idle.flatMap(({ editId }) => rerun(editId, clock()));
        if (added.length === 0) throw new Failure('not-found', { reason: 'source-purged' });
        return added;
      });
      if (isNew) queue.added(queued.map((one) => one.editId));
      return { runIds: queued.map(({ runId }) => runId) };
    },
    seen(editIds) {
      for (const watched of watchedEdits(db)) {
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
