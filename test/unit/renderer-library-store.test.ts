import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { IDLE_MAX } from '../../src/renderer/stores/entities/entities.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { CHUNK, CHUNKS_KEPT } from '../../src/renderer/stores/library-chunks.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';

async function started(main: FakeMain, lastImageId: number | null = null) {
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  await stores.library.getState().start(lastImageId);
  const { library, toasts, changes, entities, loader } = stores;
  /** The ids of these positions, as far as they are loaded. */
  const ids = (from = 0, to = library.getState().total - 1) =>
    Array.from({ length: to - from + 1 }, (_, at) => library.getState().at(from + at)?.id);
  return { library, toasts, changes, entities, loader, ids };
}

const added = (main: FakeMain, ...pictures: ReturnType<typeof picture>[]) => {
  main.images = [...main.images, ...pictures];
  main.emit('library.added', { images: pictures });
};

describe('the library', () => {
  afterEach(() => void vi.useRealTimers());

  it('shows the newest first, and requests a range when it becomes visible', async () => {
    const main = FakeMain.withPictures(CHUNK * 9 + 5);
    const { library, ids } = await started(main);
    expect(ids(0, 1)).toEqual([905, 904]);
    expect(library.getState().total).toBe(905);
    library.getState().setVisibleRange(710, 730);
    await expect.poll(() => ids(710, 730)).toEqual(Array.from({ length: 21 }, (_, at) => 195 - at));
    // Ranges that were never near the view are not requested.
    expect(library.getState().at(450)).toBeUndefined();
  });

  it('requests only the final visible range after fast scrolling', async () => {
    const main = FakeMain.withPictures(CHUNK * 300);
    const { library, ids } = await started(main);
    for (let at = 0; at < CHUNK * 290; at += CHUNK) library.getState().setVisibleRange(at, at + 20);
    library.getState().setVisibleRange(29_900, 29_920);
    await expect.poll(() => ids(29_900, 29_901)).toEqual([100, 99]);
    expect(main.calls.filter((call) => call === 'library.slice').length).toBeLessThan(8);
  });

  it('restores the last selected picture from anywhere, except a removed one', async () => {
    const main = FakeMain.withPictures(350);
    const { library } = await started(main, 3);
    expect(library.getState().selectedId).toBe(3);
    await expect.poll(() => library.getState().shown).toEqual({ position: 347 });
    main.images = main.images.map((image) => (image.id === 3 ? { ...image, deletedAt: 1 } : image));
    expect((await started(main, 3)).library.getState().selectedId).toBeNull();
  });

  it('shows new pictures at the top', async () => {
    const main = FakeMain.withPictures(2);
    const { library, ids } = await started(main);
    added(main, picture(3), picture(4));
    await expect.poll(() => ids()).toEqual([4, 3, 2, 1]);
    expect(library.getState().moved).toBeNull();
  });

  it('requests nothing if new pictures come first in the list, otherwise the list', async () => {
    const main = FakeMain.withPictures(2 * CHUNK + 50);
    const { library, ids } = await started(main);
    library.getState().setVisibleRange(0, 20);
    await expect.poll(() => library.getState().at(CHUNK + 1)).toBeDefined();
    const asked = () => main.calls.filter((call) => call.startsWith('library.')).length;
    const before = asked();
    added(main, picture(1001), picture(1002));
    expect(ids(0, 3)).toEqual([1002, 1001, 250, 249]);
    expect(library.getState().at(CHUNK + 1)?.id).toBe(151);
    expect(library.getState().total).toBe(2 * CHUNK + 52);
    expect(asked()).toBe(before);
    await library.getState().setQuery({ reversed: true });
    added(main, picture(1003));
    await expect.poll(() => library.getState().total).toBe(2 * CHUNK + 53);
    expect(ids(0, 1)).toEqual([1, 2]);
  });

  it('reports how far the visible range moved when new pictures are inserted above', async () => {
    const main = FakeMain.withPictures(500);
    const { library, ids } = await started(main);
    library.getState().setVisibleRange(200, 220);
    await expect.poll(() => ids(200, 201)).toEqual([300, 299]);
    library.getState().select(299, 201);
    added(main, picture(501), picture(502), picture(503));
    await expect.poll(() => library.getState().moved).toEqual({ by: 3 });
    expect(ids(203, 204)).toEqual([300, 299]);
    expect(library.getState()).toMatchObject({ selectedId: 299, selectedAt: 204, total: 503 });
  });

  it('removes, selects the next one, and restores by the toast', async () => {
    const main = FakeMain.withPictures(3);
    const { library, toasts, ids } = await started(main);
    library.getState().select(2);
    await library.getState().removeSelected();
    await expect.poll(() => ids()).toEqual([3, 1]);
    await expect.poll(() => library.getState().selectedId).toBe(1);
    expect(library.getState().total).toBe(2);

    const [toast] = toasts.getState().toasts;
    expect(toast?.message()).toBe('Moved picture-2.png to the Trash');
    expect(toast?.stay).toBe(10_000);
    toast?.action?.run();
    await expect.poll(() => ids()).toEqual([3, 2, 1]);
    await expect.poll(() => library.getState().selectedId).toBe(2);
  });

  it('detects that the active picture was removed among many, whatever was requested since', async () => {
    const main = FakeMain.withPictures(300);
    const { library, loader } = await started(main);
    library.getState().select(200);
    for (let id = 1; id < 80; id += 1) await loader.load(id);
    main.images = main.images.map((one) => (one.id > 150 ? { ...one, deletedAt: 5 } : one));
    main.emit('library.changed', { ids: null, lists: false, undoable: main.undoable });
    await expect.poll(() => library.getState().selectedId).toBe(50);
  });

  it('selects the previous one when the last one is removed, and none when none is left', async () => {
    const main = FakeMain.withPictures(2);
    const { library } = await started(main);
    library.getState().select(1);
    await library.getState().removeSelected();
    await expect.poll(() => library.getState().selectedId).toBe(2);
    await library.getState().removeSelected();
    await expect.poll(() => library.getState().selectedId).toBeNull();
  });

  it('keeps the picture if removing it failed', async () => {
    const main = FakeMain.withPictures(2);
    const { library, toasts, ids } = await started(main);
    main.fail('library.change', 'disk-full');
    library.getState().select(1);
    await library.getState().removeSelected();
    expect(ids()).toEqual([2, 1]);
    expect(toasts.getState().toasts.map(({ message }) => message())).toEqual([
      expect.stringMatching(/disk is full/),
    ]);
  });

  it('drops an answer that arrives after a newer search', async () => {
    const main = FakeMain.withPictures(12);
    const { library, ids } = await started(main);
    let release = () => {};
    main.holdNext.set('library.slice', new Promise<void>((resolve) => (release = resolve)));
    const slow = library.getState().search('picture-1');
    await library.getState().search('picture-12');
    release();
    await slow;
    expect(ids()).toEqual([12]);
    expect(library.getState().query.search).toBe('picture-12');
  });

  it('asks main whether a new picture matches the search', async () => {
    const main = FakeMain.withPictures(2);
    const { library, ids } = await started(main);
    await library.getState().search('cat');
    added(main, picture(3, { name: 'cat.png' }), picture(4, { name: 'dog.png' }));
    await expect.poll(() => ids()).toEqual([3]);
    expect(library.getState().total).toBe(1);
  });

  it('moves the selection within the list', async () => {
    const { library } = await started(FakeMain.withPictures(5));
    const { moveSelection } = library.getState();
    await moveSelection(1);
    expect(library.getState().selectedId).toBe(5);
    // As fast as keys repeat.
    await Promise.all([moveSelection(1), moveSelection(1), moveSelection(1)]);
    expect(library.getState().selectedId).toBe(2);
    await moveSelection(Number.POSITIVE_INFINITY);
    expect(library.getState().selectedId).toBe(1);
    await moveSelection(Number.NEGATIVE_INFINITY);
    expect(library.getState().selectedId).toBe(5);
  });

  it('moves into unloaded parts, even if keys come faster than answers', async () => {
    const { library } = await started(FakeMain.withPictures(1000));
    library.getState().select(1000, 0);
    const { moveSelection } = library.getState();
    await Promise.all([moveSelection(400), moveSelection(200), moveSelection(-1)]);
    expect(library.getState()).toMatchObject({ selectedId: 401, selectedAt: 599 });
  });

  it('reports a read error, and retries on request', async () => {
    const main = FakeMain.withPictures(2);
    main.fail('library.slice', 'internal');
    const { library, toasts, ids } = await started(main);
    expect(library.getState().phase).toBe('failed');
    expect(toasts.getState().toasts).toHaveLength(1);
    await library.getState().setQuery({});
    expect(library.getState().phase).toBe('ready');
    expect(ids()).toEqual([2, 1]);
  });

  it('shows a picture outside the list in one that contains it', async () => {
    const main = FakeMain.withPictures(300);
    const { library } = await started(main);
    await library.getState().search('picture-300');
    await library.getState().reveal(20);
    expect(library.getState().query.search).toBe('');
    expect(library.getState()).toMatchObject({ selectedId: 20, shown: { position: 280 } });
  });

  it('keeps the selected records when the list is scrolled far away', async () => {
    const main = FakeMain.withPictures(CHUNK * 60);
    const { library, entities, ids } = await started(main);
    library.getState().select(5990, 10);
    for (let at = 0; at < CHUNK * 60; at += CHUNK) {
      library.getState().setVisibleRange(at, at + 20);
      await expect.poll(() => ids(at, at)[0]).toBeDefined();
    }
    expect(library.getState().at(10)).toBeUndefined();
    expect(entities.images.get(5990)?.name).toBe('picture-5990.png');
    expect(entities.images.size).toBeLessThan(CHUNK * CHUNKS_KEPT + 2 * IDLE_MAX);
  });
});
