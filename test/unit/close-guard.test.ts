import { type Closing, NOTHING_OUT, type PaidOut } from '@shared/domain/closing.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeAll } from '../../src/main/closing/close-all.ts';
import { createCloseGuard } from '../../src/main/closing/close-guard.ts';
import { memoryLog } from '../fixtures/temp-library.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ONE_OUT: PaidOut = { ...NOTHING_OUT, atRisk: 1, outForMs: 12_000 };

function rig(out: PaidOut = ONE_OUT) {
  let now = out;
  let held = false;
  const shown: Closing[] = [];
  const plain: PaidOut[] = [];
  const closed = Promise.withResolvers<void>();
  let left = false;
  let closings = 0;
  const order: string[] = [];
  const guard = createCloseGuard({
    queue: () => ({
      paidOut: () => now,
      hold: () => {
        held = true;
      },
      release: () => {
        held = false;
      },
    }),
    show: (closing) => void shown.push(closing),
    askPlainly: async (asked) => {
      plain.push(asked);
      return 'close';
    },
    async closeServices(closeWindows) {
      closings += 1;
      await closed.promise;
      order.push(`services written, leaving ${guard.isLeaving}`);
      await closeWindows();
      order.push(`library closed, done ${guard.isDone}`);
    },
    closeWindows: async () => void order.push(`windows closed, leaving ${guard.isLeaving}`),
    leave: () => {
      left = true;
    },
    log: memoryLog(),
  });
  return {
    guard,
    shown,
    plain,
    phase: () => shown.at(-1)?.phase,
    held: () => held,
    order,
    left: () => left,
    closings: () => closings,
    finish: closed.resolve,
    becomes(next: PaidOut) {
      now = next;
      guard.paidChanged();
    },
  };
}

describe('the wish to close the app', () => {
  it('is granted immediately if no paid call is in flight', async () => {
    const { guard, shown, left, finish, closings, order } = rig(NOTHING_OUT);
    guard.requested();
    guard.requested();
    finish();
    await vi.advanceTimersByTimeAsync(1);
    expect([left(), guard.isDone, closings(), shown]).toEqual([true, true, 1, []]);
    expect(order).toEqual([
      'services written, leaving false',
      'windows closed, leaving true',
      'library closed, done false',
    ]);
  });

  it('asks while a paid call is in flight, and sends nothing new meanwhile', async () => {
    const { guard, shown, held, closings } = rig();
    guard.requested();
    guard.answered('seen');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toEqual([{ phase: 'asking', out: ONE_OUT }]);
    expect([held(), closings()]).toEqual([true, 0]);
  });

  it('asks again on the second press, and never closes by it', async () => {
    const { guard, shown, closings } = rig();
    guard.requested();
    guard.answered('seen');
    guard.requested();
    guard.answered('wait');
    guard.requested();
    guard.answered('seen');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.map(({ phase }) => phase)).toEqual(['asking', 'asking', 'waiting', 'waiting']);
    expect(closings()).toBe(0);
  });

  it('closes automatically once the answer is saved', async () => {
    const { guard, becomes, phase, closings, finish, left } = rig();
    guard.requested();
    guard.answered('wait');
    becomes({ ...ONE_OUT, atRisk: 0, unwritten: 1 });
    expect([phase(), closings()]).toEqual(['waiting', 0]);
    becomes(NOTHING_OUT);
    expect(closings()).toBe(1);
    finish();
    await vi.advanceTimersByTimeAsync(1);
    expect(left()).toBe(true);
  });

  it('closes immediately if the user doesn’t want to wait', () => {
    const { guard, closings } = rig();
    guard.requested();
    guard.answered('close');
    guard.answered('close');
    expect(closings()).toBe(1);
  });

  it('continues the queue when canceled', () => {
    const { guard, held, phase, closings } = rig();
    guard.requested();
    guard.answered('wait');
    guard.answered('stay');
    expect([held(), phase(), closings()]).toEqual([false, 'open', 0]);
  });

  it('uses the system’s dialog if no window shows the question', async () => {
    const { guard, plain, closings } = rig();
    guard.requested();
    await vi.advanceTimersByTimeAsync(3_100);
    expect(plain).toEqual([ONE_OUT]);
    expect(closings()).toBe(1);
  });

  it('shows progress if closing takes long', async () => {
    const { guard, phase, finish } = rig(NOTHING_OUT);
    guard.requested();
    await vi.advanceTimersByTimeAsync(600);
    expect(phase()).toBe('closing');
    finish();
  });
});

describe('the end of the session', () => {
  it('waits a few seconds for the answer, without asking', async () => {
    const { guard, phase, closings } = rig();
    guard.sessionEnds();
    guard.sessionEnds();
    expect(phase()).toBe('waiting');
    await vi.advanceTimersByTimeAsync(4_900);
    expect(closings()).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(closings()).toBe(1);
  });

  it('waits no longer than the answer takes', () => {
    const { guard, becomes, closings } = rig();
    guard.sessionEnds();
    becomes(NOTHING_OUT);
    expect(closings()).toBe(1);
  });
});

describe('closing all parts', () => {
  it('waits for each of them, and continues if one fails', async () => {
    const log = memoryLog();
    let done = false;
    const all = closeAll(
      {
        async slow() {
          await new Promise((resolve) => setTimeout(resolve, 2_000));
          done = true;
        },
        broken: () => Promise.reject(new Error('boom')),
      },
      log,
    );
    await vi.advanceTimersByTimeAsync(2_000);
    await all;
    expect(done).toBe(true);
    expect(log.lines.join('\n')).toMatch(/failed to close service.*broken/);
  });

  it('abandons and names parts that hang after the limit', async () => {
    const log = memoryLog();
    const all = closeAll({ trash: () => new Promise(() => {}), queue: async () => {} }, log);
    let over = false;
    void all.then(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(9_900);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    await all;
    expect(log.lines.at(-1)).toMatch(/closing timed out.*\["trash"\]/);
  });
});
