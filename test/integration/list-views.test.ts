import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { EVERYTHING, type LibraryFilter } from '@shared/domain/library-query.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { addImportedImage } from '../../src/main/library/images/images.ts';
import { createListCache } from '../../src/main/lists/list-cache.ts';
import { addPictures, type CatalogRig, openCatalogRig } from '../fixtures/catalog-rig.ts';
import {
  beginning,
  isTerm,
  listOf,
  type ModelQuery,
  queryOf,
  ratingTerm,
  readLibrary,
  seedTerm,
  tagTerm,
  word,
} from '../fixtures/library-model.ts';
import { fc } from '../fixtures/property.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const TAGS = ['shop', 'ship', 'old sea'];

/** A library in which everything occurs: of 120 pictures, some rated, tagged, collected, removed. */
async function filled(pictures = 120): Promise<CatalogRig> {
  const rig = await openCatalogRig(tempFolder());
  rig.db.pragma('synchronous = OFF');
  addPictures(rig.db, pictures);
  const every = (n: number, of: number) =>
    [...Array(pictures).keys()].map((at) => at + 1).filter((id) => id % of === n);
  for (const [n, name] of TAGS.entries())
    await rig.catalog.run({ do: 'add-tags', target: { ids: every(n, 4) }, names: [name] });
  await rig.catalog.run({ do: 'create-collection', name: 'album', target: { ids: every(2, 5) } });
  for (const rating of [1, 3, 5])
    await rig.catalog.run({ do: 'rate', target: { ids: every(rating, 6) }, rating });
  await rig.catalog.run({ do: 'favourite', target: { ids: every(0, 7) }, favourite: true });
  for (const n of [0, 1]) {
    rig.now += 1000;
    await rig.catalog.run({ do: 'remove', target: { ids: every(n, 10) } });
  }
  return rig;
}

const term = fc.constantFrom(
  word('red'),
  word('sea'),
  word('fox', true),
  word('golden'),
  word('shop'),
  tagTerm('shop'),
  tagTerm('ship', true),
  tagTerm('old sea'),
  ratingTerm(3),
  ratingTerm(1, true),
  isTerm('favourite'),
  isTerm('result', true),
  isTerm('edited'),
  isTerm('tagged'),
  seedTerm(42),
);
const last = fc.constantFrom(beginning('s'), beginning('blu'), beginning('web'), beginning('4'));
const terms = fc
  .tuple(fc.array(term, { maxLength: 3 }), fc.option(last, { freq: 2 }))
  .map(([some, end]) => (end ? [...some, end] : some));
const filter: fc.Arbitrary<LibraryFilter> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  {
    weight: 5,
    arbitrary: fc.record(
      {
        origin: fc.constantFrom('import' as const, 'result' as const),
        favourite: fc.constant(true as const),
        rating: fc.constantFrom<[number, number]>([0, 0], [3, 3], [1, 4], [2, 2]),
        tags: fc.constantFrom<number[]>([1], [2], [1, 2], [9]),
        collection: fc.constantFrom<number>(1, 9),
        engine: fc.constantFrom('practice' as const, '1min.ai' as const),
        model: fc.constantFrom('practice-filters' as const, 'flux-2-dev' as const),
        verdict: fc.constantFrom('identical' as const, 'near' as const, 'drifted' as const),
        work: fc.constantFrom('waiting' as const, 'done' as const, 'uncertain' as const, 'failed' as const),
        month: fc.constantFrom('1970-02', '1971-06'),
      },
      { requiredKeys: [] },
    ),
  },
  // One thing alone is the most common, and has the most ways to be put together.
  {
    weight: 3,
    arbitrary: fc.constantFrom<LibraryFilter>(
      { tags: [1] },
      { collection: 1 },
      { favourite: true as const },
      { month: '1970-02' },
    ),
  },
);
const list: fc.Arbitrary<ModelQuery> = fc.record({
  place: fc.constantFrom('library', 'library', 'library', 'trash'),
  terms,
  filter,
  sort: fc.constantFrom('time', 'rating', 'name'),
  reversed: fc.boolean(),
});

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 130 }), { minLength: 1, maxLength: 6 });
const change = fc.oneof(
  fc.record({ do: fc.constant('rate' as const), ids, rating: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ do: fc.constant('favourite' as const), ids, favourite: fc.boolean() }),
  fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const), ids }),
  fc.record({
    do: fc.constant('rename' as const),
    ids,
    name: fc.constantFrom('red 5.png', 'zoo.png', 'a.png'),
  }),
  fc.record({ do: fc.constant('tag' as const), ids, name: fc.constantFrom(...TAGS) }),
  fc.record({ do: fc.constantFrom('collect' as const, 'uncollect' as const), ids }),
  fc.record({ do: fc.constant('add' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('run' as const), ids }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
);
type Change = (typeof change)['generate'] extends (...args: never[]) => { readonly value: infer V }
  ? V
  : never;

/** Applies a change as the app does. Changes by other services are reported with `refreshImages`. */
async function make({ catalog, db }: CatalogRig, change: Change): Promise<void> {
  switch (change.do) {
    case 'rate':
      return void (await catalog.run({ do: 'rate', target: { ids: change.ids }, rating: change.rating }));
    case 'favourite':
      return void (await catalog.run({
        do: 'favourite',
        target: { ids: change.ids },
        favourite: change.favourite,
      }));
    case 'remove':
    case 'restore':
      return void (await catalog.run({ do: change.do, target: { ids: change.ids } }));
    case 'rename': {
      const id = change.ids[0] as number;
      return void (await catalog.run({ do: 'rename', id, name: change.name }).catch(() => {}));
    }
    case 'tag':
      return void (await catalog.run({ do: 'add-tags', target: { ids: change.ids }, names: [change.name] }));
    case 'collect':
    case 'uncollect':
      return void (await catalog.run({ do: change.do, collection: 1, target: { ids: change.ids } }));
    case 'add':
      // A result also changes its source, the picture before it: the app reports both.
      return catalog.picturesChanged(addPictures(db, change.count).flatMap((id) => [id - 1, id]));
    case 'run': {
      const set = db.prepare(
        `UPDATE runs SET state = 'cancelled' WHERE edit_id IN (SELECT id FROM edits WHERE source_image_id = ?)`,
      );
      for (const id of change.ids) set.run(id);
      return catalog.picturesChanged(change.ids);
    }
    default:
      await catalog[change.do]();
  }
}

async function whole(rig: CatalogRig, query: ModelQuery): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const { pictures, total, complete } = await rig.catalog.slice({
      query: queryOf(query),
      from: seen.length,
      count: 40,
    });
    seen.push(...pictures.map(({ id }) => id));
    if (complete && seen.length >= total) return seen;
    if (pictures.length === 0) throw new Error(`no pictures at ${seen.length} of ${total}`);
  }
}

describe('lists by position', () => {
  it('match a simple filter and sort, through any changes', async () => {
    const rig = await filled();
    await fc.assert(
      fc.asyncProperty(
        fc.array(list, { minLength: 1, maxLength: 5 }),
        fc.array(change, { maxLength: 6 }),
        async (lists, changes) => {
          for (const each of [null, ...changes]) {
            if (each) await make(rig, each);
            const library = readLibrary(rig.db);
            for (const query of lists) {
              const expected = listOf(library, query);
              expect(await whole(rig, query), JSON.stringify(queryOf(query))).toEqual(expected);
            }
          }
        },
      ),
      { numRuns: 120 },
    );
    await rig.close();
  });

  it('any slice, position and selection between two pictures agree with the whole', async () => {
    const rig = await filled();
    const library = readLibrary(rig.db);
    await fc.assert(
      fc.asyncProperty(
        list,
        fc.nat(140),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        fc.nat(),
        async (query, from, count, a, b) => {
          const expected = listOf(library, query);
          const asked = queryOf(query);
          const { pictures } = await rig.catalog.slice({ query: asked, from, count });
          expect(pictures.map(({ id }) => id)).toEqual(expected.slice(from, from + count));
          for (const id of [1 + (a % 120), 1 + (b % 120), 999]) {
            const at = expected.indexOf(id);
            expect(await rig.catalog.position(asked, id)).toBe(at < 0 ? null : at);
          }
          if (expected.length === 0) return;
          const ends = [a % expected.length, b % expected.length] as const;
          const between = ends.map((at) => expected[at] as number) as [number, number];
          const inner = expected.slice(Math.min(...ends), Math.max(...ends) + 1);
          const except = inner.slice(0, 1);
          const target = { query: asked, between, except };
          // A new name each time, then undone: the library stays unchanged.
          const { id, count: made } = await rig.catalog.run({
            do: 'create-collection',
            name: 'between',
            target,
          });
          const rows = rig.db.prepare(
            'SELECT image_id FROM collection_images WHERE collection_id = ? ORDER BY 1',
          );
          expect(rows.pluck().all(id)).toEqual(inner.slice(1).sort((x, y) => x - y));
          expect(made).toBe(inner.length - 1);
          await rig.catalog.undo();
        },
      ),
      { numRuns: 150 },
    );
    await rig.close();
  });

  it('a picture is shown as in its row, with the number of its copies', async () => {
    const rig = await filled();
    const { pictures } = await rig.catalog.slice({ query: EVERYTHING, from: 0, count: 100 });
    const row = rig.db.prepare(
      `SELECT rating, favourite, name, (SELECT count(*) FROM images AS same WHERE same.sha256 = images.sha256
         AND deleted_at IS NULL) AS copies FROM images WHERE id = ?`,
    );
    for (const { id, rating, favourite, name, copies } of pictures)
      expect({ rating, favourite: favourite ? 1 : 0, name, copies }).toEqual(row.get(id));
    expect(Math.max(...pictures.map(({ copies }) => copies))).toBe(2);
    await rig.close();
  });
});

/** The list cache of a library, where the test decides when a list continues to build. */
function byHand(rig: CatalogRig) {
  const waiting: (() => void)[] = [];
  // Each look at the clock takes two milliseconds, so that a list has as many stretches on every machine.
  let now = 0;
  const views = createListCache(
    rig.db,
    () => new Promise((resolve) => waiting.push(resolve)),
    () => {
      now += 2;
      return now;
    },
  );
  const step = async (): Promise<void> => {
    for (const resume of waiting.splice(0)) resume();
    await setImmediate();
  };
  return {
    views,
    isWaiting: () => waiting.length > 0,
    step,
    toTheEnd: async () => {
      while (waiting.length > 0) await step();
    },
  };
}

let template = '';
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'reseed-test-'));
  const rig = await openCatalogRig(template);
  rig.db.pragma('synchronous = OFF');
  addPictures(rig.db, 30_000, false);
  rig.db.exec('UPDATE images SET rating = id % 6');
  await rig.close();
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

/** Enough for several stretches of work. */
function large(): Promise<CatalogRig> {
  const folder = tempFolder();
  cpSync(template, folder, { recursive: true });
  return openCatalogRig(folder);
}

describe('a long list', () => {
  it('shows its first pictures before it is complete, and its length if known', async () => {
    const rig = await large();
    const { views, isWaiting, toTheEnd } = byHand(rig);
    const first = await views.slice(EVERYTHING, 0, 50);
    expect(first.ids).toEqual([...Array(50).keys()].map((n) => 30_000 - n));
    expect(first).toMatchObject({ total: 30_000, complete: false });
    expect(isWaiting()).toBe(true);
    await toTheEnd();
    expect(await views.slice(EVERYTHING, 29_990, 50)).toMatchObject({
      ids: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
      complete: true,
    });
    await rig.close();
  });

  it.each(['time', 'rating', 'name'] as const)(
    'by %s that changes while it is built has each picture once, at its place',
    async (sort) => {
      const rig = await large();
      const query: ModelQuery = { ...EVERYTHING, sort, terms: [] };
      const { views, isWaiting, step, toTheEnd } = byHand(rig);
      const asked = views.slice(queryOf(query), 29_000, 50);
      const set = rig.db.prepare('UPDATE images SET rating = ?, name = ?, name_key = ? WHERE id = ?');
      for (let round = 0; isWaiting() && round < 3; round += 1) {
        await step();
        // From the part already walked to the part not yet walked, and back; removed; and added.
        const moved = [29_999, 2, 12_000 + round, 5].map((id) => id + round * 6);
        writeTransaction(rig.db, () => {
          for (const [at, id] of moved.entries())
            set.run(at % 2 === 0 ? 0 : 5, ...(at % 2 === 0 ? ['zz', 'zz'] : ['aa', 'aa']), id);
          rig.db.prepare('UPDATE images SET deleted_at = 1 WHERE id = ?').run(20_000 + round);
        });
        views.changed([...moved, 20_000 + round, ...addPictures(rig.db, 1, false)]);
      }
      await toTheEnd();
      await asked;
      const expected = listOf(readLibrary(rig.db), query);
      expect(await views.ids(queryOf(query), null)).toEqual(expected);
      // The same once more, now that it is complete.
      for (const [id, rating] of [
        [7, 5],
        [29_000, 0],
      ] as const) {
        set.run(rating, id === 7 ? 'mm' : 'bb', id === 7 ? 'mm' : 'bb', id);
        views.changed([id]);
      }
      expect(isWaiting()).toBe(false);
      expect(await views.ids(queryOf(query), null)).toEqual(listOf(readLibrary(rig.db), query));
      expect(isWaiting()).toBe(false);
      await rig.close();
    },
  );

  it('isn’t rebuilt by changes that don’t affect its order', async () => {
    const rig = await large();
    const { views, isWaiting, toTheEnd } = byHand(rig);
    const all = views.ids(EVERYTHING, null);
    await toTheEnd();
    await all;
    const changed = [...Array(900).keys()].map((n) => 1 + n * 30);
    views.changed(changed);
    expect(await views.ids(EVERYTHING, null)).toHaveLength(30_000);
    expect(isWaiting()).toBe(false);
    await rig.close();
  });

  it('is evicted after four others were requested, unless a caller waits for it', async () => {
    const rig = await large();
    const { views, toTheEnd } = byHand(rig);
    const deep = views.slice(EVERYTHING, 29_990, 10);
    const others = [1, 2, 3, 4, 5].map((rating) =>
      views.slice({ ...EVERYTHING, filter: { rating: [rating, rating] } }, 0, 10),
    );
    await Promise.all(others);
    await toTheEnd();
    expect((await deep).ids).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    await rig.close();
  });

  it('and more concurrent others than fit into the cache are all answered', async () => {
    const rig = await large();
    const queries = [...Array(9).keys()].map((n) => ({ ...EVERYTHING, filter: { month: `19${70 + n}-02` } }));
    const ask = () => Promise.all(queries.map((query) => rig.catalog.slice({ query, from: 0, count: 10 })));
    for (const { pictures } of await ask()) expect(pictures.length).toBeGreaterThan(0);
    await rig.close();
  });

  it('that is outdated still answers its waiting callers, and is rebuilt for the next', async () => {
    const rig = await large();
    const { views, isWaiting, step, toTheEnd } = byHand(rig);
    const asked = views.position(EVERYTHING, 1);
    await step();
    views.changed(null);
    await toTheEnd();
    expect(await asked).toBe(29_999);
    const again = views.position(EVERYTHING, 1);
    expect(isWaiting()).toBe(true);
    await toTheEnd();
    expect(await again).toBe(29_999);
    await rig.close();
  });

  it('of a search is answered while pictures are added continuously', async () => {
    const rig = await large();
    const { views, isWaiting, step, toTheEnd } = byHand(rig);
    const query = { ...EVERYTHING, search: 'sea', sort: 'name' } as const;
    const asked = views.ids(query, null);
    let turns = 0;
    for (; isWaiting() && turns < 500; turns += 1) {
      views.changed(addPictures(rig.db, 1, false));
      await step();
    }
    expect(isWaiting()).toBe(false);
    expect(turns).toBeGreaterThan(2);
    const found = listOf(readLibrary(rig.db), { ...query, terms: [beginning('sea')] });
    expect(await asked).toEqual(found);
    // From then on it is kept up to date as it is.
    const added = addPictures(rig.db, 10, false);
    views.changed(added);
    const next = views.ids(query, null);
    expect(isWaiting()).toBe(false);
    expect(await next).toEqual(listOf(readLibrary(rig.db), { ...query, terms: [beginning('sea')] }));
    await toTheEnd();
    await rig.close();
  });

  it('of a search is rebuilt if a new picture has a word with the search’s prefix', async () => {
    const rig = await large();
    const query = { ...EVERYTHING, search: 'barn' };
    await rig.catalog.slice({ query, from: 0, count: 1 });
    const blob = { mime: 'image/png', bytes: 1, width: 1, height: 1, sha256: 'ab'.repeat(32) } as const;
    const id = writeTransaction(rig.db, () => addImportedImage(rig.db, { ...blob, name: 'barnacle.png' }, 0));
    rig.catalog.picturesChanged([id]);
    const after = await rig.catalog.slice({ query, from: 0, count: 1 });
    expect(after.pictures[0]).toMatchObject({ id, name: 'barnacle.png' });
    expect(await rig.catalog.position(query, id)).toBe(0);
    await rig.close();
  });

  it('reports a failed build, and is built again on the next request', async () => {
    const rig = await large();
    const { views, step, toTheEnd } = byHand(rig);
    const asked = views.position(EVERYTHING, 1).catch((error: Error) => error.message);
    rig.db.exec('ALTER TABLE images RENAME TO gone');
    await step();
    expect(await asked).toContain('no such table');
    await expect(views.slice({ ...EVERYTHING, sort: 'name' }, 0, 10)).rejects.toThrow('no such table');
    rig.db.exec('ALTER TABLE gone RENAME TO images');
    const again = views.position(EVERYTHING, 1);
    await toTheEnd();
    expect(await again).toBe(29_999);
    await rig.close();
  });
});
