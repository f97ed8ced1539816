import type { ImagingJob, JobResult } from '@shared/imaging.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
/** Description of a job. Its id is assigned when it is handed out. */
export type JobSpec = WithoutId<ImagingJob>;

/** A job with its input and output files and its waiting callers. */
export interface BrokerJob {
  readonly spec: JobSpec;
  readonly inputs: readonly string[];
  /** Output path by the page's name for it. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Names of the outputs that arrived. */
  readonly written: Set<string>;
  readonly onStep: (step: number, steps: number) => void;
  /** Settles the job's promise. Only the first call counts. */
  readonly settle: (outcome: JobResult | Error) => void;
  /** It was in the window during a crash: it is retried once, alone. */
  suspect: boolean;
  /** It was canceled: the caller no longer waits for it. */
  over: boolean;
  /** Fires when the window shows no sign of life. */
  backstop: NodeJS.Timeout | undefined;
}
