import { HEARTBEAT_MS, type ImagingJob, type JobDone, type JobStep } from '@shared/imaging.ts';
import { nextJob, postProgress, postResult } from './api.ts';
import type { FromWorker, ToWorker } from './messages.ts';

const RETRY_MS = 1_000;
/**
 * Number of jobs after which a worker is replaced. Memory from fetching and decoding is freed late, because
 * the garbage collector sees little of it: 200 photographs left 150 MB. Ending the worker frees all of it
 * immediately.
 */
const JOBS_PER_WORKER = 12;

/** A worker, and its error if it can't start. */
interface Decoder {
  readonly worker: Worker;
  readonly failed: Promise<JobDone>;
}

/** Runs jobs in sequence while the page lives, each in this slot's worker. */
export async function runSlot(): Promise<void> {
  // Started before its first job, which then doesn't wait for it.
  let decoder = startDecoder();
  let jobs = 0;
  const replace = () => {
    decoder.worker.terminate();
    decoder = startDecoder();
    jobs = 0;
  };
  for (;;) {
    try {
      const job = await nextJob();
      if (!job) continue;
      const done = await runJob(decoder, job);
      jobs += 1;
      if (done !== 'cancelled') await postResult(job.id, done);
      // Discards whatever a bad picture or an interrupted job left in it.
      if (done === 'cancelled' || !done.ok || jobs >= JOBS_PER_WORKER) replace();
    } catch (error) {
      console.error(String(error));
      replace();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function startDecoder(): Decoder {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const failed = new Promise<JobDone>((resolve) => {
    worker.onerror = (event) =>
      resolve({ ok: false, code: 'internal', detail: String(event.message).slice(0, 500) });
  });
  return { worker, failed };
}

/** Runs one job in a worker until it finishes, times out or is canceled. */
async function runJob({ worker, failed }: Decoder, job: ImagingJob): Promise<JobDone | 'cancelled'> {
  let resolve: (done: JobDone | 'cancelled') => void = () => {};
  const outcome = new Promise<JobDone | 'cancelled'>((take) => {
    resolve = take;
  });
  let limit: number | undefined;
  let latest: JobStep = { step: 0, steps: 1 };
  let posting: Promise<void> | null = null;

  const stopClock = () => window.clearTimeout(limit);
  const startClock = () => {
    stopClock();
    const late: JobDone = { ok: false, code: 'picture-timeout', detail: `${job.kind} took too long` };
    limit = window.setTimeout(() => resolve(late), job.limitMs);
  };
  // One at a time, newest wins: slow requests must not pile up.
  const postLatest = () => {
    posting ??= (async () => {
      for (let posted: JobStep | null = null; posted !== latest; ) {
        posted = latest;
        if (await postProgress(job.id, posted)) resolve('cancelled');
      }
    })().finally(() => {
      posting = null;
    });
  };

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'done') return resolve(data.done);
    if (data.kind === 'waiting') return stopClock();
    startClock();
    latest = { step: data.step, steps: data.steps };
    postLatest();
  };
  const heartbeat = window.setInterval(postLatest, HEARTBEAT_MS);
  startClock();
  worker.postMessage(job satisfies ToWorker);
  try {
    const done = await Promise.race([outcome, failed]);
    await posting;
    return done;
  } finally {
    stopClock();
    window.clearInterval(heartbeat);
  }
}
