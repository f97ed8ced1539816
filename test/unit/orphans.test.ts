import { describe, expect, it } from 'vitest';
import { flatMapInPieces } from '../../src/main/library/store/orphans.ts';

describe('flatMapInPieces', () => {
  it('asks for a thousand files at a time, and lets other work run in between', async () => {
    const files = Array.from({ length: 2_500 }, (_, n) => n);
    const order: (number | 'other work')[] = [];
    const results = await flatMapInPieces(files, (piece) => {
      order.push(piece.length);
      setImmediate(() => order.push('other work'));
      return piece.filter((n) => n % 2 === 0);
    });
    expect(order).toEqual([1000, 'other work', 1000, 'other work', 500]);
    expect(results).toEqual(files.filter((n) => n % 2 === 0));
  });
});
