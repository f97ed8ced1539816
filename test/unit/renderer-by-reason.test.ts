import { t } from '@shared/i18n/index.ts';
import { expect, it } from 'vitest';
import { byReason } from '../../src/renderer/features/library/by-reason.ts';

it('groups files by reason, in drop order', () => {
  const refused = (name: string, code: 'not-a-picture' | 'file-empty') => ({ name, code });
  expect(
    byReason([
      refused('a.txt', 'not-a-picture'),
      refused('b.png', 'file-empty'),
      refused('c.txt', 'not-a-picture'),
    ]),
  ).toEqual([
    { reason: t.errors.sentences['not-a-picture'], names: ['a.txt', 'c.txt'] },
    { reason: t.errors.sentences['file-empty'], names: ['b.png'] },
  ]);
});
