import { EVERYTHING, type LibraryImage, type LibraryQuery } from '@shared/domain/library-query.ts';
import { describe, expect, it } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { CHUNK, CHUNKS_KEPT, gaps, idAt, withWindow } from '../../src/renderer/stores/library-chunks.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';
import { fc } from '../fixtures/property.ts';

const listOf = (count: number) => Array.from({ length: count }, (_, at) => count - at);

describe('the loaded stretches of a list', () => {
  it('fill the visible range, stay bounded, and never misplace a picture', () => {
    const TOTAL = 12_345;
    const list = listOf(TOTAL);
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: TOTAL - 1 }),
            fc.integer({ min: 0, max: 180 }),
            fc.integer({ min: 1, max: 100 }),
          ),
          {
            minLength: 1,
            maxLength: 60,
          },
        ),
        (views) => {
          let chunks: ReturnType<typeof withWindow> = new Map();
          for (const [from, length, fits] of views) {
            const sight = { from, to: Math.min(TOTAL - 1, from + length) };
            // With long names, a message cannot hold the whole requested range.
            for (let calls = 0; calls < 600; calls += 1) {
              const [gap] = gaps(chunks, sight, TOTAL);
              if (!gap) break;
              chunks = withWindow(
                chunks,
                gap.from,
                list.slice(gap.from, gap.from + Math.min(gap.count, fits)),
                sight,
              );
            }
            expect(gaps(chunks, sight, TOTAL)).toEqual([]);
            for (let at = sight.from; at <= sight.to; at += 1) expect(idAt(chunks, at)).toBe(list[at]);
            expect(chunks.size).toBeLessThanOrEqual(CHUNKS_KEPT);
          }
          for (const [chunk, pictures] of chunks)
            expect(pictures).toEqual(list.slice(chunk * CHUNK, chunk * CHUNK + pictures.length));
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Whether a picture is shown with the values of the database. */
function isShown(shown: LibraryImage | undefined, picture: LibraryImage): boolean {
  return (
    shown !== undefined &&
    Object.entries(picture).every(([key, value]) => shown[key as keyof LibraryImage] === value)
  );
}

describe('the list that is shown', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 });
  const event = fc.oneof(
    fc.record({ kind: fc.constant('see' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ kind: fc.constant('remove' as const), ids }),
    fc.record({ kind: fc.constant('restore' as const), ids }),
    fc.record({ kind: fc.constant('rename' as const), id: fc.integer({ min: 1, max: 900 }) }),
    fc.record({
      kind: fc.constant('search' as const),
      text: fc.constantFrom('', 'picture-1', 'x', 'picture-77'),
    }),
    fc.record({ kind: fc.constant('turn' as const) }),
  );

  it('matches the database in the end, for any events and order of answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(event, fc.boolean()), { maxLength: 25 }), async (events) => {
        const main = FakeMain.withPictures(900);
        const stores = createStores(main.bridge);
        connectStores(main.bridge, stores);
        const { library, changes } = stores;
        await library.getState().start(null);
        let query: LibraryQuery = EVERYTHING;
        let next = 901;
        const work: Promise<unknown>[] = [];
        for (const [one, pause] of events) {
          const { total, setVisibleRange, setQuery } = library.getState();
          if (one.kind === 'see') {
            const from = Math.floor(one.at * Math.max(0, total - 1));
            setVisibleRange(from, Math.max(from, Math.min(from + 25, total - 1)));
          } else if (one.kind === 'add') {
            const fresh = Array.from({ length: one.count }, () => picture(next++));
            main.images = [...main.images, ...fresh];
            main.emit('library.added', { images: fresh });
          } else if (one.kind === 'remove' || one.kind === 'restore')
            work.push(changes.getState().run({ do: one.kind, target: { ids: one.ids } }));
          else if (one.kind === 'rename')
            work.push(changes.getState().run({ do: 'rename', id: one.id, name: `x${one.id}.png` }));
          else {
            query =
              one.kind === 'search'
                ? { ...query, search: one.text }
                : { ...query, reversed: !query.reversed };
            work.push(setQuery(query));
          }
          if (pause) await new Promise((done) => setTimeout(done));
        }
        await Promise.all(work);
        const listed = main.catalog.listed(query);
        const from = Math.max(0, Math.min(400, listed.length - 30));
        library.getState().setVisibleRange(from, Math.max(from, Math.min(from + 25, listed.length - 1)));
        await expect
          .poll(() => {
            const { total, at } = library.getState();
            return (
              total === listed.length &&
              listed.slice(from, from + 26).every((one, index) => isShown(at(from + index), one))
            );
          })
          .toBe(true);
        expect(library.getState().query).toEqual(query);
        // Includes the chunks loaded around the view, once loading has finished.
        const wrong = () =>
          [...library.getState().chunks].filter(([chunk, ids]) =>
            ids.some((one, index) => one !== listed[chunk * CHUNK + index]?.id),
          );
        await expect.poll(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
