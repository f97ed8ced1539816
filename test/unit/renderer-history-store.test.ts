import { beforeEach, describe, expect, it } from 'vitest';
import { createHistoryStore, LOADED_MAX } from '../../src/renderer/features/history/history-store.ts';
import { createEntities, type Entities } from '../../src/renderer/stores/entities/entities.ts';
import { feedAnswers } from '../../src/renderer/stores/entities/feed.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, imageRecord, picture, savedEntry } from '../fakes/records.ts';

let main: FakeMain;
let entities: Entities;
let toasts: ReturnType<typeof createToastStore>;
let store: ReturnType<typeof createHistoryStore>;
const state = () => store.getState();
const calls = (name: string) => main.calls.filter((call) => call === name).length;

/** A picture with this many edits, each with its result. Results have ids from 10001. */
function grow(edits: number): void {
  const source = picture(1);
  main.images = [source, picture(2)];
  main.entries = Array.from({ length: edits }, (_, at) =>
    savedEntry(
      editEntry(at + 1, source),
      imageRecord(10_001 + at, { origin: 'result', editId: at + 1, parentId: 1, rootId: 1 }),
    ),
  );
}

beforeEach(() => {
  main = new FakeMain();
  toasts = createToastStore();
  entities = createEntities();
  store = createHistoryStore(feedAnswers(main.bridge, entities), { toasts, entities });
});

describe('Re-run', () => {
  it('pressed many times, on the edit and on its new re-run, is one run', async () => {
    grow(2);
    await state().selectImage(1);
    const pushes = Array.from({ length: 5 }, () => state().rerun(2));
    const [first] = await Promise.all(pushes);
    if (!first) throw new Error('nothing was queued');
    expect(await state().rerun(2)).toBeNull();
    // The details now show the re-run, and the pointer has not moved.
    expect(await state().rerun(first.edit.id)).toBeNull();
    expect(calls('edit.rerun')).toBe(1);
    expect(toasts.getState().toasts).toEqual([]);
  });

  it('of an edit with another request is a separate press', async () => {
    grow(2);
    main.entries = main.entries.map((entry, at) =>
      at === 0 ? { ...entry, edit: { ...entry.edit, request: { ...entry.edit.request, seed: 1 } } } : entry,
    );
    await state().selectImage(1);
    expect(await state().rerun(1)).not.toBeNull();
    expect(await state().rerun(2)).not.toBeNull();
    expect(calls('edit.rerun')).toBe(2);
  });

  it('never replaces an edit’s newer run by an older one', async () => {
    grow(1);
    await state().selectImage(1);
    const known = state().entries()[0];
    if (!known) throw new Error('no entry');
    entities.receiveRun(main.revised({ ...known, run: { ...known.run, id: 50, state: 'sending' } }));
    entities.receiveRun(main.revised(known));
    expect(state().entries()[0]?.run.id).toBe(50);
  });
});

describe('the history', () => {
  it('loads a long tree page by page, and shows it in a few steps', async () => {
    grow(1030);
    main.pageSize = 50;
    const lengths = new Set<number>();
    store.subscribe(({ editIds }) => lengths.add(editIds.length));
    await state().selectImage(1);
    expect(
      state()
        .entries()
        .map(({ edit }) => edit.id),
    ).toEqual(Array.from({ length: 1030 }, (_, n) => 1030 - n));
    expect(state()).toMatchObject({ more: false, loadingMore: false, phase: 'ready' });
    expect(calls('history.tree')).toBe(21);
    expect(lengths.size).toBeLessThan(7);
  });

  it('stops at a limit, shows that more exists, and continues on request', async () => {
    grow(LOADED_MAX + 700);
    main.pageSize = 500;
    await state().selectImage(1);
    expect(state().editIds).toHaveLength(LOADED_MAX);
    expect(state()).toMatchObject({ more: true, loadingMore: false });
    await state().loadMore();
    expect(state().editIds).toHaveLength(LOADED_MAX + 700);
    expect(state().more).toBe(false);
  });

  it('drops the pages of a tree that is no longer shown', async () => {
    grow(300);
    main.pageSize = 100;
    const slow = Promise.withResolvers<void>();
    const stop = store.subscribe(({ editIds }) => {
      if (editIds.length !== 100) return;
      stop();
      main.holdNext.set('history.tree', slow.promise);
    });
    const first = state().selectImage(1);
    await expect.poll(() => calls('history.tree')).toBeGreaterThan(1);
    await state().selectImage(2);
    slow.resolve();
    await first;
    expect(state()).toMatchObject({ imageId: 2, editIds: [], more: false, loadingMore: false });
  });

  it('keeps its entries and reports a page that can’t be read', async () => {
    grow(300);
    main.pageSize = 100;
    const stop = store.subscribe(({ editIds }) => {
      if (editIds.length === 100) main.fail('history.tree', 'internal');
    });
    await state().selectImage(1);
    stop();
    expect(state().entries().length).toBeGreaterThanOrEqual(100);
    expect(state()).toMatchObject({ more: true, loadingMore: false, phase: 'ready' });
    expect(toasts.getState().toasts).toHaveLength(1);
  });

  it('loads nothing while the user navigates in one tree', async () => {
    grow(3);
    await state().selectImage(1);
    const before = main.calls.length;
    await state().selectImage(10_002);
    expect(state()).toMatchObject({ imageId: 10_002, phase: 'ready' });
    expect(main.calls).toHaveLength(before);
  });

  it('reloads exactly the annotated edits', async () => {
    grow(60);
    await state().selectImage(1);
    await main.bridge.library.change({ command: { do: 'note', edit: 7, text: 'good' } });
    await main.bridge.library.change({ command: { do: 'snapshot', image: 1, name: 'Print' } });
    const before = state().entries();
    await state().applyMarks({ editIds: [7, 9999], snapshots: true, merges: false });
    expect(
      state()
        .entries()
        .find(({ edit }) => edit.id === 7)?.note,
    ).toBe('good');
    expect(
      state()
        .entries()
        .filter((entry, at) => entry !== before[at]),
    ).toHaveLength(1);
    expect(state().snapshots.map(({ name }) => name)).toEqual(['Print']);
    await state().applyMarks({ editIds: [9999], snapshots: false, merges: false });
    expect(calls('history.entries')).toBe(1);
  });

  it('detects that a result was removed', async () => {
    grow(3);
    await state().selectImage(1);
    main.entries = main.entries.map((entry) => ({
      ...entry,
      results: entry.results.map((result) => ({ ...result, image: { ...result.image, deletedAt: 5 } })),
    }));
    await state().refreshImages([10_002, 77]);
    expect(
      state()
        .entries()
        .map(({ results }) => results[0]?.image.deletedAt),
    ).toEqual([null, 5, null]);
  });
});
