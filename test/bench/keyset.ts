import { type BenchRow, median, ratioRow } from '../../scripts/lib/bench.ts';
import type { ReadDb } from '../../src/main/library/db.ts';
import { liveCount } from '../../src/main/library/facets.ts';
import { IMAGE_COLUMNS, imagePage } from '../../src/main/library/images.ts';
import { random } from './generate-words.ts';
import { p95, timed } from './timed.ts';

const PAGE = 100;
/** The fastest way to write it: only ids are stepped over, along the index. */
const BY_OFFSET = `SELECT ${IMAGE_COLUMNS} FROM images WHERE images.id IN (
  SELECT id FROM images INDEXED BY images_live WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ${PAGE} OFFSET ?)
  ORDER BY images.id DESC`;

/** A page by its key beside the same page by OFFSET, and the slowest pages beside the first. */
export function keysetRows(db: ReadDb): BenchRow[] {
  const offset = Math.floor(liveCount(db) * 0.9);
  const before = db
    .prepare('SELECT id FROM images WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck()
    .get(offset - 1) as number;
  const slow = db.prepare(BY_OFFSET);
  const pages = {
    keyset: [] as number[],
    offset: [] as number[],
    first: [] as number[],
    any: [] as number[],
  };
  const next = random(5);
  for (let round = 0; round < 300; round += 1) {
    pages.first.push(timed(() => imagePage(db, '', null, PAGE)));
    pages.any.push(timed(() => imagePage(db, '', 1 + Math.floor(next() * 1_000_000), PAGE)));
    if (round % 20 > 0) continue;
    pages.keyset.push(timed(() => imagePage(db, '', before, PAGE)));
    pages.offset.push(timed(() => slow.all(offset)));
  }
  const deep = {
    name: 'history.keyset-vs-offset',
    value: median(pages.offset),
    baseline: median(pages.keyset),
  };
  const any = { name: 'history.keyset-any-page-p95', value: p95(pages.any), baseline: p95(pages.first) };
  return [ratioRow({ ...deep, unit: 'ms' }, 'at least', 50), ratioRow({ ...any, unit: 'ms' }, 'at most', 2)];
}
