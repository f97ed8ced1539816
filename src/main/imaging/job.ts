import type { ImagingJob, JobResult } from '@shared/imaging.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
/** What is to be done; the id is given when the job is handed out. */
export type JobSpec = WithoutId<ImagingJob>;

/** A job with the files it reads and writes and those who wait for it. */
export interface BrokerJob {
  readonly spec: JobSpec;
  readonly inputs: readonly string[];
  /** Output path by the name the page uses. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Names of the outputs that arrived. */
  readonly written: Set<string>;
  readonly onStep: (step: number, steps: number) => void;
  /** Settles the job's promise; only the first call counts. */
  readonly settle: (outcome: JobResult | Error) => void;
  /** It was in the window when the window died: it is tried once more with nothing beside it. */
  suspect: boolean;
  /** It was canceled: the caller no longer waits for it. */
  over: boolean;
  /** Fires when the window gives no sign of life. */
  backstop: NodeJS.Timeout | undefined;
}
