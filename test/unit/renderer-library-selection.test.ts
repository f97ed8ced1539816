import { IDS_MAX, type Target } from '@shared/domain/library-command.ts';
import { EVERYTHING } from '@shared/domain/library-query.ts';
import { describe, expect, it } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';
import { fc } from '../fixtures/property.ts';

async function started(count: number) {
  const main = FakeMain.withPictures(count);
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  return { main, ...stores };
}
type Started = Awaited<ReturnType<typeof started>>;

/** The ids of a target, as the main process resolves it. */
function resolve(main: FakeMain, target: Target | null): number[] {
  if (!target) return [];
  if ('ids' in target) return [...target.ids].sort((a, b) => b - a);
  const ids = main.catalog.listed(target.query).map(({ id }) => id);
  const ends = (target.between ?? [ids[0], ids.at(-1)])
    .map((id) => ids.indexOf(id ?? -1))
    .sort((a, b) => a - b);
  return ids.slice(ends[0], (ends[1] ?? 0) + 1).filter((id) => !target.except.includes(id));
}
const chosen = ({ main, library }: Started) => resolve(main, library.getState().targetOfSelection());
/** The newest is first; pictures have ids from 1 to `count`. */
const idAt = (count: number, position: number) => count - position;

describe('what is selected', () => {
  const COUNT = 420;
  const position = fc.integer({ min: 0, max: COUNT - 1 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('click' as const), at: position }),
    fc.record({ kind: fc.constant('toggle' as const), at: position }),
    fc.record({ kind: fc.constant('extend' as const), at: position }),
    fc.record({ kind: fc.constant('see' as const), at: position }),
    fc.record({
      kind: fc.constant('runs' as const),
      at: position,
      length: fc.integer({ min: 1, max: 90 }),
      add: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('all' as const) }),
    fc.record({ kind: fc.constant('clear' as const) }),
  );

  it('matches a simple model for any loaded part, and is passed to commands as such', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const app = await started(COUNT);
        const { library } = app;
        let model = new Set<number>();
        let pivot: number | null = null;
        for (const one of steps) {
          const { select, toggle, selectAt, selectRanges, selectAll, clearSelection, selection } =
            library.getState();
          if (one.kind === 'click') {
            select(idAt(COUNT, one.at), one.at);
            model = new Set([one.at]);
            pivot = one.at;
          } else if (one.kind === 'toggle') {
            // A picture outside a range too long to be listed cannot be added to it; the app shows a message
            // instead.
            const { range } = selection;
            if (range && (one.at < range.from || one.at > range.to)) continue;
            toggle(idAt(COUNT, one.at), one.at);
            if (!model.has(one.at)) model.add(one.at);
            else if (model.size > 1) model.delete(one.at);
            pivot = library.getState().selectedAt;
          } else if (one.kind === 'extend') {
            if (pivot === null) continue;
            await selectAt(one.at, true);
            model = new Set(range(Math.min(pivot, one.at), Math.max(pivot, one.at)));
          } else if (one.kind === 'runs') {
            const to = Math.min(COUNT - 1, one.at + one.length);
            await selectRanges([[one.at, to]], one.add);
            model = new Set([...(one.add ? model : []), ...range(one.at, to)]);
            pivot = library.getState().selectedAt;
          } else if (one.kind === 'all') {
            await selectAll();
            model = new Set(range(0, COUNT - 1));
            pivot = library.getState().selectedAt;
          } else if (one.kind === 'clear') {
            clearSelection();
            const { selectedAt } = library.getState();
            model = new Set(selectedAt === null ? [] : [selectedAt]);
            pivot = selectedAt;
          } else library.getState().setVisibleRange(one.at, Math.min(COUNT - 1, one.at + 30));
          const { selection: now, selectedAt, selectedId } = library.getState();
          expect(now.count).toBe(model.size);
          expect(chosen(app)).toEqual([...model].sort((a, b) => a - b).map((at) => idAt(COUNT, at)));
          for (const at of [0, 17, 211, COUNT - 1])
            expect(now.isSelected(idAt(COUNT, at), at)).toBe(model.has(at));
          // The active picture is one of them.
          if (model.size > 0 && selectedAt !== null) expect(model.has(selectedAt)).toBe(true);
          expect(selectedId === null).toBe(model.size === 0);
        }
      }),
      {
        numRuns: 60,
        // A stretch of which nothing is loaded loses its active end.
        examples: [
          [
            [
              { kind: 'runs', at: 414, length: 1, add: false },
              { kind: 'toggle', at: 414 },
            ],
          ],
        ],
      },
    );
  });

  it('can exceed the loaded part, and is identified by its ends', async () => {
    const app = await started(20_000);
    await app.library.getState().selectAll();
    const { selection, targetOfSelection, toggle } = app.library.getState();
    expect(selection.count).toBe(20_000);
    expect(targetOfSelection()).toEqual({ query: EVERYTHING, between: [20_000, 1], except: [] });
    toggle(19_990, 10);
    expect(app.library.getState().targetOfSelection()).toMatchObject({ except: [19_990] });
    expect(app.library.getState().selection.count).toBe(19_999);
    // Nothing was loaded for that.
    expect(app.main.calls.filter((call) => call === 'library.slice').length).toBeLessThan(6);
  });

  it('excludes later additions', async () => {
    const app = await started(20_000);
    await app.library.getState().selectAll();
    const late = picture(20_001);
    app.main.images = [...app.main.images, late];
    app.main.emit('library.added', { images: [late] });
    await expect.poll(() => app.library.getState().total).toBe(20_001);
    await expect.poll(() => app.library.getState().selection.isSelected(20_001, 0)).toBe(false);
    expect(app.library.getState().selection.count).toBe(20_000);
    expect(chosen(app)).not.toContain(20_001);
  });

  it('follows a range whose ends have moved, and drops one that has changed', async () => {
    const app = await started(20_000);
    app.library.getState().select(19_000, 1_000);
    await app.library.getState().selectAt(9_000, true);
    app.main.images = [...app.main.images, picture(20_001)];
    app.main.emit('library.added', { images: [picture(20_001)] });
    await expect.poll(() => app.library.getState().selection.range?.from).toBe(1_001);
    // One in the middle of it goes: it is another set of pictures now.
    app.main.images = app.main.images.map((one) => (one.id === 15_000 ? { ...one, deletedAt: 5 } : one));
    app.main.emit('library.changed', { ids: [15_000], lists: false, undoable: app.main.undoable });
    await expect.poll(() => app.library.getState().selection.count).toBe(1);
  });

  it('rejects additions to a selection too large to list', async () => {
    const app = await started(IDS_MAX * 3);
    app.library.getState().select(IDS_MAX * 3, 0);
    await app.library.getState().selectAt(IDS_MAX + 10, true);
    await app.library.getState().selectRanges([[IDS_MAX * 2, IDS_MAX * 2 + 5]], true);
    expect(app.library.getState().selection.count).toBe(IDS_MAX + 11);
    expect(app.toasts.getState().toasts[0]?.message()).toMatch(/continuous range/);
  });

  it('is only the active picture in another list', async () => {
    const app = await started(300);
    await app.library.getState().selectAll();
    app.library.getState().toggle(200, 100);
    await app.library.getState().search('picture-2');
    expect(app.library.getState().selection.count).toBe(1);
  });

  it('is removed as a whole, and the next picture is selected; Undo restores all', async () => {
    const app = await started(600);
    app.library.getState().select(590, 10);
    await app.library.getState().selectAt(519, true);
    expect(app.library.getState().selection.count).toBe(510);
    await app.library.getState().removeSelected();
    await expect.poll(() => app.library.getState().total).toBe(90);
    await expect.poll(() => app.library.getState().selectedId).toBe(80);
    expect(app.library.getState().selection.count).toBe(1);
    await app.changes.getState().undo();
    await expect.poll(() => app.library.getState().total).toBe(600);
    await expect.poll(() => app.library.getState().selectedId).toBe(81);
  });

  it('is removed as a whole even if nothing around it is loaded', async () => {
    const app = await started(3_000);
    app.library.getState().select(3_000, 0);
    app.library.getState().setVisibleRange(1_490, 1_502);
    await expect.poll(() => app.library.getState().at(1_499)?.id).toBe(1_501);
    await app.library.getState().selectAt(1_499, true);
    expect(app.library.getState().selection.count).toBe(1_500);
    await app.library.getState().removeSelected();
    await expect.poll(() => app.library.getState().total).toBe(1_500);
    await expect.poll(() => app.library.getState().selectedId).toBe(1_500);
    expect(app.library.getState()).toMatchObject({ selectedAt: 0, shown: { position: 0 } });
    await app.changes.getState().undo();
    await expect.poll(() => app.library.getState().selectedId).toBe(1_501);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

it('the position of the selected picture is that of the list in the end, not of an older answer', async () => {
  const main = FakeMain.withPictures(420);
  const { promise, resolve } = Promise.withResolvers<void>();
  const position: typeof main.bridge.library.position = async (request) => {
    const reply = await main.bridge.library.position(request);
    await promise;
    return reply;
  };
  const bridge = { ...main.bridge, library: { ...main.bridge.library, position } };
  const stores = createStores(bridge);
  connectStores(bridge, stores);
  const { library } = stores;
  await library.getState().start(null);
  library.getState().select(5);
  await expect.poll(() => main.calls).toContain('library.position');
  main.images = [...main.images, picture(421), picture(422)];
  main.emit('library.added', { images: [picture(421), picture(422)] });
  expect(library.getState().total).toBe(422);
  resolve();
  await expect.poll(() => library.getState().selectedAt).toBe(417);
});
