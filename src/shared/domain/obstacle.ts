import { z } from 'zod';
import { ErrorCode } from '../errors.ts';
import { EngineId } from './model.ts';

/** What keeps all runs of an engine waiting at once: the account, the network or the disk, never one run. */
export const Obstacle = z.strictObject({
  engine: EngineId,
  code: ErrorCode,
  /** What was met, in words and redacted. */
  detail: z.string(),
  /** One run has been sent ahead to see whether it is gone. */
  trying: z.boolean(),
  /** Tried again by itself; else it waits for the user. */
  retries: z.boolean(),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** What stands in the way of the queue. */
export const Obstacles = z.strictObject({
  obstacles: z.array(Obstacle).max(EngineId.options.length),
  /** Runs whose paid answer is in memory only, because the disk takes nothing; at most a hundred. */
  unwritten: z.array(z.int().positive()).max(100),
});
export type Obstacles = z.infer<typeof Obstacles>;

export const NO_OBSTACLES: Obstacles = { obstacles: [], unwritten: [] };

/** Obstacles that only the user can remove. */
export const NEEDS_USER: readonly ErrorCode[] = ['missing-key', 'key-refused', 'no-credits'];
/** Obstacles that do not keep an accepted run from being fetched. */
export const ONLY_SENDING: readonly ErrorCode[] = ['no-credits'];
