import { describe, expect, it } from 'vitest';
import { createLate } from '../../src/main/late.ts';

describe('a value that comes later', () => {
  it('reaches callers from before the first attempt', async () => {
    const late = createLate<number>();
    const early = late.then((value) => value);
    late.again();
    late.resolve(1);
    expect(await early).toBe(1);
    expect(await late).toBe(1);
  });

  it('is available after a failed and repeated attempt', async () => {
    const late = createLate<number>();
    late.reject(new Error('no'));
    await expect(late).rejects.toThrow('no');
    late.again();
    const waiting = late.then((value) => value);
    late.resolve(2);
    expect(await waiting).toBe(2);
  });
});
