import type { PaidOut } from '@shared/domain/closing.ts';
import type { EngineQueue } from './engine-queue.ts';

/** Returns the paid calls in flight and the risk of each. `now` is on the monotonic clock. */
export function paidOutOf(queues: Iterable<EngineQueue>, now: number): PaidOut {
  const count = { atRisk: 0, safe: 0, unwritten: 0 };
  let first = now;
  for (const { active, late } of queues) {
    // A released run is reported as unknown already. An answer that has arrived is worth waiting for.
    const kept = [...late.values()].filter((run) => run.stake() === 'unwritten');
    for (const run of [...active.values(), ...kept]) {
      const stake = run.stake();
      if (stake === null) continue;
      count[stake] += 1;
      first = Math.min(first, run.sentAt() ?? now);
    }
  }
  return { ...count, outForMs: now - first };
}
