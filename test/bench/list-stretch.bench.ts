import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchRow, limitRow, median } from '../../scripts/lib/bench.ts';
import type { WriteDb } from '../../src/main/library/database/db.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { SMALL_LIST } from '../../src/main/library/lists/list-plan.ts';
import { EVERYTHING, type LibraryQuery } from '../../src/shared/domain/library-query.ts';
import { createCatalog } from '../fixtures/catalog.ts';
import { generateLibrary } from './generate.ts';

const PICTURES = 1_111_112;
const ROUNDS = Number(process.env.RESEED_ROUNDS ?? 5);
const MOST_MS = 16;

const SORTS = ['time', 'name', 'rating'] as const;
/** Lists, in each order and from both ends. */
const LISTS: readonly Pick<LibraryQuery, 'search' | 'filter'>[] = [
  { search: '', filter: {} },
  { search: '', filter: { origin: 'result' } },
  { search: '"watercolor"', filter: {} },
  { search: 'waterc -dog', filter: { rating: [1, 5] } },
];

/** The longest time one list of a million pictures blocks the process, for whole lists and single slices. */
export async function run(pictures = PICTURES): Promise<BenchRow[]> {
  const kept = process.env.RESEED_BENCH_LIBRARY;
  const userData = kept ?? mkdtempSync(join(tmpdir(), 'reseed-stretch-'));
  try {
    if (!existsSync(join(userData, 'library'))) await generateLibrary(userData, { pictures });
    const db = openDatabase(join(userData, 'library', 'library.db'));
    try {
      const lists = [...LISTS, { search: '', filter: { tags: [await shortTag(db)] } }];
      const queries = SORTS.flatMap((sort) =>
        [false, true].flatMap((reversed) =>
          lists.map((list) => ({ ...EVERYTHING, ...list, sort, reversed })),
        ),
      );
      let worst = { ms: 0, query: '' };
      for (const query of queries) {
        const rounds: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) rounds.push(await longestStretch(db, query));
        const ms = median(rounds);
        console.log(
          `${query.sort}${query.reversed ? ' reversed' : ''} ${query.search} ${JSON.stringify(query.filter)}: ` +
            `${ms.toFixed(1)} ms (${rounds.map((each) => each.toFixed(1)).join(', ')})`,
        );
        if (ms > worst.ms) worst = { ms, query: JSON.stringify(query) };
      }
      console.log(`worst: ${worst.query}`);
      return [limitRow({ name: 'list.longest-stretch', value: worst.ms, unit: 'ms' }, 'at most', MOST_MS)];
    } finally {
      db.close();
    }
  } finally {
    if (!kept) rmSync(userData, { recursive: true, force: true });
  }
}

/**
 * The longest time between two turns of the event loop while a list is built, shown and read at its ends, in
 * milliseconds of this thread's processor time, because the machine is shared.
 */
async function longestStretch(db: WriteDb, query: LibraryQuery): Promise<number> {
  let longest = 0;
  let last = busy();
  const mark = () => {
    const now = busy();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const turn = async () => {
    mark();
    await new Promise((done) => setImmediate(done));
    last = busy();
  };
  const catalog = createCatalog({ db, yieldToEventLoop: turn });
  const { pictures } = await catalog.slice({ query, from: 0, count: 100 });
  await turn();
  const first = pictures[0]?.id ?? 0;
  await catalog.position(query, first);
  await turn();
  const { total } = await catalog.slice({ query, from: 0, count: 100 });
  await turn();
  await catalog.slice({ query, from: Math.max(0, total - 100), count: 100 });
  await turn();
  catalog.picturesChanged([first]);
  await turn();
  await catalog.resolve({ query, between: null, except: [] });
  await turn();
  return longest;
}

/** Returns a tag with as many pictures as are sorted in memory, created if needed. */
async function shortTag(db: WriteDb): Promise<number> {
  const find = db
    .prepare('SELECT id FROM tags WHERE live BETWEEN ? AND ? ORDER BY live DESC LIMIT 1')
    .pluck();
  const found = find.get(SMALL_LIST / 2, SMALL_LIST);
  if (typeof found === 'number') return found;
  const every = db.prepare('SELECT id FROM images WHERE deleted_at IS NULL AND id % 500 = 0 LIMIT ?').pluck();
  const catalog = createCatalog({ db });
  const ids = every.all(SMALL_LIST - 1) as number[];
  await catalog.run({ do: 'add-tags', target: { ids }, names: ['few'] });
  return find.get(SMALL_LIST / 2, SMALL_LIST) as number;
}

function busy(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
