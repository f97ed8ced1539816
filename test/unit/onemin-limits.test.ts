import { setTimeout as sleep, setImmediate as tick } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRateLimit } from '../../src/main/engines/onemin/rate-limit.ts';
import { isPublicAddress } from '../../src/main/http/public-address.ts';

test.each([
  ['8.8.8.8', true],
  ['52.216.1.1', true],
  ['172.15.255.255', true],
  ['172.16.0.0', false],
  ['172.31.255.255', false],
  ['172.32.0.0', true],
  ['127.255.255.255', false],
  ['255.255.255.255', false],
  ['2606:4700::1111', true],
  ['64:ff9b::808:808', true],
  ['64:ff9b::a00:1', false],
  ['64:ff9b::8.8.8.8', true],
  ['::ffff:8.8.8.8', false],
  ['fe80::1%eth0', false],
  ['ff02::1', false],
  ['localhost', false],
  ['', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

test('never sends more than 180 requests in any minute, and loses none', async () => {
  // A clock that jumps to the next waiter.
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const doze = (ms: number) => new Promise<void>((wake) => sleepers.push({ at: now + ms, wake }));
  const rate = createRateLimit(180, { now: () => now, sleep: doze });
  const sent: number[] = [];
  const takers = Array.from({ length: 500 }, async () => {
    await rate.take();
    sent.push(now);
  });
  for (await tick(); sleepers.length > 0; await tick()) {
    sleepers.sort((a, b) => a.at - b.at);
    now = sleepers[0]?.at ?? now;
    for (const { wake } of sleepers.splice(0, sleepers.filter(({ at }) => at <= now).length)) wake();
  }
  await Promise.all(takers);
  expect(sent).toHaveLength(500);
  for (const at of sent)
    expect(sent.filter((one) => one >= at && one < at + 60_000).length).toBeLessThanOrEqual(180);
  // No slower than necessary: the last ones are sent when the third minute starts.
  expect(Math.max(...sent)).toBe(120_000);
});

test('a 429 holds back all callers; a canceled wait is not counted', async () => {
  const rate = createRateLimit(1);
  rate.hold(60);
  const started = Date.now();
  await rate.take();
  expect(Date.now() - started).toBeGreaterThanOrEqual(55);
  const stop = new AbortController();
  const waiting = rate.take(stop.signal);
  await sleep(10);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
