import type { LibraryCommand, Target } from '@shared/domain/library-command.ts';
import type { LibraryQuery } from '@shared/domain/library-query.ts';
import { EVERYTHING } from '@shared/domain/library-query.ts';
import { expect, it } from 'vitest';
import { CatalogModel, ModelRefusal, type ModelTarget } from '../fixtures/catalog-model.ts';
import {
  addPictures,
  type CatalogRig,
  contentOf,
  countsOf,
  openCatalogRig,
} from '../fixtures/catalog-rig.ts';
import {
  beginning,
  isTerm,
  listOf,
  type ModelQuery,
  queryOf,
  ratingTerm,
  readLibrary,
  tagTerm,
  word,
} from '../fixtures/library-model.ts';
import { fc } from '../fixtures/property.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const PICTURES = 24;

const id = fc.integer({ min: 1, max: 7 });
const picture = fc.integer({ min: 1, max: PICTURES + 2 });
const label = fc.constantFrom('shop', 'Shop', 'ship', 'old', 'sea side');
const terms = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  fc.array(
    fc.constantFrom(
      word('red'),
      word('sea', true),
      word('shop'),
      tagTerm('shop'),
      tagTerm('ship', true),
      ratingTerm(3),
      isTerm('favourite', true),
      isTerm('tagged'),
    ),
    { maxLength: 2 },
  ),
  fc.constantFrom([beginning('s')], [beginning('gol')], [isTerm('result'), beginning('b')]),
);
const list: fc.Arbitrary<ModelQuery> = fc.record({
  place: fc.constantFrom('library', 'library', 'trash'),
  terms,
  filter: fc.oneof(
    fc.constant({}),
    fc.record({ favourite: fc.constant(true as const) }),
    fc.record({ rating: fc.constantFrom<[number, number]>([0, 0], [2, 5]) }),
    fc.record({ tags: fc.array(id, { minLength: 1, maxLength: 2 }) }),
    fc.record({ collection: id }),
    fc.record({ origin: fc.constantFrom('import' as const, 'result' as const) }),
  ),
  sort: fc.constantFrom('time', 'rating', 'name'),
  reversed: fc.boolean(),
});
/** The ends of a stretch are picked from the list when its turn comes; one end in eight is any picture. */
const target = fc.oneof(
  { weight: 2, arbitrary: fc.record({ ids: fc.uniqueArray(picture, { minLength: 1, maxLength: 8 }) }) },
  fc.record({
    list,
    ends: fc.option(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 7 }), picture)),
    except: fc.uniqueArray(picture, { maxLength: 3 }),
  }),
);
type Given = (typeof target)['generate'] extends (...args: never[]) => { readonly value: infer V }
  ? V
  : never;

const query = fc.constantFrom<LibraryQuery>(EVERYTHING, { ...EVERYTHING, search: 'fox', sort: 'name' });
const NO_TARGET: Target = { ids: [1] };
/** A command, whose target is put in later. */
const command: fc.Arbitrary<LibraryCommand> = fc.oneof(
  fc.record({
    do: fc.constant('rate' as const),
    target: fc.constant(NO_TARGET),
    rating: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    do: fc.constant('favourite' as const),
    target: fc.constant(NO_TARGET),
    favourite: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('add-tags' as const),
    target: fc.constant(NO_TARGET),
    names: fc.array(label, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constant('remove-tags' as const),
    target: fc.constant(NO_TARGET),
    tags: fc.array(id, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const), target: fc.constant(NO_TARGET) }),
  fc.record({
    do: fc.constant('rename' as const),
    id: picture,
    name: fc.constantFrom('new fox', 'sea.webp', 'a 10.png', 'a 9.png'),
  }),
  fc.record({ do: fc.constant('rename-tag' as const), tag: id, name: label }),
  fc.record({
    do: fc.constant('merge-tags' as const),
    from: fc.array(id, { minLength: 1, maxLength: 3 }),
    into: id,
  }),
  fc.record({ do: fc.constant('delete-tag' as const), tag: id }),
  fc.record(
    { do: fc.constant('create-collection' as const), name: label, target: fc.constant(NO_TARGET) },
    { requiredKeys: ['do', 'name'] },
  ),
  fc.record({ do: fc.constant('rename-collection' as const), collection: id, name: label }),
  fc.record({ do: fc.constant('delete-collection' as const), collection: id }),
  fc.record({
    do: fc.constantFrom('collect' as const, 'uncollect' as const),
    collection: id,
    target: fc.constant(NO_TARGET),
  }),
  fc.record({ do: fc.constant('save-search' as const), name: label, query }),
  fc.record(
    { do: fc.constant('change-search' as const), search: id, name: label, query },
    { requiredKeys: ['do', 'search'] },
  ),
  fc.record({ do: fc.constant('delete-search' as const), search: id }),
);
const given = fc.record({ kind: fc.constant('command' as const), command, target });
const step = fc.oneof(
  { weight: 12, arbitrary: given },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

/** The target for the model and for the service. */
function aim(model: CatalogModel, aimed: Given): [ModelTarget, Target] {
  if ('ids' in aimed) return [aimed, aimed];
  const { ends, except } = aimed;
  const ids = listOf(model.state, aimed.list);
  const between =
    ends && ids.length > 0
      ? ([ids[ends[0] % ids.length], ends[2] === 0 ? ends[3] : ids[ends[1] % ids.length]] as [number, number])
      : null;
  return [
    { list: aimed.list, between, except },
    { query: queryOf(aimed.list), between, except },
  ];
}

async function give(
  rig: CatalogRig,
  model: CatalogModel,
  { command, target }: { command: LibraryCommand; target: Given },
): Promise<void> {
  rig.now += 1000;
  const [its, real] = aim(model, target);
  const whole = 'target' in command && command.target ? { ...command, target: real } : command;
  let refused: string | null = null;
  try {
    model.run(whole, its, rig.now);
  } catch (error) {
    if (!(error instanceof ModelRefusal)) throw error;
    refused = error.code;
  }
  if (refused === null) await rig.catalog.run(whole);
  else await expect(rig.catalog.run(whole)).rejects.toMatchObject({ code: refused });
}

function expectSame(rig: CatalogRig, model: CatalogModel): void {
  const { searches, ...rest } = model.state;
  expect(readLibrary(rig.db)).toEqual(rest);
  expect(new Map(rig.catalog.searches(null).searches.map(({ id, ...search }) => [id, search]))).toEqual(
    searches,
  );
}

it('commands, undo, redo and restarts in any order match a simple model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
      const folder = tempFolder();
      let rig = await openCatalogRig(folder);
      addPictures(rig.db, PICTURES);
      const model = new CatalogModel(readLibrary(rig.db));
      for (const each of steps) {
        if (each.kind === 'command') await give(rig, model, each);
        else if (each.kind === 'restart') {
          const { now } = rig;
          await rig.close();
          rig = await openCatalogRig(folder);
          rig.now = now;
        } else expect((await rig.catalog[each.kind]())?.action ?? null).toBe(model[each.kind]());
        expectSame(rig, model);
      }
      const { kept, counted } = countsOf(rig.db);
      expect(kept).toEqual(counted);
      await rig.close();
    }),
    { numRuns: 25 },
  );
});

it('undoing 500 commands restores the library, and redoing them restores their result', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 500, maxLength: 500, size: 'max' }), async (commands) => {
      const folder = tempFolder();
      let rig = await openCatalogRig(folder);
      addPictures(rig.db, PICTURES);
      const model = new CatalogModel(readLibrary(rig.db));
      const before = contentOf(rig.db);
      for (const each of commands) await give(rig, model, each);
      expectSame(rig, model);
      const after = contentOf(rig.db);
      expect(after).not.toEqual(before);
      await rig.close();

      rig = await openCatalogRig(folder);
      let wanted = 0;
      while (model.undo() !== null) wanted += 1;
      let undone = 0;
      while (await rig.catalog.undo()) undone += 1;
      // Many commands change nothing, and some are undone on the way: the model knows which.
      expect(wanted).toBeGreaterThan(0);
      expect(undone).toBe(wanted);
      expect(contentOf(rig.db)).toEqual(before);
      while (await rig.catalog.redo()) undone -= 1;
      expect(undone).toBe(0);
      expect(contentOf(rig.db)).toEqual(after);
      const { kept, counted } = countsOf(rig.db);
      expect(kept).toEqual(counted);
      await rig.close();
    }),
    { numRuns: 1, endOnFailure: true },
  );
});
