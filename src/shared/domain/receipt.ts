import { z } from 'zod';
import { RunRecord, RunState } from './run.ts';

/** Everything known about one run: state changes, request and answer, without secrets. */
export const RunReceipt = z.strictObject({
  run: RunRecord,
  /** In order; `at` is milliseconds since 1970. */
  events: z.array(z.strictObject({ state: RunState, at: z.number() })),
  /** Recorded by the engine, key by key. Its shape depends on the engine. */
  receipt: z.record(z.string(), z.unknown()),
});
export type RunReceipt = z.infer<typeof RunReceipt>;
