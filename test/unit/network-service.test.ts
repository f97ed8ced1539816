import type { RunRecord } from '@shared/domain/run.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNetworkService } from '../../src/main/network/network-service.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';
import { strictBus } from '../fixtures/catalog.ts';
import { memoryLog } from '../fixtures/temp-library.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function rig() {
  const bus = strictBus();
  const emitted: unknown[] = [];
  const service = { reachable: false };
  let waiting = 0;
  // The queue counts a run as waiting once it knows it is offline.
  bus.on('network.reachable', ({ online }) => {
    waiting = online ? 0 : 2;
    emitted.push(online ? 'back' : 'lost');
  });
  bus.on('network.changed', (network) => emitted.push(network));
  const network = createNetworkService({
    bus,
    osOnline: () => true,
    probe: async () => service.reachable,
    waitingPaid: () => waiting,
    elapsed: () => performance.now(),
    log: memoryLog(),
  });
  const run = (engine: 'practice' | '1min.ai', change: Partial<RunRecord>) => {
    const entry = editEntry(1, imageRecord(1), change);
    const request = { ...entry.edit.request, engine };
    bus.emit('run.changed', { ...entry, edit: { ...entry.edit, request }, revision: 1 });
  };
  return { emitted, network, run, service };
}

test.each(['offline', 'service-unreachable'] as const)(
  'a paid run that waits because of %s means the network was lost, and the queue is notified first',
  async (errorCode) => {
    const { emitted, network, run, service } = rig();
    run('1min.ai', { state: 'queued', error: { code: errorCode } });
    expect(emitted).toEqual(['lost', { online: false, waiting: 2 }]);
    expect(network.now()).toEqual({ online: false, waiting: 2 });

    service.reachable = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(emitted.slice(2)).toEqual(['back', { online: true, waiting: 0 }]);
    network.close();
  },
);

test('while offline, each change of a paid run emits the number of waiting runs', () => {
  const { emitted, network, run } = rig();
  run('1min.ai', { state: 'queued', error: { code: 'offline' } });
  run('1min.ai', { state: 'cancelled', error: null });
  expect(emitted).toHaveLength(3);
  network.close();
});

test('free runs, ended runs and other errors don’t affect the network state', () => {
  const { emitted, network, run } = rig();
  run('practice', { state: 'queued', error: { code: 'offline' } });
  run('1min.ai', { state: 'failed', error: { code: 'offline' } });
  run('1min.ai', { state: 'queued', error: { code: 'rate-limited' } });
  expect(emitted).toEqual([]);
  network.close();
});
