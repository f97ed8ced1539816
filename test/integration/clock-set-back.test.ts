import { expect, it, onTestFinished, vi } from 'vitest';
import { watchNetwork } from '../../src/main/network/network-watch.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { openRig, requestOf, silentLog, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { startRig } from '../onemin-server/rig.ts';

/* The machine's time is set back by three hours while something waits, which must not notice. */

const BACK_MS = 3 * 3_600_000;

/** Sets the wall clock back from now on. */
function setClockBack(): void {
  const real = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => real() - BACK_MS);
  onTestFinished(() => void vi.restoreAllMocks());
}

it('a run with Retry-After resumes on time', async () => {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const engine = puppetEngine();
  const rig = await openRig(folder.path, { engines: [engine] });
  onTestFinished(() => rig.close().catch(() => {}));
  rig.queue.start();
  rig.edits.run({ sourceImageId: await rig.addSource(), request: requestOf('1min.ai') });
  await until('started', () => engine.jobs.length === 1);
  engine.jobs[0]?.fail(new RunFailure('wait', { code: 'rate-limited' }, { retryAfterMs: 200 }));
  await until('waits', () => rig.ledger.queueEntries().entries[0]?.run.error?.code === 'rate-limited');
  const started = performance.now();
  setClockBack();
  while (engine.started.length < 2 && performance.now() - started < 4_000)
    await new Promise((done) => setTimeout(done, 5));
  expect(engine.started).toHaveLength(2);
});

it('an unreachable service is probed on schedule', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const probes: number[] = [];
  const changes: boolean[] = [];
  const watch = watchNetwork({
    osOnline: () => true,
    probe: async () => probes.push(performance.now()) > 1,
    changed: (online) => changes.push(online),
    elapsed: () => performance.now(),
    log: silentLog,
  });
  onTestFinished(() => watch.close());
  watch.lost();
  vi.setSystemTime(Date.now() - BACK_MS);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(probes.length).toBe(2);
  expect(changes).toEqual([false, true]);
});

it('waking the machine probes the service immediately', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let reachable = false;
  let probes = 0;
  const watch = watchNetwork({
    osOnline: () => true,
    probe: async () => {
      probes += 1;
      return reachable;
    },
    changed: () => {},
    elapsed: () => performance.now(),
    log: silentLog,
  });
  onTestFinished(() => watch.close());
  watch.lost();
  await vi.advanceTimersByTimeAsync(200_000);
  const before = probes;
  reachable = true;
  watch.wake();
  await vi.advanceTimersByTimeAsync(1_100);
  expect(probes).toBe(before + 1);
  expect(watch.online).toBe(true);
});

it('an accepted edit is polled for its full time limit, by a monotonic clock', async () => {
  let jumped = 0;
  const rig = await startRig(
    { editMs: 60_000 },
    { asynchronous: () => true, limits: { editMs: 300 }, now: () => Date.now() - jumped },
  );
  onTestFinished(() => rig.stop());
  const started = performance.now();
  const end = rig.run();
  jumped = BACK_MS;
  expect((await end).failure).toMatchObject({ outcome: 'uncertain', code: 'outcome-unknown' });
  expect(performance.now() - started).toBeLessThan(20_000);
});
