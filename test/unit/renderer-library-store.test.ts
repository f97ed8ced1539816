import { describe, expect, it } from 'vitest';
import { createLibraryStore, PAGE_SIZE } from '../../src/renderer/stores/library-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';

async function started(main: FakeMain, lastImageId: number | null = null) {
  const toasts = createToastStore();
  const library = createLibraryStore(main.bridge, toasts);
  await library.getState().start(lastImageId);
  return { library, toasts };
}

describe('the library', () => {
  it('shows the newest first and loads further pages by the last id, each picture once', async () => {
    const main = FakeMain.withPictures(PAGE_SIZE * 2 + 5);
    const { library } = await started(main);
    expect(library.getState().ids.slice(0, 2)).toEqual([205, 204]);
    // Two askings at once are one page.
    await Promise.all([library.getState().loadMore(), library.getState().loadMore()]);
    expect(library.getState().ids).toHaveLength(PAGE_SIZE * 2);
    await library.getState().loadMore();
    expect(library.getState().ids).toEqual(Array.from({ length: 205 }, (_, at) => 205 - at));
    expect(library.getState().more).toBe(false);
  });

  it('brings the last selected picture back, also from beyond the first page, but not a removed one', async () => {
    const main = FakeMain.withPictures(150);
    const { library } = await started(main, 3);
    expect(library.getState().selectedId).toBe(3);
    main.images = main.images.map((image) => (image.id === 3 ? { ...image, deletedAt: 1 } : image));
    expect((await started(main, 3)).library.getState().selectedId).toBeNull();
  });

  it('puts new pictures in front, once, and counts them', async () => {
    const { library } = await started(FakeMain.withPictures(2));
    library.getState().imagesAdded([picture(3), picture(4)]);
    library.getState().imagesAdded([picture(4)]);
    expect(library.getState().ids).toEqual([4, 3, 2, 1]);
    expect(library.getState().total).toBe(4);
  });

  it('removes, selects the neighbour, and brings back by the toast as well as by undo', async () => {
    const main = FakeMain.withPictures(3);
    const { library, toasts } = await started(main);
    library.getState().select(2);
    await library.getState().remove([2]);
    expect(library.getState().ids).toEqual([3, 1]);
    expect(library.getState().selectedId).toBe(1);
    expect(library.getState().total).toBe(2);

    const [toast] = toasts.getState().toasts;
    expect(toast?.message).toBe('picture-2.png removed');
    expect(toast?.stay).toBe(10_000);
    toast?.action?.run();
    await expect.poll(() => library.getState().ids).toEqual([3, 2, 1]);
    expect(library.getState().selectedId).toBe(2);
    expect(await library.getState().undo()).toBe(false);

    await library.getState().remove([3]);
    expect(await library.getState().undo()).toBe(true);
    expect(library.getState().ids).toEqual([3, 2, 1]);
  });

  it('keeps the picture when removing it failed', async () => {
    const main = FakeMain.withPictures(2);
    const { library, toasts } = await started(main);
    main.fail('library.remove', 'disk-full');
    await library.getState().remove([1]);
    expect(library.getState().ids).toEqual([2, 1]);
    expect(toasts.getState().toasts[0]?.message).toMatch(/disk is full/);
    expect(await library.getState().undo()).toBe(false);
  });

  it('drops an answer that comes after a newer search', async () => {
    const main = FakeMain.withPictures(12);
    const { library } = await started(main);
    let release = () => {};
    main.holdNext.set('library.page', new Promise<void>((resolve) => (release = resolve)));
    const slow = library.getState().searched('picture-1');
    await library.getState().searched('picture-12');
    release();
    await slow;
    expect(library.getState().ids).toEqual([12]);
    expect(library.getState().search).toBe('picture-12');
  });

  it('asks the database whether a new picture matches the search', async () => {
    const main = FakeMain.withPictures(2);
    const { library } = await started(main);
    await library.getState().searched('cat');
    const added = [picture(3, { name: 'cat.png' }), picture(4, { name: 'dog.png' })];
    main.images.push(...added);
    library.getState().imagesAdded(added);
    await expect.poll(() => library.getState().ids).toEqual([3]);
  });

  it('moves the selection within the list', async () => {
    const { library } = await started(FakeMain.withPictures(5));
    library.getState().moveSelection(1);
    expect(library.getState().selectedId).toBe(5);
    library.getState().moveSelection(3);
    expect(library.getState().selectedId).toBe(2);
    library.getState().moveSelection(Number.POSITIVE_INFINITY);
    expect(library.getState().selectedId).toBe(1);
    library.getState().moveSelection(Number.NEGATIVE_INFINITY);
    expect(library.getState().selectedId).toBe(5);
  });

  it('says when it cannot be read', async () => {
    const main = new FakeMain();
    main.fail('library.page', 'internal');
    const { library, toasts } = await started(main);
    expect(library.getState().phase).toBe('failed');
    expect(toasts.getState().toasts).toHaveLength(1);
  });
});
