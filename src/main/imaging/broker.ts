import { rm } from 'node:fs/promises';
import { Failure } from '@shared/errors.ts';
import { type ImagingJob, JobDone, type JobResult, JobStep, type JobStepAnswer } from '@shared/imaging.ts';
import type { Log } from '../ports.ts';
import type { BrokerJob, JobSpec } from './job.ts';
import { createJobQueue } from './job-queue.ts';
import { parseRoute, type Route, type RouteTo } from './route.ts';
import { maxOutputBytes, receiveFile, receiveMessage, sendFile } from './transfer.ts';

/** Extra time (ms) after a job's limit before the whole window counts as stuck. */
const BACKSTOP_MS = 3_000;
/** Time (ms) a new window has to request work. */
const START_LIMIT_MS = 20_000;
/** Time (ms) an idle slot's poll stays open. */
const POLL_MS = 25_000;
/** After this many consecutive crashes before the first request, waiting jobs fail. */
const MAX_FAILED_STARTS = 3;
/** First delay (ms) before a window that failed to start is reopened. It doubles each time. */
const BACKOFF_MS = 250;
const BACKOFF_MAX_MS = 10_000;
/** An open window takes 35 MB. A new one starts in 0.2 s. */
const REST_MS = 30_000;

export interface BrokerOptions {
  /** Opens the window if there is none. Its requests for work name this number. */
  readonly wake: (windowId: number) => void;
  /** Ends the window. `windowGone` follows. */
  readonly restart: () => void;
  readonly log: Log;
  /** Time (ms) the idle window stays open. */
  readonly restMs?: number;
}

export interface Submission {
  readonly spec: JobSpec;
  readonly inputs: readonly string[];
  readonly outputs?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (step: number, steps: number) => void;
}

/**
 * Sends jobs to the imaging window and receives their outputs. Handles requests and responses; independent of
 * Electron.
 */
export interface Broker {
  submit(submission: Submission): Promise<JobResult>;
  /** A job may follow soon: opens the window, or keeps it open. */
  expect(): void;
  /** Handles one request of the imaging page. */
  handle(request: Request): Promise<Response>;
  /** The window crashed: its jobs are retried once, each one alone. */
  windowGone(): void;
  /** Ends every job and refuses new ones. */
  close(): void;
}

export function createBroker({ wake, restart, log, restMs = REST_MS }: BrokerOptions): Broker {
  const queue = createJobQueue();
  let polls: { answer: (job: ImagingJob | null) => void }[] = [];
  let startTimer: NodeJS.Timeout | undefined;
  let restTimer: NodeJS.Timeout | undefined;
  /** Number of the open window, or of the next one. */
  let windowId = 1;
  let polled = false;
  let failedStarts = 0;
  let closed = false;

  function end(job: BrokerJob, outcome: JobResult | Error): void {
    if (job.over) return;
    job.over = true;
    clearTimeout(job.backstop);
    queue.remove(job);
    job.settle(outcome);
    if (outcome instanceof Error) for (const path of job.outputs.values()) void discard(path);
    offer();
    rest();
  }

  function offer(): void {
    while (polls.length > 0) {
      const taken = queue.take();
      if (!taken) return;
      watch(taken.job);
      polls.shift()?.answer({ ...taken.job.spec, id: taken.id });
    }
  }

  /** Ends the window if it stays idle. */
  function rest(): void {
    clearTimeout(restTimer);
    if (!polled || closed || queue.all().length > 0) return;
    restTimer = setTimeout(restart, restMs);
  }

  /** Starts or restarts the timer that ends an unresponsive window. */
  function watch(job: BrokerJob): void {
    clearTimeout(job.backstop);
    job.backstop = setTimeout(() => {
      log.warn('imaging window hung', { kind: job.spec.kind });
      end(job, new Failure('picture-timeout'));
      restart();
    }, job.spec.limitMs + BACKSTOP_MS);
  }

  function wakeUp(): void {
    if (polled) wake(windowId);
    else if (startTimer) return;
    else if (failedStarts === 0) open();
    else startTimer = setTimeout(open, Math.min(BACKOFF_MS * 2 ** (failedStarts - 1), BACKOFF_MAX_MS));
  }

  function open(): void {
    startTimer = setTimeout(() => {
      startTimer = undefined;
      log.warn('imaging window failed to start');
      restart();
    }, START_LIMIT_MS);
    wake(windowId);
  }

  async function nextJob(from: number): Promise<ImagingJob | null> {
    // The last request of a window that has ended: a job given to it would be lost.
    if (from !== windowId) return null;
    if (!polled) {
      polled = true;
      rest();
    }
    failedStarts = 0;
    clearTimeout(startTimer);
    startTimer = undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(() => poll.answer(null), POLL_MS);
      const poll = {
        answer(job: ImagingJob | null) {
          clearTimeout(timer);
          polls = polls.filter((other) => other !== poll);
          resolve(job);
        },
      };
      polls.push(poll);
      offer();
    });
  }

  async function answer(request: Request, route: Route): Promise<Response> {
    if (route.to === 'next') {
      const job = closed ? null : await nextJob(route.windowId);
      return job ? Response.json(job) : status(204);
    }
    if (route.to === 'in') return send(route);
    if (route.to === 'out') return receive(request, route);
    const message = await receiveMessage(request);
    if (!message) return status(413);
    // Only now, because the window may have ended while its message arrived. The job is repeated then.
    const job = queue.running(route.job);
    if (route.to === 'step') {
      const step = JobStep.parse(message.value);
      if (job) {
        watch(job);
        job.onStep(step.step, step.steps);
      }
      return Response.json({ cancel: !job } satisfies JobStepAnswer);
    }
    if (!job) return status(410);
    const done = JobDone.parse(message.value);
    if (!done.ok) {
      log.info('image rejected', { kind: job.spec.kind, code: done.code, detail: done.detail });
      end(job, new Failure(done.code, done.why));
    } else if (done.result.kind !== job.spec.kind || job.written.size < job.outputs.size) {
      end(job, new Failure('internal'));
    } else {
      end(job, done.result);
    }
    return status(204);
  }

  async function send({ job: id, index }: RouteTo<'in'>): Promise<Response> {
    const job = queue.running(id);
    if (!job) return status(410);
    const path = job.inputs[index];
    if (path === undefined) return status(404);
    return sendFile(path).catch((error: unknown) => {
      log.warn('failed to read image', { kind: job.spec.kind, error: String(error) });
      end(job, new Failure('not-found', { reason: 'picture-file-missing' }));
      return status(410);
    });
  }

  async function receive(request: Request, { job: id, name }: RouteTo<'out'>): Promise<Response> {
    const job = queue.running(id);
    if (!job) return status(410);
    const path = job.outputs.get(name);
    if (path === undefined || job.written.has(name)) return status(404);
    const fits = await receiveFile(request, path, maxOutputBytes(job.spec.kind)).catch((error: unknown) => {
      // A disk error belongs to the caller that wants the file. An interrupted body is the window's problem.
      if (error instanceof Error && 'syscall' in error) end(job, error);
      throw error;
    });
    // Canceled while its bytes were arriving: discard the file.
    if (job.over) await discard(path);
    // The window ended meanwhile, and the job is repeated: it is written again.
    if (queue.running(id) !== job) return status(410);
    if (fits) job.written.add(name);
    return status(fits ? 204 : 413);
  }

  return {
    submit({ spec, inputs, outputs = new Map(), signal, onStep = () => {} }) {
      return new Promise<JobResult>((resolve, reject) => {
        if (signal?.aborted || closed) return reject(cancelled());
        const onAbort = () => end(job, cancelled());
        const job: BrokerJob = {
          spec,
          inputs,
          outputs,
          written: new Set(),
          onStep,
          settle(outcome) {
            signal?.removeEventListener('abort', onAbort);
            if (outcome instanceof Error) reject(outcome);
            else resolve(outcome);
          },
          suspect: false,
          over: false,
          backstop: undefined,
        };
        signal?.addEventListener('abort', onAbort);
        queue.add(job);
        clearTimeout(restTimer);
        wakeUp();
        offer();
      });
    },
    expect() {
      if (closed) return;
      wakeUp();
      rest();
    },
    async handle(request) {
      const route = parseRoute(request.method, new URL(request.url).pathname);
      if (!route) return status(404);
      try {
        return await answer(request, route);
      } catch (error) {
        log.warn('imaging request failed', { to: route.to, error: String(error) });
        return status(500);
      }
    },
    windowGone() {
      if (closed) return;
      failedStarts = polled ? 0 : failedStarts + 1;
      polled = false;
      windowId += 1;
      clearTimeout(restTimer);
      clearTimeout(startTimer);
      startTimer = undefined;
      for (const poll of polls) poll.answer(null);
      const crashed = queue.recall();
      const hopeless = failedStarts >= MAX_FAILED_STARTS ? queue.all() : [];
      for (const job of [...crashed, ...hopeless]) end(job, new Failure('imaging-crashed'));
      for (const job of queue.all()) clearTimeout(job.backstop);
      if (queue.all().length > 0) wakeUp();
    },
    close() {
      closed = true;
      clearTimeout(restTimer);
      clearTimeout(startTimer);
      for (const job of queue.all()) end(job, cancelled());
      for (const poll of polls) poll.answer(null);
    },
  };
}

async function discard(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}

function status(code: number): Response {
  return new Response(null, { status: code });
}

function cancelled(): DOMException {
  return new DOMException('Cancelled.', 'AbortError');
}
