import { EVENTS } from '@shared/channels.ts';
import { expect, test } from 'vitest';
import { createBus, onWindowEvent } from '../../src/main/bus.ts';
import { memoryLog } from '../fixtures/temp-library.ts';

test('every listener of an event is called in subscription order, and no other', () => {
  const bus = createBus(memoryLog());
  const calls: string[] = [];
  bus.on('runs.moved', ({ runIds }) => calls.push(`first ${runIds}`));
  bus.on('runs.moved', ({ runIds }) => calls.push(`second ${runIds}`));
  bus.on('paid.changed', () => calls.push('paid'));
  bus.emit('runs.moved', { runIds: [3, 4] });
  expect(calls).toEqual(['first 3,4', 'second 3,4']);
});

test('a throwing listener is logged, and neither the others nor the emitter are affected', () => {
  const log = memoryLog();
  const bus = createBus(log);
  const calls: boolean[] = [];
  bus.on('network.reachable', () => {
    throw new Error('window is gone');
  });
  bus.on('network.reachable', ({ online }) => calls.push(online));
  bus.emit('network.reachable', { online: false });
  expect(calls).toEqual([false]);
  expect(log.lines.join()).toMatch(/event listener failed.*network\.reachable.*window is gone/);
});

test('windows receive the contract’s events, and no internal ones', () => {
  const bus = createBus(memoryLog());
  const sent: string[] = [];
  onWindowEvent(bus, (event) => sent.push(event));
  bus.emit('library.progress', { done: 1, total: 2 });
  bus.emit('paid.changed', {});
  bus.emit('presets.changed', {});
  expect(sent).toEqual(['library.progress', 'presets.changed']);
  expect(EVENTS).not.toContain('paid.changed');
});
