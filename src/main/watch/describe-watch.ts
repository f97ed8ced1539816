import { assessWatch } from '@shared/domain/assess-watch.ts';
import { WATCH_TREND_MAX, type Watch, type WatchPicture, weeklyDueAt } from '@shared/domain/watch.ts';
import type { ReadDb } from '../library/database/db.ts';
import {
  hasOpenRerun,
  lastRerunAt,
  measuredReruns,
  ownPicture,
  type WatchedEdit,
} from '../library/watches/watches.ts';
import { rerunProblem } from './rerun-problem.ts';

/** What the re-runs of a watched edit show. `changedWith`: the edit of the first different one, or null. */
export function describeWatch(
  db: ReadDb,
  { seen, ...watched }: WatchedEdit,
  now: number,
): { readonly watch: Watch; readonly changedWith: number | null } {
  const { editId, schedule } = watched;
  const series = measuredReruns(db, editId);
  const { state, periods, differing } = assessWatch(series);
  const open = periods.findLast(({ to }) => to === null) ?? null;
  const changedWith = open?.from.editId ?? null;
  return {
    changedWith,
    watch: {
      ...watched,
      picture: ownPicture(db, editId),
      state,
      differing,
      checks: series.length,
      trend: series.slice(-WATCH_TREND_MAX).map(({ at, kind, ssim }) => ({ at, kind, ssim })),
      different: open && { from: pictureOf(open.from), before: pictureOf(open.before) },
      seen: changedWith !== null && seen === changedWith,
      running: hasOpenRerun(db, editId),
      problem: rerunProblem(db, editId)?.value ?? null,
      dueAt: schedule === 'weekly' ? weeklyDueAt(lastRerunAt(db, editId), now) : null,
    },
  };
}

function pictureOf({ imageId, sha256, at }: WatchPicture): WatchPicture {
  return { imageId, sha256, at };
}
