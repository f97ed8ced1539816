import type { ImagingJob, JobDone } from '@shared/imaging.ts';

/** Messages from the page to a worker. */
export type ToWorker = ImagingJob;

/** Messages from a worker to the page. */
export type FromWorker =
  /** Waiting for its turn: pauses its time limit. */
  | { readonly kind: 'waiting' }
  /** Working: restarts its time limit. */
  | { readonly kind: 'step'; readonly step: number; readonly steps: number }
  | { readonly kind: 'done'; readonly done: JobDone };
