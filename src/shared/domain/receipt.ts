import { z } from 'zod';
import { RunRecord, RunState } from './run.ts';

/** All that is known of one run: every change of state, what was sent and what came back, without secrets. */
export const RunReceipt = z.strictObject({
  run: RunRecord,
  /** In order; `at` is milliseconds since 1970. */
  events: z.array(z.strictObject({ state: RunState, at: z.number() })),
  /** What the engine wrote down, key by key; its shape is the engine's. */
  receipt: z.record(z.string(), z.unknown()),
});
export type RunReceipt = z.infer<typeof RunReceipt>;
