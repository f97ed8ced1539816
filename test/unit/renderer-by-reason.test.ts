import { expect, it } from 'vitest';
import { byReason } from '../../src/renderer/features/library/by-reason.ts';

it('names files with the same reason together, in the order of the drop', () => {
  const refused = (name: string, message: string) => ({ name, message, code: 'not-a-picture' as const });
  expect(
    byReason([refused('a.txt', 'A text.'), refused('b.pdf', 'A PDF.'), refused('c.txt', 'A text.')]),
  ).toEqual([
    { reason: 'A text.', names: ['a.txt', 'c.txt'] },
    { reason: 'A PDF.', names: ['b.pdf'] },
  ]);
});
