import { describe, expect, it } from 'vitest';
import { createPresses, ONE_PRESS_MS } from '../../src/renderer/stores/presses.ts';
import { fc } from '../fixtures/property.ts';

/** Presses with a clock in the hands of the test. */
function world() {
  const clock = { now: 1_000 };
  const presses = createPresses(() => clock.now);
  const ids: string[] = [];
  const push = (thing: string, answer: Promise<unknown> = Promise.resolve()) =>
    presses.once(thing, async (press) => {
      ids.push(press);
      await answer;
      return press;
    });
  return { clock, presses, ids, push };
}

describe('pushes of the same thing', () => {
  it('within a second are one press', async () => {
    const { clock, ids, push } = world();
    for (let n = 0; n < 50; n += 1) {
      await push('re-run 1');
      clock.now += ONE_PRESS_MS - 1;
    }
    expect(ids).toHaveLength(1);
    clock.now += 1;
    await push('re-run 1');
    expect(new Set(ids).size).toBe(2);
  });

  it('are one press while the answer is pending, and for a second after it', async () => {
    const { clock, ids, push } = world();
    const answer = Promise.withResolvers<void>();
    const first = push('re-run 1', answer.promise);
    clock.now += 60_000;
    expect(await push('re-run 1')).toBeUndefined();
    answer.resolve();
    await first;
    clock.now += ONE_PRESS_MS - 1;
    expect(await push('re-run 1')).toBeUndefined();
    expect(ids).toHaveLength(1);
  });

  it('count again after a refusal, which created nothing', async () => {
    const { presses, ids, push } = world();
    expect(await presses.once('retry 1', () => Promise.resolve(null))).toBeNull();
    expect(presses.isSame('retry 1')).toBe(false);
    await push('retry 1');
    expect(ids).toHaveLength(1);
  });

  it('are still one press if it is unknown whether the call arrived', async () => {
    const { presses } = world();
    await expect(presses.once('retry 1', () => Promise.reject(new Error('gone')))).rejects.toThrow();
    expect(presses.isSame('retry 1')).toBe(true);
  });

  it('of different things are separate presses with their own ids', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(400)), { maxLength: 60 }), async (pushes) => {
        const { clock, ids, push } = world();
        const last = new Map<number, number>();
        let expected = 0;
        for (const [thing, pause] of pushes) {
          clock.now += pause;
          if (clock.now - (last.get(thing) ?? Number.NEGATIVE_INFINITY) >= ONE_PRESS_MS) expected += 1;
          last.set(thing, clock.now);
          await push(`thing ${thing}`);
        }
        expect(new Set(ids).size).toBe(expected);
        expect(ids).toHaveLength(expected);
      }),
    );
  });
});
