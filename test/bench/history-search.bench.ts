import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchRow, limitRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import type { ReadDb } from '../../src/main/library/db.ts';
import { openDatabase } from '../../src/main/library/db.ts';
import { imagePage } from '../../src/main/library/images.ts';
import { ftsQuery } from '../../src/main/library/search.ts';
import { parseSearch } from '../../src/shared/domain/query.ts';
import { generateLibrary } from './generate.ts';
import { keysetRows } from './keyset.ts';
import { p95, timed } from './timed.ts';

/** A million results with a prompt each, and what they were made from. */
const PICTURES = 1_111_112;
const PAGE = 100;

/** What is searched for, and what somebody looking for it by LIKE would write. */
const SEARCHES = [
  { kind: 'rare', typed: '"tardigrade"', like: ['%tardigrade%'] },
  { kind: 'common', typed: '"watercolor"', like: ['%watercolor%'] },
  { kind: 'prefix', typed: 'waterc', like: ['%waterc%'] },
  { kind: 'two-words', typed: '"cat" "watercolor"', like: ['%cat%', '%watercolor%'] },
  { kind: 'cjk', typed: '"水彩"', like: ['%水彩%'] },
];
/** Typed letter by letter, with a search at each. */
const TYPED = [
  'watercolor cat',
  'zeppelin',
  'soft light -dog',
  '"golden hour" horse',
  'portrait seed:42',
  'reykjavik at night',
  '水彩画風の猫',
  'schwarzweiß',
  'tag:shop rating:>=3 castle',
  'is:favourite neon',
  'IMG_1234',
  'акварель',
];

/** Search and pages at a million prompts. */
export async function run(pictures = PICTURES): Promise<BenchRow[]> {
  const userData = mkdtempSync(join(tmpdir(), 'reseed-history-'));
  try {
    const start = Date.now();
    await generateLibrary(userData, { pictures });
    console.log(`${pictures} pictures made in ${Math.round((Date.now() - start) / 1000)} s`);
    const db = openDatabase(join(userData, 'library', 'library.db'));
    try {
      return [...keysetRows(db), ...SEARCHES.map((search) => besideLike(db, search)), whileTyping(db)];
    } finally {
      db.close();
    }
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
}

/**
 * What is shown at a key press: the newest hundred and how many there are, where the app says "more than 1000" and LIKE has to count.
 * It is the plainest LIKE there is: over one column of one table, without names, tags and seeds.
 */
function besideLike(db: ReadDb, { kind, typed, like }: (typeof SEARCHES)[number]): BenchRow {
  const where = like.map(() => 'prompt LIKE ?').join(' AND ');
  const newest = db.prepare(`SELECT id FROM edits WHERE ${where} ORDER BY id DESC LIMIT ${PAGE}`);
  const number = db.prepare(`SELECT count(*) FROM edits WHERE ${where}`).pluck();
  const words = parseSearch(typed).filter((term) => term.kind === 'word');
  const match = ftsQuery(db, words)?.match;
  const matches = db.prepare('SELECT count(*) FROM image_search WHERE image_search MATCH ?').pluck();
  const times = { app: [] as number[], like: [] as number[], exact: [] as number[] };
  for (let round = 0; round < 9; round += 1) {
    // Another search between two of the same: the app remembers the last count.
    imagePage(db, String(round), null, PAGE);
    times.app.push(timed(() => imagePage(db, typed, null, PAGE)));
    if (round % 3 > 0) continue;
    times.exact.push(timed(() => matches.get(match)));
    times.like.push(timed(() => [newest.all(...like), number.get(...like)]));
  }
  console.log(
    `${kind}: ${matches.get(match)} matches of ${typed}, all of them counted in ${median(times.exact).toFixed(1)} ms; ` +
      `${number.get(...like)} by LIKE in ${median(times.like).toFixed(0)} ms`,
  );
  const figure = { name: `history.search.${kind}`, value: median(times.like), baseline: median(times.app) };
  return ratioRow({ ...figure, unit: 'ms' }, 'at least', 100);
}

/** What the app does at each key press. */
function whileTyping(db: ReadDb): BenchRow {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const search of TYPED) {
      for (let end = 1; end <= search.length; end += 1)
        times.push(timed(() => imagePage(db, search.slice(0, end), null, PAGE)));
    }
  }
  return limitRow({ name: 'history.search.typing-p95', value: p95(times), unit: 'ms' }, 'at most', 10);
}
