import type { RevisedEntry } from '@shared/domain/edit.ts';
import type { RevisedImage } from '@shared/domain/library-query.ts';
import type { RunState } from '@shared/domain/run.ts';
import { describe, expect, it, vi } from 'vitest';
import { createQueueList } from '../../src/renderer/features/queue/queue-list.ts';
import { cachedEntries } from '../../src/renderer/stores/entities/cached-entries.ts';
import { createEntities, type Entities, IDLE_MAX } from '../../src/renderer/stores/entities/entities.ts';
import { createImageLoader } from '../../src/renderer/stores/entities/image-loader.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, resultRecord } from '../fakes/records.ts';
import { fc } from '../fixtures/property.ts';

const EDITS = [1, 2, 3];
/** The result of an edit. */
const resultOf = (edit: number) => 100 + edit;

/** One change of the library. */
type Step =
  | { readonly do: 'run'; readonly edit: number; readonly state: RunState }
  | { readonly do: 'retry'; readonly edit: number }
  | { readonly do: 'note'; readonly edit: number; readonly text: string }
  | { readonly do: 'rename'; readonly edit: number; readonly name: string }
  | { readonly do: 'purge'; readonly edit: number };

const edit = fc.constantFrom(...EDITS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('run' as const),
    edit,
    state: fc.constantFrom<RunState>('sending', 'downloading', 'failed', 'saved'),
  }),
  fc.record({ do: fc.constant('retry' as const), edit }),
  fc.record({ do: fc.constant('note' as const), edit, text: fc.string({ maxLength: 3 }) }),
  fc.record({ do: fc.constant('rename' as const), edit, name: fc.string({ maxLength: 3 }) }),
  fc.record({ do: fc.constant('purge' as const), edit }),
);

/** What main reports about the library at a revision: an event, or part of an answer. */
type Fact =
  | { readonly kind: 'run' | 'entry'; readonly entry: RevisedEntry }
  | { readonly kind: 'picture'; readonly picture: RevisedImage }
  | { readonly kind: 'gone'; readonly id: number; readonly revision: number };

/** Executes the steps one by one; returns everything main could report after each. */
function factsOf(steps: readonly Step[]): Fact[] {
  const source = picture(1);
  let entries = EDITS.map((id) => ({
    ...editEntry(id, source),
    results: [resultRecord(picture(resultOf(id), { origin: 'result', editId: id, rootId: 1 }), id)],
  }));
  const gone = new Set<number>();
  return steps.flatMap((each, index): Fact[] => {
    const revision = index + 1;
    entries = entries.map((entry) => {
      if (entry.edit.id !== each.edit) return entry;
      if (each.do === 'note') return { ...entry, note: each.text };
      if (each.do === 'run') return { ...entry, run: { ...entry.run, state: each.state } };
      if (each.do === 'retry') {
        const run = { ...entry.run, id: entry.run.id + 10 * revision, state: 'queued' as const };
        return { ...entry, run };
      }
      if (each.do === 'purge') return { ...entry, results: [] };
      return {
        ...entry,
        results: entry.results.map((result) => ({ ...result, image: { ...result.image, name: each.name } })),
      };
    });
    if (each.do === 'purge') gone.add(resultOf(each.edit));
    return entries.flatMap((entry): Fact[] => {
      const revised = { ...entry, revision };
      const id = resultOf(entry.edit.id);
      const [result] = entry.results;
      return [
        { kind: entry.edit.id === each.edit ? 'run' : 'entry', entry: revised },
        ...(result ? [{ kind: 'picture' as const, picture: { ...result.image, revision } }] : []),
        ...(gone.has(id) ? [{ kind: 'gone' as const, id, revision }] : []),
      ];
    });
  });
}

function tell(entities: Entities, fact: Fact): void {
  if (fact.kind === 'run') entities.receiveRun(fact.entry);
  else if (fact.kind === 'entry') entities.receiveEntries([fact.entry]);
  else if (fact.kind === 'picture') entities.receivePictures([fact.picture]);
  else if (fact.kind === 'gone') entities.receiveGone([fact.id], fact.revision);
}

/** Everything a window knows after receiving these facts in this order. */
function knownAfter(facts: readonly Fact[]) {
  const entities = createEntities();
  const queue = createQueueList(entities);
  entities.onRun((entry) => queue.add(entry));
  for (const fact of facts) tell(entities, fact);
  return {
    entries: entities.entries(EDITS),
    images: EDITS.map((id) => entities.images.get(resultOf(id)) ?? null),
    gone: EDITS.map((id) => entities.images.isGone(resultOf(id))),
    queue: queue.shown().map(({ run }) => [run.id, run.state]),
  };
}

describe('the cache of entities', () => {
  it('has the same state after any order of answers and events', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 12 }).chain((steps) => {
          const facts = factsOf(steps);
          // Some are repeated, and any order is valid.
          return fc.tuple(
            fc.constant(facts),
            fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }),
          );
        }),
        ([inOrder, shuffled]) => {
          expect(knownAfter(shuffled)).toEqual(knownAfter(inOrder));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('shows an edit’s newest run if an old press is answered again', () => {
    const entities = createEntities();
    const entry = editEntry(7, picture(1), { state: 'failed' });
    entities.receiveRun({ ...entry, run: { ...entry.run, id: 50, state: 'sending' }, revision: 2 });
    entities.receiveRun({ ...entry, revision: 3 });
    expect(entities.entry(7)?.run).toMatchObject({ id: 50, state: 'sending' });
  });

  it('notifies only the readers of a changed record', () => {
    const entities = createEntities();
    entities.receivePictures([1, 2].map((id) => ({ ...picture(id), revision: 1 })));
    const [first, second] = [vi.fn(), vi.fn()];
    entities.images.subscribe(1, first);
    entities.images.subscribe(2, second);
    const before = entities.images.get(1);
    // The first is unchanged.
    entities.receivePictures([
      { ...picture(1), revision: 2 },
      { ...picture(2, { rating: 5 }), revision: 2 },
    ]);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    expect(entities.images.get(1)).toBe(before);
  });

  it('keeps an entry identical until its run, texts or pictures change', () => {
    const entities = createEntities();
    const image = picture(101, { editId: 1, origin: 'result' });
    const entry = { ...editEntry(1, picture(1)), results: [resultRecord(image, 1)] };
    entities.receiveEntries([{ ...entry, revision: 1 }]);
    const first = entities.entry(1);
    entities.receiveEntries([{ ...entry, revision: 2 }]);
    expect(entities.entry(1)).toBe(first);
    const listener = vi.fn();
    entities.edits.subscribe(1, listener);
    entities.receivePictures([{ ...image, name: 'other.png', revision: 3 }]);
    expect(listener).toHaveBeenCalledOnce();
    expect(entities.entry(1)?.results[0]?.image.name).toBe('other.png');
  });

  it('rebuilds a list of entries only after new records or a changed list', () => {
    const entities = createEntities();
    const records = EDITS.map((id) => ({ ...editEntry(id, picture(1)), revision: 1 }));
    entities.receiveEntries(records);
    let ids: readonly number[] = [1, 2];
    const read = vi.fn(entities.entries);
    const entries = cachedEntries({ ...entities, entries: read }, () => ids);
    const first = entries();
    expect(entries()).toBe(first);
    expect(read).toHaveBeenCalledTimes(1);
    // An equal list stays identical, and a change doesn't.
    entities.receiveEntries(records.map((record) => ({ ...record, revision: 2 })));
    expect(entries()).toBe(first);
    entities.receiveEntries([{ ...editEntry(2, picture(1)), note: 'new', revision: 3 }]);
    expect(entries().map(({ note }) => note)).toEqual([null, 'new']);
    ids = [3];
    expect(entries().map(({ edit }) => edit.id)).toEqual([3]);
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('lists the entries as they are after each answer and event', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const entities = createEntities();
        const entries = cachedEntries(entities, () => EDITS);
        for (const fact of factsOf(steps)) {
          tell(entities, fact);
          expect(entries()).toEqual(entities.entries(EDITS));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('evicts unneeded records, and never listed, shown or queued ones', () => {
    const entities = createEntities();
    entities.keep(() => ({ images: [1], edits: [1] }));
    const image = picture(100_001, { editId: 1 });
    const entry = { ...editEntry(1, picture(1)), results: [resultRecord(image, 1)] };
    entities.receiveEntries([{ ...entry, revision: 1 }]);
    entities.images.subscribe(2, () => {});
    for (let id = 1; id <= 10 * IDLE_MAX; id += 1)
      entities.receivePictures([{ ...picture(id), revision: 1 }]);
    expect(entities.images.size).toBeLessThan(2 * IDLE_MAX);
    expect([1, 2, 100_001].map((id) => entities.images.get(id)?.id)).toEqual([1, 2, 100_001]);
    expect(entities.entry(1)?.results[0]?.image.id).toBe(100_001);
    expect(entities.images.get(3)).toBeUndefined();
  });

  it('batches image requests of one turn, and repeats them for images changed meanwhile', async () => {
    const main = FakeMain.withPictures(3);
    const entities = createEntities();
    const bridge = {
      ...main.bridge,
      library: {
        ...main.bridge.library,
        images: async (input: { ids: number[] }) => {
          const reply = await main.bridge.library.images(input);
          // The answer is from before the change.
          if (main.calls.length === 1) entities.invalidateImages([2], 1_000);
          if (reply.ok) {
            const revision = main.calls.length === 1 ? 999 : 1_001;
            entities.receivePictures(reply.value.pictures.map((one) => ({ ...one, revision })));
          }
          return reply;
        },
      },
    };
    const loader = createImageLoader(bridge, entities);
    const loaded = await Promise.all([1, 2, 3].map(loader.load));
    expect(loaded.map((one) => one?.id)).toEqual([1, 2, 3]);
    expect(main.calls).toEqual(['library.images', 'library.images']);
  });
});
