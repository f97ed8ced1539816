import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Failure } from '@shared/errors.ts';
import type { Log } from '../ports.ts';
import {
  type Cancel,
  END,
  FromKeeper,
  JOBS,
  type JobInput,
  type JobName,
  type JobOutput,
  type OnProgress,
  type Request,
} from './messages.ts';

/** Time (ms) before an idle thread ends. */
const IDLE_MS = 10_000;
/** Time (ms) a thread has to end by itself. */
const END_LIMIT_MS = 3_000;

/** A thread for long-running work such as copies and checks, so that the main process stays responsive. */
export interface Keeper {
  /**
   * Runs a job after all earlier ones. Throws a `Failure` with the code of the cause, or `interrupted` if the
   * thread died or was closed, or the job stopped because `signal` was aborted.
   */
  run<N extends JobName>(
    name: N,
    input: JobInput<N>,
    onProgress?: OnProgress,
    signal?: AbortSignal,
  ): Promise<JobOutput<N>>;
  /** Ends the thread and its job within a time limit. */
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Failure) => void;
  readonly onProgress: OnProgress;
}

/** Starts the thread with the first job, restarts it if it died, and ends it after a period of inactivity. */
export function createKeeper(startThread: () => Worker, log: Log): Keeper {
  const pending = new Map<number, Pending>();
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let closed = false;
  let lastId = 0;

  function failAll(): void {
    for (const { reject } of pending.values()) reject(new Failure('interrupted'));
    pending.clear();
  }

  function start(): Worker {
    const started = startThread();
    const died = (fields: Readonly<Record<string, unknown>>) => {
      if (thread !== started) return;
      thread = null;
      if (pending.size > 0) log.error('keeper exited unexpectedly', fields);
      failAll();
    };
    started.on('message', receive);
    started.on('error', (error) => died({ error: String(error) }));
    started.on('exit', (code) => died({ code }));
    // It must not keep the process alive.
    started.unref();
    return started;
  }

  function receive(message: unknown): void {
    const parsed = FromKeeper.safeParse(message);
    if (!parsed.success) {
      log.error('keeper message rejected', {});
      return;
    }
    const answer = parsed.data;
    const request = pending.get(answer.id);
    if ('progress' in answer) {
      request?.onProgress(answer.progress);
      return;
    }
    pending.delete(answer.id);
    if (pending.size === 0) idle = setTimeout(() => void end(), IDLE_MS).unref();
    if (answer.ok) {
      request?.resolve(answer.value);
      return;
    }
    log.warn('keeper job failed', { code: answer.code, error: answer.message });
    request?.reject(new Failure(answer.code ?? 'internal'));
  }

  async function end(): Promise<void> {
    if (idle) clearTimeout(idle);
    const ended = thread;
    thread = null;
    failAll();
    if (!ended) return;
    const exited = new Promise((resolve) => ended.once('exit', resolve));
    ended.postMessage(END);
    // One that doesn't listen is in a long call of SQLite.
    await Promise.race([exited, sleep(END_LIMIT_MS, undefined, { ref: false })]);
    await ended.terminate();
  }

  return {
    async run(name, input, onProgress = () => {}, signal) {
      if (closed || signal?.aborted) throw new Failure('interrupted');
      if (idle) clearTimeout(idle);
      thread ??= start();
      lastId += 1;
      const request: Request = { id: lastId, name, input };
      const cancel = () => thread?.postMessage({ cancel: request.id } satisfies Cancel);
      signal?.addEventListener('abort', cancel, { once: true });
      const value = await new Promise<unknown>((resolve, reject) => {
        pending.set(request.id, { resolve, reject, onProgress });
        thread?.postMessage(request);
      }).finally(() => signal?.removeEventListener('abort', cancel));
      return JOBS[name].out.parse(value) as JobOutput<typeof name>;
    },
    async close() {
      closed = true;
      await end();
    },
  };
}
