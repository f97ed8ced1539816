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
  /** Number of charged runs, and of runs that may have been charged. */
  charged: z.int(),
  unknown: z.int(),
  /** Credits reported by the service, or null. */
  credits: z.number().nullable(),
});
export type UsageRow = z.infer<typeof UsageRow>;

export const UsageSummary = z.strictObject({
  rows: z.array(UsageRow).max(400),
  /** Paid runs started today, and their cap. */
  paidToday: z.int(),
  dailyCap: z.int(),
});
export type UsageSummary = z.infer<typeof UsageSummary>;
