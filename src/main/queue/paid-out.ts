import type { PaidOut } from '@shared/domain/closing.ts';
import type { EngineQueue } from './engine-queue.ts';

/** The paid calls that are out now, and what is at stake with each. `now` is by the clock that never jumps. */
export function paidOutOf(queues: Iterable<EngineQueue>, now: number): PaidOut {
  const count = { atRisk: 0, safe: 0, unwritten: 0 };
  let first = now;
  for (const { active, late } of queues) {
    // The user no longer waits for a late one, which is told as unknown; an answer that is here is worth waiting for.
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
