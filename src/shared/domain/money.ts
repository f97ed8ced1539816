import { z } from 'zod';
import { EngineId } from './model.ts';
import { RunState } from './run.ts';

/** Runs of one day, engine and state. */
export const MoneyRow = z.strictObject({
  /** Local day, `YYYY-MM-DD`. */
  day: z.string(),
  engine: EngineId,
  state: RunState,
  runs: z.int(),
  /** Runs that were charged, and runs that may have been. */
  charged: z.int(),
  unknown: z.int(),
  /** Credits the service told; null when it told none. */
  credits: z.number().nullable(),
});
export type MoneyRow = z.infer<typeof MoneyRow>;

export const MoneySummary = z.strictObject({
  rows: z.array(MoneyRow).max(400),
  /** Paid runs started today, and the cap on them. */
  paidToday: z.int(),
  dailyCap: z.int(),
});
export type MoneySummary = z.infer<typeof MoneySummary>;
