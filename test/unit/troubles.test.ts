import type { Trouble } from '@shared/domain/trouble.ts';
import { describe, expect, it } from 'vitest';
import { createLate } from '../../src/main/late.ts';
import { createTroubles } from '../../src/main/troubles.ts';

describe('troubles', () => {
  it('keeps one per kind and emits only changes', () => {
    const told: Trouble[][] = [];
    const troubles = createTroubles((list) => told.push(list));
    troubles.set({ kind: 'strays', count: 2 });
    troubles.set({ kind: 'strays', count: 2 });
    troubles.set({ kind: 'library-gone' });
    troubles.set({ kind: 'strays', count: 3 });
    troubles.clear('disk-full');
    troubles.clear('strays', 'library-gone');
    expect(told).toEqual([
      [{ kind: 'strays', count: 2 }],
      [{ kind: 'strays', count: 2 }, { kind: 'library-gone' }],
      [{ kind: 'strays', count: 3 }, { kind: 'library-gone' }],
      [],
    ]);
    expect(troubles.list()).toEqual([]);
  });
});

describe('a late value', () => {
  it('fails for callers of a failed attempt, and resolves for later ones', async () => {
    const late = createLate<number>();
    const first = (async () => await late)();
    late.reject(new Error('not yet'));
    await expect(first).rejects.toThrow('not yet');
    await expect((async () => await late)()).rejects.toThrow('not yet');
    late.again();
    const second = (async () => await late)();
    late.resolve(7);
    expect(await second).toBe(7);
    expect(await late).toBe(7);
  });
});
