import { createServer } from 'node:net';
import { startOneminServer } from '../onemin-server/server.ts';
import { sample } from './support/app.ts';
import { CANARY, expect, paidEnv, test } from './support/paid.ts';

/** Probes after which the next one is 16 seconds away: the delays are 2, 4, 8, 16. */
const PROBES = 3;

test('waking the machine probes the service immediately, and the queue continues', async ({ start }) => {
  // A port without a listener.
  const once = await startOneminServer({ key: CANARY });
  await once.stop();
  const port = Number(new URL(once.url).port);
  const { bench, page, app } = await start({ env: paidEnv(once) });
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('a red door', 7);
  const badge = page.getByRole('button', { name: /^Offline/ });
  await expect(badge).toHaveText('Offline: 1 waiting');

  // A server that hangs up on every connection: the service is unreachable, and the probes are counted.
  let probes = 0;
  const closed = createServer((socket) => {
    probes += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => closed.listen(port, '127.0.0.1', listening));
  await expect.poll(() => probes).toBe(PROBES);
  await new Promise((done) => closed.close(done));

  const api = await startOneminServer({ key: CANARY, port });
  const woke = performance.now();
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await bench.waitForPictures(2);
  const ms = performance.now() - woke;
  console.log(`the picture came ${(ms / 1000).toFixed(1)} s after the machine woke up`);
  expect(ms).toBeLessThan(13_000);
  await expect(badge).toBeHidden();
  expect(api.bills).toHaveLength(1);
  await api.stop();
  expect(api.violations).toEqual([]);
});
