import { type BenchRow, limitRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import type { ReadDb } from '../../src/main/library/database/db.ts';
import { IMAGE_COLUMNS } from '../../src/main/library/images/images.ts';
import { liveCount } from '../../src/main/library/lists/facets.ts';
import { EVERYTHING, type LibrarySort } from '../../src/shared/domain/library-query.ts';
import type { Catalog } from '../fixtures/catalog.ts';
import { random } from './generate-words.ts';
import { p95, timed, timedWait } from './timed.ts';

const PAGE = 100;
/** The fastest variant: skips only ids, along the index. */
const BY_OFFSET = `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.id IN (
  SELECT id FROM images INDEXED BY images_live WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ${PAGE} OFFSET ?)
  ORDER BY images.id DESC`;
/** The same page by its first key. */
const BY_KEY = `SELECT ${IMAGE_COLUMNS} FROM images INDEXED BY images_live
  WHERE deleted_at IS NULL AND id < ? ORDER BY id DESC LIMIT ${PAGE}`;

/**
 * List slices by position compared with the same page by OFFSET and by key, any slice compared with the
 * first, and the cost of a list.
 */
export async function windowRows(db: ReadDb, catalog: Catalog): Promise<BenchRow[]> {
  const rows = [];
  for (const sort of ['name', 'rating', 'time'] as const) rows.push(await made(catalog, sort));
  const total = liveCount(db);
  const deep = Math.floor(total * 0.9);
  const before = db
    .prepare('SELECT id FROM images WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck()
    .get(deep - 1) as number;
  const byOffset = db.prepare(BY_OFFSET);
  const byKey = db.prepare(BY_KEY);
  const window = (from: number) => catalog.slice({ query: EVERYTHING, from, count: PAGE });
  const times = {
    window: [] as number[],
    key: [] as number[],
    offset: [] as number[],
    first: [] as number[],
    any: [] as number[],
  };
  const next = random(5);
  for (let round = 0; round < 300; round += 1) {
    times.first.push(await timedWait(() => window(0)));
    times.any.push(await timedWait(() => window(Math.floor(next() * (total - PAGE)))));
    if (round % 20 > 0) continue;
    times.window.push(await timedWait(() => window(deep)));
    times.key.push(timed(() => byKey.all(before)));
    times.offset.push(timed(() => byOffset.all(deep)));
  }
  console.log(
    `a page at 90%: ${median(times.offset).toFixed(1)} ms by OFFSET, ${median(times.key).toFixed(2)} ms by its key, ` +
      `${median(times.window).toFixed(2)} ms as a window of a list, with what a message needs; ids in memory: ${(total * 4) / 1e6} MB`,
  );
  const offset = {
    name: 'history.keyset-vs-offset',
    value: median(times.offset),
    baseline: median(times.window),
  };
  const any = { name: 'history.keyset-any-page-p95', value: p95(times.any), baseline: p95(times.first) };
  return [
    ratioRow({ ...offset, unit: 'ms' }, 'at least', 50),
    ratioRow({ ...any, unit: 'ms' }, 'at most', 2),
    ...rows,
  ];
}

/** Builds the whole list in the background and measures the delay of a timer. */
async function made(catalog: Catalog, sort: LibrarySort): Promise<BenchRow> {
  let longest = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    timer = setTimeout(tick, 1);
  };
  let timer = setTimeout(tick, 1);
  const whole = await timedWait(() => catalog.position({ ...EVERYTHING, sort }, 1));
  clearTimeout(timer);
  console.log(`the whole list by ${sort} is there after ${whole.toFixed(0)} ms in the background`);
  return limitRow(
    { name: `history.list.${sort}-longest-stretch`, value: longest, unit: 'ms' },
    'at most',
    50,
  );
}
