import { NO_NAMES } from '@shared/domain/import.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dispatch } from '../../src/renderer/features/commands/dispatch.ts';
import { chooseEntry, rerunEntry, startEditingMeta } from '../../src/renderer/features/history/actions.ts';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

const source = picture(1);
const resultOf = (editId: number) =>
  picture(editId + 100, { origin: 'result', editId, parentId: 1, rootId: 1 });

async function opened(main: FakeMain): Promise<Stores> {
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  stores.library.getState().select(1);
  await expect.poll(() => stores.history.getState().phase).toBe('ready');
  return stores;
}

/** The person runs an edit by the key, as the window counts it. */
async function ran(main: FakeMain, stores: Stores, prompt = 'sepia') {
  stores.edit.getState().setPrompt(prompt);
  stores.attention.acted();
  const before = main.entries.length;
  dispatch(stores, 'run-edit');
  await expect.poll(() => main.entries.length).toBe(before + 1);
  await expect.poll(() => stores.edit.getState().submitting).toBe(false);
  const entry = main.entries.at(-1);
  if (!entry) throw new Error('nothing was queued');
  return entry;
}

function end(main: FakeMain, entry: ReturnType<typeof editEntry>) {
  const result = resultOf(entry.edit.id);
  main.images = [...main.images, result];
  main.emit('library.added', { images: [result] });
  main.runChanged(savedEntry(entry, result));
  return result;
}

const place = ({ library, history, view }: Stores) => ({
  selectedId: library.getState().selectedId,
  editId: history.getState().selectedEditId,
  pair: view.getState().pair,
  comparing: view.getState().comparing,
});
const said = ({ toasts }: Stores) => toasts.getState().toasts.map(({ message }) => message());

describe('the place of a person', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('moves to the awaited result', async () => {
    const main = FakeMain.withPictures(2);
    const stores = await opened(main);
    const entry = await ran(main, stores);
    const result = end(main, entry);
    expect(place(stores)).toEqual({
      selectedId: 1,
      editId: entry.edit.id,
      pair: { beforeId: 1, afterId: result.id },
      comparing: true,
    });
    expect(said(stores)).toEqual([]);
    expect(stores.arrivals.getState().unseen.size).toBe(0);
  });

  it('stays if a key, click or wheel came after the press, and the result is announced', async () => {
    const main = FakeMain.withPictures(2);
    const stores = await opened(main);
    const entry = await ran(main, stores);
    stores.attention.acted();
    const before = place(stores);
    const result = end(main, entry);
    expect(place(stores)).toEqual(before);
    expect(said(stores)).toEqual(['The edit of picture-1.png is ready']);
    expect([...stores.arrivals.getState().unseen]).toEqual([entry.edit.id]);
    // The button leads there.
    stores.toasts.getState().toasts[0]?.action?.run();
    await expect.poll(() => stores.view.getState().comparing).toBe(true);
    expect(place(stores)).toMatchObject({ editId: entry.edit.id, pair: { beforeId: 1, afterId: result.id } });
    expect(stores.arrivals.getState().unseen.size).toBe(0);
    expect(said(stores)).toEqual([]);
  });

  it('stays at edit A with its annotation while edit B ends', async () => {
    const main = FakeMain.withPictures(1);
    const a = savedEntry(editEntry(7, source), resultOf(7));
    main.entries = [a];
    const stores = await opened(main);
    const b = await ran(main, stores);
    stores.attention.acted();
    startEditingMeta(stores, a, 'note');
    const before = place(stores);
    end(main, b);
    expect(place(stores)).toEqual(before);
    expect(stores.historyView.getState().writing).toEqual({ editId: 7, what: 'note' });
  });

  it('stays at another picture, and one press opens the result', async () => {
    const main = FakeMain.withPictures(3);
    const stores = await opened(main);
    const entry = await ran(main, stores);
    stores.attention.acted();
    stores.library.getState().select(3);
    const result = end(main, entry);
    expect(place(stores)).toMatchObject({ selectedId: 3, comparing: false });
    stores.toasts.getState().toasts[0]?.action?.run();
    await expect.poll(() => stores.view.getState().pair?.afterId).toBe(result.id);
    expect(place(stores)).toMatchObject({ selectedId: 1, editId: entry.edit.id, comparing: true });
  });

  it('counts several results in one toast', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    const first = await ran(main, stores, 'sepia');
    const second = await ran(main, stores, 'cooler');
    stores.attention.acted();
    end(main, first);
    end(main, second);
    expect(said(stores)).toEqual(['2 edits are ready']);
    stores.arrivals.getState().markSeen(first.edit.id);
    expect(said(stores)).toEqual(['The edit of picture-1.png is ready']);
  });

  it('waits for an edit that was selected while running', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    const entry = await ran(main, stores);
    stores.attention.acted();
    chooseEntry(stores, entry);
    const result = end(main, entry);
    expect(place(stores)).toMatchObject({ comparing: true, pair: { beforeId: 1, afterId: result.id } });
  });

  it('announces a result once, even if its run reports its end again', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    const entry = await ran(main, stores);
    stores.attention.acted();
    const result = end(main, entry);
    stores.arrivals.getState().markSeen(entry.edit.id);
    main.emit('run.changed', savedEntry(entry, result));
    expect(said(stores)).toEqual([]);
    expect(stores.arrivals.getState().unseen.size).toBe(0);
  });

  it('treats the second press of a double click as the first', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    const entry = await ran(main, stores);
    stores.attention.acted();
    dispatch(stores, 'run-edit');
    await vi.advanceTimersByTimeAsync(0);
    end(main, entry);
    expect(main.entries).toHaveLength(1);
    expect(place(stores)).toMatchObject({ comparing: true, editId: entry.edit.id });
  });

  it('doesn’t select a re-run whose answer arrives after the user has moved', async () => {
    const main = FakeMain.withPictures(1);
    const a = savedEntry(editEntry(7, source), resultOf(7));
    main.entries = [a];
    const stores = await opened(main);
    let answer = () => {};
    main.holdNext.set('edit.rerun', new Promise<void>((resolve) => (answer = resolve)));
    const rerun = rerunEntry(stores, a);
    stores.attention.acted();
    stores.history.getState().selectEdit(7);
    answer();
    await rerun;
    expect(stores.history.getState().selectedEditId).toBe(7);
  });

  it('keeps the focus if a refusal arrives late', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    stores.edit.getState().setPrompt('sepia');
    main.fail('edit.run', 'bad-request', [{ field: 'seed', reason: 'invalid-value' }]);
    let answer = () => {};
    main.holdNext.set('edit.run', new Promise<void>((resolve) => (answer = resolve)));
    dispatch(stores, 'run-edit');
    stores.attention.acted();
    answer();
    await expect.poll(() => stores.edit.getState().errors.seed).toEqual({ reason: 'invalid-value' });
    expect(stores.edit.getState().focus).toBeNull();
  });

  it('keeps a seed typed while the edit was being sent', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    stores.edit.getState().setPrompt('sepia');
    let answer = () => {};
    main.holdNext.set('edit.run', new Promise<void>((resolve) => (answer = resolve)));
    dispatch(stores, 'run-edit');
    await expect.poll(() => stores.edit.getState().submitting).toBe(true);
    stores.edit.getState().setSeed(77);
    answer();
    await expect.poll(() => stores.edit.getState().submitting).toBe(false);
    expect(stores.edit.getState().seed).toBe(77);
  });

  it.each([
    ['selects the first picture of a drop, whichever comes first', null, 1],
    ['keeps what was chosen before the first picture of a drop was known', 2, 2],
  ])('%s', async (_, chosen, selected) => {
    const main = FakeMain.withPictures(0);
    const stores = createStores(main.bridge);
    connectStores(main.bridge, stores);
    await stores.library.getState().start(null);
    const [second, first] = [picture(2), picture(1)];
    main.images = [second];
    main.emit('library.added', { images: [second] });
    expect(stores.library.getState().selectedId).toBeNull();
    stores.library.getState().select(chosen);
    main.images = [first, second];
    main.emit('library.added', { images: [first] });
    main.emit('import.progress', {
      importId: 1,
      state: 'done',
      done: 2,
      total: 2,
      added: 2,
      duplicates: 0,
      refused: [],
      leftOut: NO_NAMES,
      emptyFolders: NO_NAMES,
      firstImageId: 1,
    });
    expect(stores.library.getState().selectedId).toBe(selected);
  });

  it('stays at the successor of a removed picture when it is restored elsewhere', async () => {
    const main = FakeMain.withPictures(3);
    const stores = await opened(main);
    stores.library.getState().select(2);
    await stores.library.getState().removeSelected();
    await expect.poll(() => stores.library.getState().selectedId).not.toBe(2);
    const successor = stores.library.getState().selectedId;
    stores.attention.acted();
    // Not this window's own *Undo*.
    await main.bridge.library.undo();
    await expect.poll(() => stores.entities.images.get(2)?.deletedAt).toBeNull();
    expect(stores.library.getState().selectedId).toBe(successor);
  });

  it.each([
    [
      'settings.changed',
      (main: FakeMain) => main.emit('settings.changed', { ...main.settings, language: 'de' }),
    ],
    ['presets.changed', (main: FakeMain) => main.emit('presets.changed', {})],
    ['network.changed', (main: FakeMain) => main.emit('network.changed', { online: false, waiting: 2 })],
    [
      'history.marked',
      (main: FakeMain) => main.emit('history.marked', { editIds: [7], snapshots: true, merges: false }),
    ],
    [
      'key.changed',
      (main: FakeMain) =>
        main.emit('key.changed', { engine: '1min.ai', present: true, lastFour: 'abcd', kept: 'keyring' }),
    ],
    [
      'library.changed',
      (main: FakeMain) => main.emit('library.changed', { ids: null, lists: true, undoable: main.undoable }),
    ],
    ['library.added', (main: FakeMain) => main.emit('library.added', { images: [picture(60)] })],
    [
      'run.changed to failed',
      (main: FakeMain) =>
        main.emit('run.changed', editEntry(8, source, { state: 'failed', error: { code: 'internal' } })),
    ],
    [
      'import.progress',
      (main: FakeMain) =>
        main.emit('import.progress', {
          importId: 3,
          state: 'done',
          done: 1,
          total: 1,
          added: 1,
          duplicates: 0,
          refused: [],
          leftOut: NO_NAMES,
          emptyFolders: NO_NAMES,
          firstImageId: 3,
        }),
    ],
  ])('is not changed by %s', async (_, event) => {
    const main = FakeMain.withPictures(3);
    const a = savedEntry(editEntry(7, source), resultOf(7));
    main.images = [...main.images, resultOf(7)];
    main.entries = [a];
    const stores = await opened(main);
    stores.attention.acted();
    chooseEntry(stores, a);
    startEditingMeta(stores, a, 'branch');
    const before = { ...place(stores), writing: stores.historyView.getState().writing };
    event(main);
    await vi.advanceTimersByTimeAsync(1_000);
    expect({ ...place(stores), writing: stores.historyView.getState().writing }).toEqual(before);
    expect(stores.edit.getState().focus).toBeNull();
  });
});
