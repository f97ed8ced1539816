import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BenchRow, limitRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import type { ReadDb } from '../../src/main/library/database/db.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { ftsQuery } from '../../src/main/library/lists/search.ts';
import { EVERYTHING } from '../../src/shared/domain/library-query.ts';
import { parseSearch } from '../../src/shared/domain/query.ts';
import { type Catalog, createCatalog } from '../fixtures/catalog.ts';
import { generateLibrary } from './generate.ts';
import { p95, timed, timedWait } from './timed.ts';
import { windowRows } from './windows.ts';

/** A million results with prompts, and their sources. */
const PICTURES = 1_111_112;
const PAGE = 100;

/** Searches, and the equivalent LIKE. */
const SEARCHES = [
  { kind: 'rare', typed: '"tardigrade"', like: ['%tardigrade%'] },
  { kind: 'common', typed: '"watercolor"', like: ['%watercolor%'] },
  { kind: 'prefix', typed: 'waterc', like: ['%waterc%'] },
  { kind: 'two-words', typed: '"cat" "watercolor"', like: ['%cat%', '%watercolor%'] },
  { kind: 'cjk', typed: '"水彩"', like: ['%水彩%'] },
];
/** Typed letter by letter, with a search after each. */
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

/** Time between two key presses, in milliseconds. */
const KEY_MS = 40;

/** Search and list slices at a million prompts, as the app requests them. */
export async function run(pictures = PICTURES): Promise<BenchRow[]> {
  const kept = process.env.RESEED_BENCH_LIBRARY;
  const userData = kept ?? mkdtempSync(join(tmpdir(), 'reseed-history-'));
  try {
    if (!existsSync(join(userData, 'library'))) {
      const start = Date.now();
      await generateLibrary(userData, { pictures });
      console.log(`${pictures} pictures made in ${Math.round((Date.now() - start) / 1000)} s`);
    }
    const db = openDatabase(join(userData, 'library', 'library.db'));
    try {
      const catalog = createCatalog({ db });
      const rows = await windowRows(db, catalog);
      for (const search of SEARCHES) rows.push(await besideLike(db, catalog, search));
      return [...rows, await whileTyping(catalog)];
    } finally {
      db.close();
    }
  } finally {
    if (!kept) rmSync(userData, { recursive: true, force: true });
  }
}

const searchFor = (catalog: Catalog, search: string) =>
  catalog.slice({ query: { ...EVERYTHING, search }, from: 0, count: PAGE });

/**
 * The result of a key press: the newest hundred, while the app continues collecting, compared with a LIKE
 * that has to count them. It is the simplest LIKE: one column of one table, without names, tags and seeds.
 */
async function besideLike(
  db: ReadDb,
  catalog: Catalog,
  { kind, typed, like }: (typeof SEARCHES)[number],
): Promise<BenchRow> {
  const where = like.map(() => 'prompt LIKE ?').join(' AND ');
  const newest = db.prepare(`SELECT id FROM edits WHERE ${where} ORDER BY id DESC LIMIT ${PAGE}`);
  const number = db.prepare(`SELECT count(*) FROM edits WHERE ${where}`).pluck();
  const words = parseSearch(typed).filter((term) => term.kind === 'word');
  const match = ftsQuery(db, words)?.match;
  const matches = db.prepare('SELECT count(*) FROM image_search WHERE image_search MATCH ?').pluck();
  const times = { app: [] as number[], like: [] as number[], exact: [] as number[] };
  for (let round = 0; round < 9; round += 1) {
    // Start without a cached list: all are dropped if any picture may have changed.
    catalog.picturesChanged(null);
    await pause(KEY_MS);
    times.app.push(await timedWait(() => searchFor(catalog, typed)));
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

/** The work at each key press, while the lists of earlier ones are still being built. */
async function whileTyping(catalog: Catalog): Promise<BenchRow> {
  const times: number[] = [];
  for (const search of TYPED) {
    for (let end = 1; end <= search.length; end += 1) {
      await pause(KEY_MS);
      times.push(await timedWait(() => searchFor(catalog, search.slice(0, end))));
    }
    catalog.picturesChanged(null);
  }
  return limitRow({ name: 'history.search.typing-p95', value: p95(times), unit: 'ms' }, 'at most', 10);
}
