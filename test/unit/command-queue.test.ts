import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createCommandQueue } from '../../src/main/commands/command-queue.ts';

function rig() {
  const turns = createCommandQueue();
  const order: string[] = [];
  const list = Promise.withResolvers<void>();
  return {
    turns,
    order,
    foundList: list.resolve,
    listFails: list.reject,
    command: (name: string) =>
      turns.next(async () => {
        order.push(`${name} begins`);
        await nextTurn();
        order.push(`${name} ends`);
      }),
    listCommand: (name: string) =>
      turns.withList(
        () => list.promise,
        () => void order.push(name),
      ),
    undo: () => turns.afterAll(async () => void order.push('undo')),
  };
}

describe('the order of commands', () => {
  it('runs one at a time, in submission order', async () => {
    const { command, order } = rig();
    await Promise.all([command('a'), command('b')]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('keeps a list command’s position if the list is available immediately', async () => {
    const { command, listCommand, foundList, order } = rig();
    foundList();
    await Promise.all([listCommand('list'), command('a')]);
    expect(order).toEqual(['list', 'a begins', 'a ends']);
  });

  it('lets commands by id pass one with a slow list', async () => {
    const { command, listCommand, foundList, order } = rig();
    const waiting = listCommand('list');
    await command('a');
    expect(order).toEqual(['a begins', 'a ends']);
    foundList();
    await waiting;
    expect(order.at(-1)).toBe('list');
  });

  it('finds a list only after earlier commands', async () => {
    const { command, turns, order } = rig();
    const before = command('a');
    await turns.withList(
      async () => void order.push('found'),
      () => void order.push('list'),
    );
    await before;
    expect(order).toEqual(['a begins', 'a ends', 'found', 'list']);
  });

  it('delays an undo until earlier commands have run, and later ones until the undo has', async () => {
    const { command, listCommand, undo, foundList, turns, order } = rig();
    const all = [listCommand('list'), undo(), command('later')];
    await nextTurn();
    expect(order).toEqual([]);
    foundList();
    await Promise.all(all);
    expect(order).toEqual(['list', 'undo', 'later begins', 'later ends']);
    await turns.idle();
  });

  it('continues after a list that can’t be found and after a failing command', async () => {
    const { command, listCommand, listFails, turns, order } = rig();
    const failing = expect(listCommand('list')).rejects.toThrow('no list');
    listFails(new Error('no list'));
    await failing;
    await expect(turns.next(() => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    await command('a');
    expect(order).toEqual(['a begins', 'a ends']);
    await turns.idle();
  });
});
