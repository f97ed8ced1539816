import { describe, expect, it } from 'vitest';
import {
  EXCLUDING_PAGE_SQL,
  PAGE_SQL,
  SEARCH_COUNT_SQL,
  SEARCH_PAGE_SQL,
} from '../../src/main/library/images.ts';
import type { Library } from '../../src/main/library/library.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { tempLibrary } from '../fixtures/temp-library.ts';

function plan(library: Library, sql: string, ...values: unknown[]): string[] {
  const rows = library.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
  return rows.map(({ detail }) => detail);
}

/** What no query on the hot path may do. */
const FORBIDDEN = /SCAN (images|blobs)|TEMP B-TREE/;
const BLOB = 'SEARCH blobs USING PRIMARY KEY (sha256=?)';

async function filled(analyzed: boolean): Promise<Library> {
  const library = await tempLibrary();
  const pictures = [...Array(500).keys()].map((n) => ({
    sha256: sha256(Buffer.from(`blob ${n}`)),
    mime: 'image/png' as const,
    bytes: 1,
    width: 1,
    height: 1,
    name: `picture ${n}.png`,
  }));
  library.addImports(pictures);
  if (analyzed) library.db.exec('ANALYZE');
  return library;
}

describe.each([false, true])('plans of the queries for pictures (statistics: %s)', (analyzed) => {
  it('a page walks the index of live pictures from its start', async () => {
    const steps = plan(await filled(analyzed), PAGE_SQL, 400, 101);
    expect(steps).toEqual(['SEARCH images USING INDEX images_live (id<?)', BLOB]);
  });

  it('a page of a search walks the full-text index, newest first, from its start', async () => {
    const steps = plan(await filled(analyzed), SEARCH_PAGE_SQL, '"picture"*', 400, 101);
    // In FTS5's plan: `M` uses the match, `<` starts below the rowid; the order comes from the index too.
    expect(steps[0]).toMatch(/^SCAN image_search VIRTUAL TABLE INDEX \d+:M\d+</);
    expect(steps.slice(1)).toEqual(['SEARCH images USING INTEGER PRIMARY KEY (rowid=?)', BLOB]);
    expect(steps.join()).not.toMatch(FORBIDDEN);
  });

  it('a page of a search by exclusion walks the live pictures and looks each up in a list', async () => {
    const steps = plan(await filled(analyzed), EXCLUDING_PAGE_SQL, 400, '"picture"', 101);
    expect(steps[0]).toBe('SEARCH images USING INDEX images_live (id<?)');
    expect(steps.join()).not.toMatch(FORBIDDEN);
  });

  it('the count of a search reads the full-text index only', async () => {
    const steps = plan(await filled(analyzed), SEARCH_COUNT_SQL, '"picture"');
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(/^SCAN image_search VIRTUAL TABLE INDEX \d+:M/);
  });

  it('by id, by bytes and by result go through their indexes', async () => {
    const library = await filled(analyzed);
    for (const [sql, index] of [
      ['SELECT * FROM images WHERE sha256 = ? AND name = ?', 'images_sha256'],
      ['SELECT * FROM images WHERE edit_id = ?', 'images_edit'],
      ['SELECT * FROM images WHERE id = ?', 'INTEGER PRIMARY KEY'],
    ] as const) {
      const steps = plan(library, sql, ...(sql.includes('name') ? ['a', 'b'] : [1]));
      expect(steps).toEqual([expect.stringContaining(index)]);
    }
  });

  it('a list in another order than its index is caught by this test', async () => {
    const byTime = PAGE_SQL.replace('ORDER BY images.id', 'ORDER BY images.created_at');
    expect(plan(await filled(analyzed), byTime, 400, 101).join()).toMatch(FORBIDDEN);
  });
});
