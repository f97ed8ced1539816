import { HEARTBEAT_MS, type ImagingJob, type JobDone, type JobStep } from '@shared/imaging.ts';
import { nextJob, tellDone, tellStep } from './api.ts';
import type { FromWorker, ToWorker } from './messages.ts';

const RETRY_MS = 1_000;

/** Carries out jobs one after the other, for as long as the page lives, each in this slot's worker. */
export async function runSlot(): Promise<void> {
  let worker: Worker | null = null;
  for (;;) {
    try {
      const job = await nextJob();
      if (!job) continue;
      worker ??= startWorker();
      const done = await carryOut(worker, job);
      if (done === 'cancelled' || !done.ok) {
        // Whatever a bad picture or a cut-off job left in it is gone with it.
        worker.terminate();
        worker = null;
      }
      if (done !== 'cancelled') await tellDone(job.id, done);
    } catch (error) {
      console.error(String(error));
      worker?.terminate();
      worker = null;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

/** One job in a worker, until it is done, out of time, or no longer wanted. */
async function carryOut(worker: Worker, job: ImagingJob): Promise<JobDone | 'cancelled'> {
  let resolve: (done: JobDone | 'cancelled') => void = () => {};
  const outcome = new Promise<JobDone | 'cancelled'>((take) => {
    resolve = take;
  });
  let limit: number | undefined;
  let latest: JobStep = { step: 0, steps: 1 };
  let telling: Promise<void> | null = null;

  const stopClock = () => window.clearTimeout(limit);
  const startClock = () => {
    stopClock();
    const late: JobDone = { ok: false, code: 'picture-timeout', detail: `${job.kind} took too long` };
    limit = window.setTimeout(() => resolve(late), job.limitMs);
  };
  // One at a time, and the newest wins: a slow answer must not pile up steps.
  const tell = () => {
    telling ??= (async () => {
      for (let told: JobStep | null = null; told !== latest; ) {
        told = latest;
        if (await tellStep(job.id, told)) resolve('cancelled');
      }
    })().finally(() => {
      telling = null;
    });
  };

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'done') return resolve(data.done);
    if (data.kind === 'waiting') return stopClock();
    startClock();
    latest = { step: data.step, steps: data.steps };
    tell();
  };
  worker.onerror = (event) =>
    resolve({ ok: false, code: 'internal', detail: String(event.message).slice(0, 500) });
  const heartbeat = window.setInterval(tell, HEARTBEAT_MS);
  startClock();
  worker.postMessage(job satisfies ToWorker);
  try {
    const done = await outcome;
    await telling;
    return done;
  } finally {
    stopClock();
    window.clearInterval(heartbeat);
  }
}
