import { z } from 'zod';
import type { Explanation } from '../errors.ts';

/** Seeds go from 1 to 2147483647: 0 means "random" on some backends. */
export const SEED_MIN = 1;
export const SEED_MAX = 2_147_483_647;

export const Seed = z.int().min(SEED_MIN).max(SEED_MAX);

/** Why something is no seed. */
export const NOT_A_SEED: Explanation = { reason: 'seed-range', params: { min: SEED_MIN, max: SEED_MAX } };

/** Why a value is not a seed; null when it is one. */
export function seedProblem(value: unknown): Explanation | null {
  return Seed.safeParse(value).success ? null : NOT_A_SEED;
}

/** A seed from 32 random bits, evenly spread over the whole range. */
export function seedFromBits(bits: number): number {
  return SEED_MIN + Math.floor(((bits >>> 0) / 2 ** 32) * SEED_MAX);
}
