import type { ImagingJob, JobDone } from '@shared/imaging.ts';

/** What the page tells a worker. */
export type ToWorker = ImagingJob;

/** What a worker tells the page. */
export type FromWorker =
  /** It waits for its turn; the clock of its time limit stands still. */
  | { readonly kind: 'waiting' }
  /** It works; the clock starts anew. */
  | { readonly kind: 'step'; readonly step: number; readonly steps: number }
  | { readonly kind: 'done'; readonly done: JobDone };
