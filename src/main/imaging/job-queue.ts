import type { BrokerJob } from './job.ts';

/** Jobs in the order they are handed out, and those that are out, by the id each got for this one hand-out. */
export interface JobQueue {
  add(job: BrokerJob): void;
  /** The next job and its one-use id, or null when none may go now. */
  take(): { readonly id: number; readonly job: BrokerJob } | null;
  running(id: number): BrokerJob | undefined;
  /** Takes a job out, waiting or running. */
  remove(job: BrokerJob): void;
  /** Puts every running job back in front, as a suspect; those that were suspects already are returned. */
  recall(): BrokerJob[];
  all(): BrokerJob[];
}

/**
 * A suspect runs with nothing beside it, so that a picture that kills the window is found out and
 * takes no other down. Pictures being taken in wait for what a person asked to see.
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
      // Suspects are always in front, so nothing else is out when the first of them goes.
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
