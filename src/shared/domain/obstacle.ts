import { z } from 'zod';
import { type ErrorCode, ErrorValue } from '../errors.ts';
import { EngineId } from './model.ts';
import { Charge } from './run.ts';

/** What keeps all runs of an engine waiting at once: the account, the network or the disk, never one run. */
export const Obstacle = z.strictObject({
  engine: EngineId,
  error: ErrorValue,
  /** One run has been sent ahead to see whether it is gone. */
  trying: z.boolean(),
  /** Tried again by itself; else it waits for the user. */
  retries: z.boolean(),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** After an end that nobody can explain the queue of an engine waits for the user: continue, or cancel what waits. */
export const Question = z.strictObject({
  engine: EngineId,
  /** The run that ended so, and when. */
  runId: z.int().positive(),
  at: z.number(),
  error: ErrorValue,
  charged: Charge,
  /** Runs of the engine that wait. */
  waiting: z.int().nonnegative(),
  /** The user said to continue, and one run has gone ahead. */
  trying: z.boolean(),
});
export type Question = z.infer<typeof Question>;

/** What stands in the way of the queue. */
export const Obstacles = z.strictObject({
  obstacles: z.array(Obstacle).max(EngineId.options.length),
  /** Runs whose paid answer is in memory only, because the disk takes nothing; at most a hundred. */
  unwritten: z.array(z.int().positive()).max(100),
  question: Question.nullable(),
});
export type Obstacles = z.infer<typeof Obstacles>;

export const NO_OBSTACLES: Obstacles = { obstacles: [], unwritten: [], question: null };

/** Obstacles that only the user can remove. */
export const NEEDS_USER: readonly ErrorCode[] = ['missing-key', 'key-refused', 'no-credits'];
/** Obstacles that do not keep an accepted run from being fetched. */
export const ONLY_SENDING: readonly ErrorCode[] = ['no-credits'];
