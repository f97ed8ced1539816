import { parentPort } from 'node:worker_threads';
import { meaningOf } from '../system-failure.ts';
import { runJob } from './jobs.ts';
import { type Answer, Cancel, END, type Progress, Request } from './messages.ts';

/* The keeper's thread. It runs one job at a time on its own read-only connections, so that the main process
   doesn't copy or check a library. */

let last: Promise<unknown> = Promise.resolve();
/** Jobs that wait or run, by id. */
const jobs = new Map<number, AbortController>();

parentPort?.on('message', (message: unknown) => {
  // Here, no call of SQLite is in progress. A thread that is ended in one takes the whole process with it.
  if (message === END) process.exit(0);
  const canceled = Cancel.safeParse(message);
  if (canceled.success) {
    jobs.get(canceled.data.cancel)?.abort();
    return;
  }
  const { id, name, input } = Request.parse(message);
  const job = new AbortController();
  jobs.set(id, job);
  last = last.then(async () => {
    const work = () => runJob(name, input, (progress) => post({ id, progress }), job.signal);
    const answered = await answer(id, work);
    jobs.delete(id);
    post(answered);
  });
});

async function answer(id: number, work: () => Promise<unknown>): Promise<Answer> {
  try {
    return { id, ok: true, value: await work() };
  } catch (error) {
    return { id, ok: false, code: meaningOf(error), message: String(error) };
  }
}

function post(message: Answer | Progress): void {
  parentPort?.postMessage(message);
}
