import { z } from 'zod';
import { ErrorValue } from '../errors.ts';
import { dayNumber, startOfDay } from '../local-day.ts';
import { Sha256 } from './image.ts';
import { EngineId, ModelId } from './model.ts';
import { VerdictKind } from './verdict.ts';

/** When a watched edit is re-run without a press: every week, or never. */
export const WatchSchedule = z.enum(['weekly', 'demand']);
export type WatchSchedule = z.infer<typeof WatchSchedule>;

/** Maximum number of watched edits of one model: each costs a run a week. */
export const WATCHES_OF_MODEL_MAX = 8;
/** Maximum number of watched edits, so that all of them fit into one message. */
export const WATCHES_MAX = 32;
/** Number of newest re-runs listed of each. */
export const WATCH_TREND_MAX = 8;
/** Maximum length of a listed prompt. */
export const WATCH_PROMPT_MAX = 160;

const Id = z.int().positive();
const Time = z.number();

/** A picture of a watched edit, and when it was made. */
export const WatchPicture = z.strictObject({ imageId: Id, sha256: Sha256, at: Time });
export type WatchPicture = z.infer<typeof WatchPicture>;

/** A re-run that was measured against the edit's own result. */
export const WatchCheck = z.strictObject({ at: Time, kind: VerdictKind, ssim: z.number() });
export type WatchCheck = z.infer<typeof WatchCheck>;

export const WatchState = z.enum(['learning', 'steady', 'unsteady', 'suspect', 'different']);
export type WatchState = z.infer<typeof WatchState>;

/** An edit that is re-run to find out whether its engine's endpoint has changed. */
export const Watch = z.strictObject({
  editId: Id,
  sourceImageId: Id,
  engine: EngineId,
  model: ModelId,
  /** At most `WATCH_PROMPT_MAX` characters. */
  prompt: z.string(),
  schedule: WatchSchedule,
  /** When watching began. */
  since: Time,
  /** The edit's own result, which re-runs are compared with. */
  picture: WatchPicture.nullable(),
  state: WatchState,
  /** Number of re-runs in a row that differ while the state is `suspect`. */
  differing: z.int().nonnegative(),
  /** Number of measured re-runs. */
  checks: z.int().nonnegative(),
  /** The newest of them, oldest first. */
  trend: z.array(WatchCheck).max(WATCH_TREND_MAX),
  /** While the state is `different`: the first re-run that differs, and the last one before it. */
  different: z.strictObject({ from: WatchPicture, before: WatchPicture }).nullable(),
  /** Whether the user has seen that finding. */
  seen: z.boolean(),
  /** A re-run is waiting or active. */
  running: z.boolean(),
  /** Why it can't be re-run until the user changes something, or null. */
  problem: ErrorValue.nullable(),
  /** When the next scheduled re-run is due, or null without a schedule. */
  dueAt: Time.nullable(),
});
export type Watch = z.infer<typeof Watch>;

const WEEK_DAYS = 7;

/** Returns the number of a week, which names its scheduled re-run. Two moments a week apart are in two weeks. */
export function weekNumber(at: number): number {
  return Math.floor(dayNumber(at) / WEEK_DAYS);
}

/**
 * Returns when a weekly re-run is due: a week of local days after the last one, scheduled or not, or now.
 * One that lies more than a week in the future was made while the clock was wrong.
 */
export function weeklyDueAt(lastAt: number | null, now: number): number {
  if (lastAt === null || dayNumber(lastAt) - dayNumber(now) > WEEK_DAYS) return now;
  return startOfDay(lastAt, WEEK_DAYS);
}
