import { z } from 'zod';
import { t } from '../words/index.ts';

/** Seeds go from 1 to 2147483647: 0 means "random" on some backends. */
export const SEED_MIN = 1;
export const SEED_MAX = 2_147_483_647;

export const Seed = z.int().min(SEED_MIN).max(SEED_MAX);

/** Why a value is not a seed, in words, or null when it is one. */
export function seedProblem(value: unknown): string | null {
  return Seed.safeParse(value).success ? null : t.errors.fields.seed(SEED_MIN, SEED_MAX);
}

/** A seed from 32 random bits, evenly spread over the whole range. */
export function seedFromBits(bits: number): number {
  return SEED_MIN + Math.floor(((bits >>> 0) / 2 ** 32) * SEED_MAX);
}
