import { parseSearch } from '@shared/domain/query.ts';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { WriteDb } from '../../src/main/library/database/db.ts';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { ftsQuery, indexWords } from '../../src/main/library/lists/search.ts';
import { fc } from '../fixtures/property.ts';

const WORDS = [
  { name: 'chelsea_cat-01.png', prompt: '', seed: '' },
  { name: 'coffee.png', prompt: '', seed: '' },
  { name: 'coffee (edit 1).webp', prompt: 'as a watercolor, soft light', seed: '42' },
  { name: 'rocket (edit 2).webp', prompt: 'light watercolor sky, 42 stars', seed: '7' },
  { name: 'Café Zürich.jpg', prompt: '', seed: '' },
  { name: '猫の写真.jpg', prompt: '黒い猫を白くする', seed: '421' },
  { name: 'spring 🌸.png', prompt: 'add 👩‍🚀 and ❤️, 🇩🇪', seed: '' },
  { name: 'Zürich 👍🏽.png', prompt: 'हिन्दी ★★', seed: '' },
];

function indexed(): WriteDb {
  const db = new Database(':memory:') as unknown as WriteDb;
  for (const { sql } of MIGRATIONS) db.exec(sql);
  for (const [index, words] of WORDS.entries()) indexWords(db, index + 1, words);
  return db;
}

function find(db: WriteDb, search: string): number[] | 'all' {
  const query = ftsQuery(
    db,
    parseSearch(search).filter((term) => term.kind === 'word'),
  );
  if (!query) return 'all';
  const ids = db
    .prepare('SELECT rowid FROM image_search WHERE image_search MATCH ? ORDER BY rowid')
    .pluck()
    .all(query.match) as number[];
  if (!query.excluding) return ids;
  return WORDS.map((_, index) => index + 1).filter((id) => !ids.includes(id));
}

describe('search', () => {
  const db = indexed();
  it.each([
    ['', 'all'],
    ['   ', 'all'],
    ['chelsea', [1]],
    ['cat', [1]],
    ['01', [1]],
    ['chelsea_cat-01.png', [1]],
    ['chelsea_ca', [1]],
    ['COFF', [2, 3]],
    ['coffee water', [3]],
    ['watercolor cof', [3]],
    ['wat coffee', []],
    ['"soft light"', [3]],
    ['"light soft"', []],
    ['"soft lig"', []],
    ['"soft light', [3]],
    ['watercolor -coffee', [4]],
    ['coffee -watercolor', [2]],
    ['watercolor -"soft light"', [4]],
    ['-watercolor', [1, 2, 5, 6, 7, 8]],
    ['-watercolor -cat', [2, 5, 6, 7, 8]],
    ['seed:42', [3]],
    ['SEED:42', [3]],
    ['42', [3, 4, 6]],
    ['watercolor -seed:42', [4]],
    ['watercolor seed:7', [4]],
    ['seed:', 'all'],
    ['-', 'all'],
    ['***', []],
    ['cafe', [5]],
    ['cafe\u0301', [5]],
    ['zurich', [5, 8]],
    ['Zürich', [5, 8]],
    ['🌸', [7]],
    ['spring🌸', [7]],
    ['name:🌸', [7]],
    ['prompt:🌸', []],
    ['🌸 coffee', []],
    ['🌻', []],
    ['🌸 -spring', []],
    ['coffee -🌸', [2, 3]],
    ['👩', [7]],
    ['👩\u200d🚀', [7]],
    ['👩\u200d🚒', []],
    ['❤', [7]],
    ['❤\ufe0f', [7]],
    ['🇩🇪', [7]],
    ['🇩🇰', []],
    ['👍', [8]],
    ['👍🏽', [8]],
    ['👍🏿', []],
    ['★', [8]],
    ['हिन्दी', [8]],
    ['(', []],
    ['!!! ???', []],
    ['\u200d', []],
    ['coffee & (', [2, 3]],
    ['"', 'all'],
    ['-tag:', 'all'],
    ['猫', [6]],
    ['白く', [6]],
    ['写真', [6]],
    ['真写', []],
    ['OR', []],
    ['coffee OR', []],
    ['name:coffee', [2, 3]],
    ['prompt:light name:rocket', [4]],
    ['-name:coffee', [1, 4, 5, 6, 7, 8]],
    ['NEAR(soft light)', []],
  ] as const)('%j finds %j', (search, expected) => {
    expect(find(db, search)).toEqual(expected);
  });

  it('never fails with a syntax error, for any input', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        '"',
        '-',
        'seed:',
        '*',
        '(',
        ')',
        ' ',
        'NOT',
        'AND',
        'OR',
        'NEAR(',
        '^',
        '{name}:',
        ':',
        '+',
        "'",
      ),
      fc.constantFrom('\0', '\ud800', '\udfff', '猫', 'ー', '\u0301', '😀', '𞤀', '"-seed:"', '--', '"" ""'),
    );
    const typed = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('').slice(0, 200));
    fc.assert(
      fc.property(typed, (search) => {
        find(db, search);
      }),
      { numRuns: 5000 },
    );
  });

  it('finds a text by each of its words', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), (words, pick) => {
        const fresh = indexed();
        indexWords(fresh, 100, { name: `${words.join('_')}.png`, prompt: '', seed: '' });
        expect(find(fresh, words[pick % words.length] ?? '')).toContain(100);
        expect(find(fresh, `${words.join(' ')} png`)).toContain(100);
        expect(find(fresh, `-${words[0]}`)).not.toContain(100);
        fresh.close();
      }),
      { numRuns: 100 },
    );
  });
});
