import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dispatch } from '../../src/renderer/features/commands/dispatch.ts';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { keyOf } from '../../src/renderer/stores/key-entries.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, finishedPicture, picture, resultRecord, savedEntry } from '../fakes/records.ts';

async function opened(main: FakeMain) {
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  return stores;
}

const source = picture(1);
const result = picture(50, { origin: 'result', editId: 7, parentId: 1, rootId: 1 });

describe('the stores together', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('shows a result beside its source, which stays selected', async () => {
    const main = FakeMain.withPictures(2);
    const stores = await opened(main);
    stores.library.getState().select(1);
    await expect.poll(() => stores.history.getState().phase).toBe('ready');
    const entry = editEntry(7, source, { state: 'sending' });
    stores.attention.runsAwaited([7], stores.attention.now());
    main.emit('run.changed', entry);
    main.emit('library.added', { images: [result] });
    main.emit('run.changed', savedEntry(entry, result));
    expect(stores.view.getState()).toMatchObject({ comparing: true, pair: { beforeId: 1, afterId: 50 } });
    expect(stores.library.getState().selectedId).toBe(1);
    expect(stores.history.getState().entries()[0]?.run.state).toBe('saved');
    expect(stores.queue.getState().editIds).toHaveLength(1);
  });

  it('drops the reason why an edit was refused once the canvas has changed, and no other error', async () => {
    const stores = await opened(FakeMain.withPictures(2));
    const { setProblem } = stores.edit.getState();
    const region = { x: 0, y: 0, width: 100, height: 100 };
    setProblem({ code: 'bad-request', reason: 'mask-needed' });
    stores.masks.getState().setRegion(1, region);
    expect(stores.edit.getState().problem).toBeNull();
    setProblem({ code: 'no-credits' });
    stores.masks.getState().setRegion(1, null);
    expect(stores.edit.getState().problem).toEqual({ code: 'no-credits' });
  });

  it('replaces a raw result with its automatic finish, once', async () => {
    const main = FakeMain.withPictures(2);
    const stores = await opened(main);
    stores.library.getState().select(1);
    await expect.poll(() => stores.history.getState().phase).toBe('ready');
    const entry = editEntry(7, source, { state: 'sending' });
    const asked = { ...entry, edit: { ...entry.edit, finish: DEFAULT_FINISH } };
    stores.attention.runsAwaited([7], stores.attention.now());
    main.emit('run.changed', asked);
    const saved = savedEntry(asked, result);
    main.emit('run.changed', saved);
    expect(stores.view.getState().pair?.afterId).toBe(50);
    const finished = {
      ...saved,
      results: [{ ...resultRecord(result, 7), finished: [finishedPicture(60, result)] }],
    };
    main.emit('run.changed', finished);
    expect(stores.view.getState().pair).toEqual({ beforeId: 1, afterId: 60 });
    expect(stores.history.getState().entries()[0]?.results[0]?.finished[0]?.image.id).toBe(60);
    // Returning to the raw result stays there.
    stores.view.getState().showPair({ beforeId: 1, afterId: 50 });
    main.emit('run.changed', { ...finished, note: 'nice' });
    expect(stores.view.getState().pair?.afterId).toBe(50);
  });

  it.each([
    { command: 'tool-brush', tool: 'brush' },
    { command: 'compare', tool: null },
  ] as const)(
    'only offers the finished picture after $command left the raw result',
    async ({ command, tool }) => {
      const main = FakeMain.withPictures(2);
      const stores = await opened(main);
      stores.library.getState().select(1);
      await expect.poll(() => stores.history.getState().phase).toBe('ready');
      const entry = editEntry(7, source, { state: 'sending' });
      stores.attention.runsAwaited([7], stores.attention.now());
      const saved = savedEntry({ ...entry, edit: { ...entry.edit, finish: DEFAULT_FINISH } }, result);
      main.emit('run.changed', saved);
      dispatch(stores, command);
      const results = [{ ...resultRecord(result, 7), finished: [finishedPicture(60, result)] }];
      main.emit('run.changed', { ...saved, results });
      expect(stores.masks.getState().tool).toBe(tool);
      expect(stores.view.getState()).toMatchObject({ comparing: false, pair: { beforeId: 1, afterId: 60 } });
    },
  );

  it('doesn’t change the canvas if another picture is viewed', async () => {
    const main = FakeMain.withPictures(2);
    const stores = await opened(main);
    stores.library.getState().select(2);
    await expect.poll(() => stores.history.getState().phase).toBe('ready');
    main.emit('run.changed', savedEntry(editEntry(7, source, { state: 'sending' }), result));
    expect(stores.view.getState().comparing).toBe(false);
    expect(stores.history.getState().editIds).toEqual([]);
  });

  it('offers a result its source, and a source its newest result', async () => {
    const main = FakeMain.withPictures(1);
    main.images.push(result);
    main.entries = [savedEntry(editEntry(7, source), result)];
    const stores = await opened(main);
    stores.library.getState().select(50);
    expect(stores.view.getState()).toMatchObject({ pair: { beforeId: 1, afterId: 50 }, comparing: false });
    await expect.poll(() => stores.history.getState().phase).toBe('ready');
    stores.library.getState().select(1);
    dispatch(stores, 'compare');
    expect(stores.view.getState()).toMatchObject({ comparing: true, pair: { beforeId: 1, afterId: 50 } });
  });

  it('remembers the selection, in one write for many changes', async () => {
    const main = FakeMain.withPictures(3);
    const stores = await opened(main);
    for (const id of [1, 2, 3]) stores.library.getState().select(id);
    stores.settings.getState().save({ libraryWidth: 333 });
    expect(main.calls.filter((call) => call === 'settings.set')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(400);
    expect(main.calls.filter((call) => call === 'settings.set')).toHaveLength(1);
    expect(main.settings).toMatchObject({ lastImageId: 3, libraryWidth: 333 });
  });

  it('reverts a setting that could not be written', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    main.fail('settings.set', 'disk-full');
    stores.settings.getState().save({ libraryWidth: 400 });
    expect(stores.settings.getState().settings.libraryWidth).toBe(400);
    await vi.advanceTimersByTimeAsync(400);
    expect(stores.settings.getState().settings.libraryWidth).toBe(280);
    expect(stores.toasts.getState().toasts[0]?.message()).toMatch(/disk is full/);
  });

  it('runs an edit once, in the queue and in the history', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    stores.library.getState().select(1);
    await expect.poll(() => stores.history.getState().phase).toBe('ready');
    stores.edit.getState().setPrompt('sepia');
    dispatch(stores, 'run-edit');
    await expect.poll(() => stores.queue.getState().editIds).toHaveLength(1);
    expect(stores.history.getState().editIds).toHaveLength(1);
  });

  it('reports a missing key before queueing, and detects one added since', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    stores.library.getState().select(1);
    stores.edit.getState().setPrompt('sepia');
    stores.edit.getState().setEngine('1min.ai');
    dispatch(stores, 'run-edit');
    await expect.poll(() => stores.edit.getState().problem?.code).toBe('missing-key');
    expect(main.entries).toEqual([]);
    main.key = { engine: '1min.ai', present: true, lastFour: 'abcd', kept: 'session' };
    main.emit('key.changed', main.key);
    // The obstacle is no longer shown.
    expect(stores.edit.getState().problem).toBeNull();
    dispatch(stores, 'run-edit');
    await expect.poll(() => main.entries).toHaveLength(1);
    expect(stores.edit.getState().problem).toBeNull();
  });

  it('treats two quick presses as one', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    stores.library.getState().select(1);
    stores.edit.getState().setPrompt('sepia');
    dispatch(stores, 'run-edit');
    await expect.poll(() => stores.queue.getState().editIds).toHaveLength(1);
    dispatch(stores, 'run-edit');
    await vi.advanceTimersByTimeAsync(100);
    expect(main.entries).toHaveLength(1);
    // Any change in the form makes another edit.
    stores.edit.getState().setPrompt('cooler');
    dispatch(stores, 'run-edit');
    await expect.poll(() => main.entries).toHaveLength(2);
  });

  it('follows the key, the network and usage', async () => {
    const main = FakeMain.withPictures(1);
    const stores = await opened(main);
    main.emit('network.changed', { online: false, waiting: 3 });
    expect(stores.network.getState()).toMatchObject({ online: false, waiting: 3 });
    main.emit('key.changed', { engine: '1min.ai', present: true, lastFour: '9f3c', kept: 'keyring' });
    expect(keyOf(stores.key.getState(), '1min.ai').status.lastFour).toBe('9f3c');
    const entry = editEntry(7, source, { state: 'sending' });
    const paid = {
      ...entry,
      edit: { ...entry.edit, request: { ...entry.edit.request, engine: '1min.ai' as const } },
    };
    for (let times = 0; times < 3; times += 1) main.emit('run.changed', paid);
    main.emit('run.changed', entry);
    await vi.advanceTimersByTimeAsync(300);
    expect(main.calls.filter((call) => call === 'usage.summary')).toHaveLength(1);
  });

  it('opens a requested panel while all are hidden', async () => {
    const stores = await opened(FakeMain.withPictures(1));
    dispatch(stores, 'toggle-panels');
    dispatch(stores, 'toggle-library');
    expect(stores.view.getState().panelsHidden).toBe(false);
    expect(stores.settings.getState().settings.libraryOpen).toBe(true);
    dispatch(stores, 'toggle-library');
    expect(stores.settings.getState().settings.libraryOpen).toBe(false);
  });
});
