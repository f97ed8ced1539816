import type { BrokerJob } from './job.ts';

/** Waiting jobs in the order they are handed out, and running jobs by the one-time id of their hand-out. */
export interface JobQueue {
  add(job: BrokerJob): void;
  /** Returns the next job and its one-time id, or null if none may run now. */
  take(): { readonly id: number; readonly job: BrokerJob } | null;
  running(id: number): BrokerJob | undefined;
  /** Removes a waiting or running job. */
  remove(job: BrokerJob): void;
  /** Requeues every running job as a suspect. Returns those that already were suspects. */
  recall(): BrokerJob[];
  all(): BrokerJob[];
}

/**
 * Runs suspect jobs alone, to isolate a picture that crashes the window. Jobs the user waits for go before
 * imports.
 */
export function createJobQueue(): JobQueue {
  let waiting: BrokerJob[] = [];
  const out = new Map<number, BrokerJob>();
  let lastId = 0;

  function insert(job: BrokerJob): void {
    const first = waiting.findIndex((other) => !other.suspect && other.spec.kind === 'inspect');
    if (job.spec.kind === 'inspect' || first < 0) waiting.push(job);
    else waiting.splice(first, 0, job);
  }

  return {
    add: insert,
    take() {
      // Suspects are always first, so nothing else is running when the first of them starts.
      if ([...out.values()].some((job) => job.suspect)) return null;
      const next = waiting.shift();
      if (!next) return null;
      lastId += 1;
      out.set(lastId, next);
      return { id: lastId, job: next };
    },
    running: (id) => out.get(id),
    remove(job) {
      waiting = waiting.filter((other) => other !== job);
      for (const [id, other] of out) if (other === job) out.delete(id);
    },
    recall() {
      const back = [...out.values()];
      out.clear();
      const guilty = back.filter((job) => job.suspect);
      const again = back.filter((job) => !job.suspect);
      for (const job of again) {
        job.suspect = true;
        job.written.clear();
      }
      waiting = [...again, ...waiting];
      return guilty;
    },
    all: () => [...waiting, ...out.values()],
  };
}
