import { z } from 'zod';
import { EngineId } from './model.ts';
import { RunState } from './run.ts';

/** Runs of one day, engine and state. */
export const UsageRow = z.strictObject({
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
export type UsageRow = z.infer<typeof UsageRow>;

export const UsageSummary = z.strictObject({
  rows: z.array(UsageRow).max(400),
  /** Paid runs started today, and the cap on them. */
  paidToday: z.int(),
  dailyCap: z.int(),
});
export type UsageSummary = z.infer<typeof UsageSummary>;
