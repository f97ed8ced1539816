import { HEARTBEAT_MS, type ImagingJob, type JobDone, type JobStep } from '@shared/imaging.ts';
import { nextJob, postProgress, postResult } from './api.ts';
import type { FromWorker, ToWorker } from './messages.ts';

const RETRY_MS = 1_000;
/**
 * Jobs after which a worker makes room for a new one. What fetching and decoding leave behind is freed late, by a
 * collector that sees little of it: 200 photographs left 150 MB. With its worker all of it goes at once.
 */
const JOBS_PER_WORKER = 12;

/** A worker, and what there is to say if it cannot work. */
interface Decoder {
  readonly worker: Worker;
  readonly failed: Promise<JobDone>;
}

/** Carries out jobs one after the other, for as long as the page lives, each in this slot's worker. */
export async function runSlot(): Promise<void> {
  // Started ahead of its first job, which need not wait for it then.
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
      // Whatever a bad picture or a cut-off job left in it is gone with it.
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

/** One job in a worker, until it is done, out of time, or no longer wanted. */
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
  // One at a time, and the newest wins: a slow answer must not pile up steps.
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
