import { z } from 'zod';
import { type ErrorCode, ErrorValue } from '../errors.ts';
import { EngineId } from './model.ts';
import { Charge } from './run.ts';

/** Blocks all runs of an engine: the account, the network or the disk, never a single run. */
export const Obstacle = z.strictObject({
  engine: EngineId,
  error: ErrorValue,
  /** One run was sent first to test whether it is gone. */
  trying: z.boolean(),
  /** Retried automatically. Otherwise it waits for the user. */
  retries: z.boolean(),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** After an unexplained end, the engine's queue waits for the user to continue or to cancel the waiting runs. */
export const Question = z.strictObject({
  engine: EngineId,
  /** The run that ended without an explanation, and when. */
  runId: z.int().positive(),
  at: z.number(),
  error: ErrorValue,
  charged: Charge,
  /** Number of waiting runs of the engine. */
  waiting: z.int().nonnegative(),
  /** The user continued, and one run has gone first. */
  trying: z.boolean(),
});
export type Question = z.infer<typeof Question>;

/** Everything that blocks the queue. */
export const Obstacles = z.strictObject({
  obstacles: z.array(Obstacle).max(64),
  /** Runs whose paid answer is in memory only because the disk refuses writes; at most a hundred. */
  unwritten: z.array(z.int().positive()).max(100),
  question: Question.nullable(),
});
export type Obstacles = z.infer<typeof Obstacles>;

export const NO_OBSTACLES: Obstacles = { obstacles: [], unwritten: [], question: null };

/** Obstacles only the user can remove. */
export const NEEDS_USER: readonly ErrorCode[] = ['missing-key', 'key-refused', 'no-credits'];
/** Obstacles that don't prevent fetching an accepted run. */
export const ONLY_SENDING: readonly ErrorCode[] = ['no-credits'];
