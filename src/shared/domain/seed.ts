import { z } from 'zod';
import type { Explanation } from '../errors.ts';

/** Range of seeds. 0 means "random" on some backends. */
export const SEED_MIN = 1;
export const SEED_MAX = 2_147_483_647;

export const Seed = z.int().min(SEED_MIN).max(SEED_MAX);

/** Why a value isn't a seed. */
export const NOT_A_SEED: Explanation = { reason: 'seed-range', params: { min: SEED_MIN, max: SEED_MAX } };

/** Returns why a value isn't a valid seed, or null. */
export function seedProblem(value: unknown): Explanation | null {
  return Seed.safeParse(value).success ? null : NOT_A_SEED;
}

/** Maps 32 random bits evenly to the range of seeds. */
export function seedFromBits(bits: number): number {
  return SEED_MIN + Math.floor(((bits >>> 0) / 2 ** 32) * SEED_MAX);
}
