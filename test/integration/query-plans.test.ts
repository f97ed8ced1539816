import { EVERYTHING, type LibraryFilter, LibrarySort } from '@shared/domain/library-query.ts';
import { describe, expect, it } from 'vitest';
import { IMAGES_SQL } from '../../src/main/library/images/image-rows.ts';
import { FIRST_UNDONE_SQL, LAST_DONE_SQL, PARTS_SQL } from '../../src/main/library/journal/journal.ts';
import { afterNameSql, byKeySql, completionsSql } from '../../src/main/library/labels/labels.ts';
import { TAGS_OF_IMAGE_SQL } from '../../src/main/library/labels/tags.ts';
import type { Library } from '../../src/main/library/library.ts';
import {
  FACET_COUNT_SQL,
  FACET_COUNTS_SQL,
  LIVE_COUNT_SQL,
  TRASH_COUNT_SQL,
} from '../../src/main/library/lists/facets.ts';
import { planList } from '../../src/main/library/lists/list-plan.ts';
import { allSql, type Condition, fittingSql, pageSql } from '../../src/main/library/lists/list-sources.ts';
import { HAS_WORDS_SQL, WORDS_BETWEEN_SQL } from '../../src/main/library/lists/lists.ts';
import {
  NEXT_WORD_SQL,
  TAGS_WITH_WORD_SQL,
  WORDS_OF_IMAGE_SQL,
} from '../../src/main/library/lists/search.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { tempLibrary } from '../fixtures/temp-library.ts';

/** Forbidden in hot queries: scanning a table or a whole index other than the list itself, and sorting. */
const FORBIDDEN = /SCAN (?!json_each|image_search|CONSTANT)|TEMP B-TREE/;

function planOf(library: Library, sql: string): string[] {
  const values = Array(sql.split('?').length - 1).fill(1);
  const match = sql.includes('MATCH ?') ? ['"picture"'] : [];
  const rows = library.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...match, ...values.slice(match.length));
  return (rows as { detail: string }[]).map(({ detail }) => detail);
}

async function filled(analyzed: boolean): Promise<Library> {
  const library = await tempLibrary();
  library.addImports(
    [...Array(500).keys()].map((n) => ({
      sha256: sha256(Buffer.from(`blob ${n}`)),
      mime: 'image/png' as const,
      bytes: 1,
      width: 1,
      height: 1,
      name: `picture ${n}.png`,
    })),
  );
  library.db.exec(`
    INSERT INTO tags (id, name, key) VALUES (1, 'shop', 'shop'), (2, 'ship', 'ship');
    INSERT INTO collections (id, name, key) VALUES (1, 'album', 'album');
    INSERT INTO image_tags (tag_id, image_id) SELECT 1, id FROM images;
    INSERT INTO collection_images (collection_id, image_id) SELECT 1, id FROM images;
    UPDATE images SET rating = id % 6, favourite = id % 2, engine = 'practice', model = 'practice-filters',
      verdict = 'near', work = 'done'`);
  if (analyzed) library.db.exec('ANALYZE');
  return library;
}

/** As if every list were too long to be read whole. */
function grow(library: Library): void {
  library.db.exec(`INSERT INTO facet_counts VALUES ('origin', 'result', 1), ('month', '2026-03', 1) ON CONFLICT DO NOTHING;
    UPDATE facet_counts SET live = 100000 + live; UPDATE tags SET live = 100000;
    UPDATE collections SET live = 100000`);
}

/** Each filter with the index for its list by time. */
const FILTERS: readonly (readonly [string, LibraryFilter, string])[] = [
  ['all', {}, 'images_live'],
  ['originals', { origin: 'import' }, 'images_origin'],
  ['results', { origin: 'result' }, 'images_origin'],
  ['favourites', { favourite: true }, 'images_favourite'],
  ['one rating', { rating: [3, 3] }, 'images_rating'],
  ['a range of ratings', { rating: [3, 5] }, 'images_live'],
  ['a tag', { tags: [1] }, 'image_tags USING PRIMARY KEY'],
  ['two tags', { tags: [1, 2] }, 'image_tags USING PRIMARY KEY'],
  ['a collection', { collection: 1 }, 'collection_images USING PRIMARY KEY'],
  ['an engine', { engine: 'practice' }, 'images_engine'],
  ['a model', { model: 'practice-filters' }, 'images_model'],
  ['a month', { month: '2026-03' }, 'images_month'],
  ['a verdict', { verdict: 'near' }, 'images_verdict'],
  ['a state', { work: 'done' }, 'images_work'],
];
/** The index of another order, and its key lookup as one value. */
const ORDER = {
  time: null,
  name: /^SEARCH images USING INDEX images_name \(\(name_key,seq\)[<>]\(\?,\?\)/,
  rating: /^SEARCH images USING INDEX images_rating \(\(rating,seq\)[<>]\(\?,\?\)/,
} as const;
const PAIRS = FILTERS.flatMap(([name, filter, index]) =>
  LibrarySort.options.flatMap((sort) =>
    [false, true].map((reversed) => ({
      name: `${name} by ${sort}${reversed ? ', reversed' : ''}`,
      query: { ...EVERYTHING, filter, sort, reversed },
      index,
    })),
  ),
);

/** Rows of the index are checked one by one, in index order. */
function expectRowsById(library: Library, conditions: readonly Condition[], name: string): void {
  if (conditions.length === 0) return;
  const [ids, row, ...rest] = planOf(library, fittingSql(conditions));
  expect([ids, row], name).toEqual([
    'SCAN these VIRTUAL TABLE INDEX 1:',
    'SEARCH images USING INTEGER PRIMARY KEY (rowid=?)',
  ]);
  expect(rest.join('\n'), name).not.toMatch(FORBIDDEN);
}

const SEARCHES = [
  'picture',
  'pic 12 -"exact words"',
  'picture tag:shop rating:>=3 is:favourite',
  'seed:42 engine:practice',
  '-picture',
  '-is:favourite -tag:sh',
  'date:2026 is:tagged in:al',
];

describe.each([false, true])('plans of the lists (statistics: %s)', (analyzed) => {
  it('each filter in each order uses its index, without a sort', async () => {
    const library = await filled(analyzed);
    grow(library);
    for (const { name, query, index } of PAIRS) {
      const plan = planList(library.db, query);
      expect(plan.gather, name).toBe(false);
      const page = planOf(library, pageSql(plan.source));
      expect(page[0], name).toMatch(new RegExp(`^SEARCH .*${index}`));
      expect(page.join('\n'), name).not.toMatch(FORBIDDEN);
      // The key is looked up in the index, not compared row by row.
      expect(page, name).toEqual([expect.stringMatching(/\b(image_id|id|rowid|seq)[<>]\?\)$/)]);
      expectRowsById(library, plan.conditions, name);
      const ordered = ORDER[query.sort];
      expect(plan.inOrder, name).toBe(ordered === null);
      if (ordered)
        expect(planOf(library, pageSql(plan.order)), name).toEqual([expect.stringMatching(ordered)]);
    }
  });

  it('a short list is read whole through its filter’s index', async () => {
    const library = await filled(analyzed);
    for (const [name, filter, index] of FILTERS.filter(
      ([, { rating, ...rest }]) => rating || Object.keys(rest).length,
    )) {
      const plan = planList(library.db, { ...EVERYTHING, filter, sort: 'name' });
      expect(plan.gather, name).toBe(true);
      const steps = planOf(library, allSql(plan.source));
      expect(steps[0], name).toContain(name === 'a range of ratings' ? 'images_rating' : index);
      expect(steps.join('\n'), name).not.toMatch(FORBIDDEN);
      expectRowsById(library, plan.conditions, name);
    }
  });

  it('searches of every kind, in each order, use an index', async () => {
    const library = await filled(analyzed);
    grow(library);
    for (const search of SEARCHES) {
      for (const sort of LibrarySort.options) {
        const plan = planList(library.db, { ...EVERYTHING, search, sort });
        const page = planOf(library, pageSql(plan.source));
        expect(page.join('\n'), `${search} by ${sort}`).not.toMatch(FORBIDDEN);
        expectRowsById(library, plan.conditions, `${search} by ${sort}`);
      }
    }
  });

  it('a search by time uses the full-text index, newest first, from its key', async () => {
    const library = await filled(analyzed);
    const { source } = planList(library.db, { ...EVERYTHING, search: 'pic' });
    // In FTS5's plan: `M` uses the match, `<` starts below the row id; the order also comes from the index.
    expect(planOf(library, pageSql(source))).toEqual([
      expect.stringMatching(/^SCAN image_search VIRTUAL TABLE INDEX \d+:M\d+</),
    ]);
  });

  it('the trash uses its own index', async () => {
    const library = await filled(analyzed);
    const plan = planList(library.db, {
      ...EVERYTHING,
      place: 'trash',
      search: 'pic',
      filter: { origin: 'import' },
    });
    const page = planOf(library, pageSql(plan.source));
    expect(page[0]).toMatch(/^SEARCH images USING (COVERING )?INDEX images_trash/);
    expect(page.join('\n')).not.toMatch(FORBIDDEN);
    expectRowsById(library, plan.conditions, 'trash');
  });

  it('everything else uses its index', async () => {
    const library = await filled(analyzed);
    for (const [name, sql, index] of [
      ['how many are live', LIVE_COUNT_SQL, 'image_counts USING INTEGER PRIMARY KEY'],
      ['a count of a facet', FACET_COUNT_SQL, 'facet_counts USING PRIMARY KEY (facet=? AND value=?)'],
      ['the counts of a facet', FACET_COUNTS_SQL, 'facet_counts USING PRIMARY KEY (facet=?)'],
      ['what undo takes back', LAST_DONE_SQL, 'journal USING INDEX journal_undone (undone=?)'],
      ['what redo does again', FIRST_UNDONE_SQL, 'journal USING INDEX journal_undone (undone=?)'],
      ['the parts of an action', PARTS_SQL, 'journal_changes USING PRIMARY KEY (entry_id=?)'],
      ['tags by their beginning', byKeySql('tags'), 'INDEX sqlite_autoindex_tags_1 (key>? AND key<?)'],
      [
        'a page of collections',
        afterNameSql('collections', 'id'),
        'INDEX sqlite_autoindex_collections_1 (key>?)',
      ],
      [
        'a page of searches',
        afterNameSql('saved_searches', 'id'),
        'INDEX sqlite_autoindex_saved_searches_1 (key>?)',
      ],
      ['completion of a tag', completionsSql('tags'), 'INDEX sqlite_autoindex_tags_1 (key>? AND key<?)'],
      ['the tags of a picture', TAGS_OF_IMAGE_SQL, 'INDEX image_tags_image (image_id=?)'],
      ['the words of a picture', WORDS_OF_IMAGE_SQL, 'images USING INTEGER PRIMARY KEY'],
      ['whether a picture matches', HAS_WORDS_SQL, 'SCAN image_search VIRTUAL TABLE INDEX 0:=M'],
      ['matches among neighbors', WORDS_BETWEEN_SQL, 'SCAN image_search VIRTUAL TABLE INDEX'],
      ['tags with a word', TAGS_WITH_WORD_SQL, 'SCAN image_search_tags VIRTUAL TABLE INDEX'],
      ['the next word of the index', NEXT_WORD_SQL, 'SCAN image_search_words VIRTUAL TABLE INDEX'],
      ['by bytes', 'SELECT * FROM images WHERE sha256 = ? AND name = ?', 'INDEX images_sha256'],
      ['by result', 'SELECT * FROM images WHERE edit_id = ?', 'INDEX images_edit'],
    ] as const) {
      const steps = planOf(library, sql);
      expect(steps[0], name).toContain(index);
      expect(steps.join('\n'), name).not.toMatch(FORBIDDEN);
    }
  });

  it('the pictures of a slice are read by id, and their copies by hash', async () => {
    const library = await filled(analyzed);
    const steps = planOf(library, IMAGES_SQL);
    expect(steps).toContain('SEARCH images USING INTEGER PRIMARY KEY (rowid=?)');
    expect(steps).toContain('SEARCH copies USING PRIMARY KEY (sha256=?)');
    expect(steps.join('\n')).not.toMatch(FORBIDDEN);
  });

  it('the trash is counted along its list’s index', async () => {
    const library = await filled(analyzed);
    expect(planOf(library, TRASH_COUNT_SQL)).toEqual([
      expect.stringMatching(/^(SCAN|SEARCH) images USING COVERING INDEX images_trash/),
    ]);
  });

  it('this test detects a list in another order than its index', async () => {
    const library = await filled(analyzed);
    const { source } = planList(library.db, EVERYTHING);
    const byTime = pageSql(source).replace('ORDER BY images.id', 'ORDER BY images.created_at');
    expect(planOf(library, byTime).join()).toMatch(FORBIDDEN);
    expect(planOf(library, 'SELECT id FROM images WHERE name = ?').join()).toMatch(FORBIDDEN);
  });
});
