import { afterEach, describe, expect, it, vi } from 'vitest';
import { createChangesStore } from '../../src/renderer/stores/changes-store.ts';
import { createLabelsStore } from '../../src/renderer/stores/labels-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { LIBRARY_COMMAND_TYPES, type LibraryCommand } from '../../src/shared/domain/library-command.ts';
import { catalogs, setLocale } from '../../src/shared/i18n/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, imageRecord } from '../fakes/records.ts';

function world(main = FakeMain.withPictures(5)) {
  const toasts = createToastStore();
  const labels = createLabelsStore(main.bridge, toasts);
  const changes = createChangesStore(main.bridge, { toasts, labels });
  main.bridge.on('library.changed', (change) => {
    changes.getState().applyChange(change);
    labels.getState().refresh();
  });
  main.bridge.on('library.progress', (progress) => changes.getState().setProgress(progress));
  const messages = () => toasts.getState().toasts.map(({ message }) => message());
  const run = (command: LibraryCommand, picture?: string, preset?: string) =>
    changes.getState().run(command, { picture, preset });
  return { main, toasts, labels, changes, messages, run };
}
const some = { ids: [1, 2, 3] };

describe('putting pictures in order', () => {
  afterEach(() => {
    setLocale('en');
    vi.useRealTimers();
  });

  it('shows what was done, offers Undo, and shows what was undone', async () => {
    const { main, toasts, messages, run } = world();
    await run({ do: 'rate', target: some, rating: 3 });
    expect(messages()).toEqual(['Rated 3 pictures: 3 stars']);
    expect(main.images.filter(({ rating }) => rating === 3)).toHaveLength(3);

    const [toast] = toasts.getState().toasts;
    expect(toast?.stay).toBe(10_000);
    expect(toast?.action?.label()).toBe('Undo');
    toast?.action?.run();
    await expect.poll(messages).toEqual(['Undid: rate 3 pictures']);
    expect(main.images.every(({ rating }) => rating === 0)).toBe(true);

    toasts.getState().toasts[0]?.action?.run();
    await expect.poll(messages).toEqual(['Redid: rate 3 pictures']);
    expect(main.images.filter(({ rating }) => rating === 3)).toHaveLength(3);
  });

  it('follows a language change while visible', async () => {
    const { main, toasts, messages, run } = world();
    main.fail('library.change', 'disk-full');
    await run({ do: 'rate', target: some, rating: 2 });
    await run({ do: 'rate', target: some, rating: 3 });
    setLocale('de');
    expect(messages()).toEqual([catalogs()[1]?.errors.sentences['disk-full'], '3 Bilder bewertet: 3 Sterne']);
    expect(toasts.getState().toasts[1]?.action?.label()).toBe('Rückgängig');
  });

  it('offers to undo only the last change', async () => {
    const { toasts, messages, run } = world();
    await run({ do: 'favourite', target: { ids: [1] }, favourite: true });
    await run({ do: 'remove', target: { ids: [2] } }, 'picture-2.png');
    expect(messages()).toEqual(['Moved picture-2.png to the Trash']);
    expect(toasts.getState().toasts[0]?.action?.label()).toBe('Undo');
  });

  it('shows nothing for a change without effect, except for a picture that is already there', async () => {
    const { labels, messages, run } = world();
    await run({ do: 'rate', target: some, rating: 0 });
    expect(messages()).toEqual([]);
    await labels.getState().load();
    const made = await run({ do: 'create-collection', name: 'Summer', target: some });
    await expect.poll(() => labels.getState().collections).toHaveLength(1);
    await run({ do: 'collect', collection: made?.id ?? 0, target: some });
    expect(messages()).toEqual(['Already in “Summer”']);
  });

  it('has a text for every command, done and undone, in both languages', async () => {
    for (const language of ['en', 'de'] as const) {
      setLocale(language);
      const { main, labels, changes, messages, run } = world();
      await labels.getState().load();
      const said = new Map<string, string>();
      const does = async (command: LibraryCommand) => {
        const done = await run(command, undefined, 'Night');
        await labels.getState().load();
        said.set(command.do, messages().join());
        return done?.id ?? 0;
      };
      await does({ do: 'rate', target: some, rating: 1 });
      await does({ do: 'favourite', target: some, favourite: true });
      await does({ do: 'add-tags', target: some, names: ['shop', 'sea'] });
      const [shop = 0, sea = 0] = main.catalog.tags.map(({ id }) => id);
      await does({ do: 'remove-tags', target: { ids: [1] }, tags: [shop] });
      await does({ do: 'rename-tag', tag: shop, name: 'store' });
      await does({ do: 'merge-tags', from: [sea], into: shop });
      await does({ do: 'delete-tag', tag: shop });
      await does({ do: 'remove', target: some });
      await does({ do: 'restore', target: some });
      await does({ do: 'rename', id: 1, name: 'new.png' });
      const collection = await does({ do: 'create-collection', name: 'Summer' });
      await does({ do: 'rename-collection', collection, name: 'Winter' });
      await does({ do: 'collect', collection, target: some });
      await does({ do: 'uncollect', collection, target: { ids: [1] } });
      await does({ do: 'delete-collection', collection });
      const query = { place: 'library', search: 'a', filter: {}, sort: 'time', reversed: false } as const;
      const search = await does({ do: 'save-search', name: 'Best', query });
      await does({ do: 'change-search', search, name: 'Good' });
      await does({ do: 'delete-search', search });
      const content = { engine: 'practice', model: 'practice-filters', prompt: 'night' } as const;
      const preset = await does({ do: 'save-preset', name: 'Night', content });
      await does({ do: 'import-presets', presets: [{ name: 'Day', content }] });
      await does({ do: 'change-preset', preset, content });
      await does({ do: 'delete-preset', preset });
      await does({ do: 'forget-prompt', prompt: 'night' });
      await does({ do: 'note', edit: 1, text: 'Good' });
      await does({ do: 'name-branch', edit: 1, name: 'Warm' });
      const snapshot = await does({ do: 'snapshot', image: 1, name: 'Print' });
      await does({ do: 'rename-snapshot', snapshot, name: 'Web' });
      await does({ do: 'delete-snapshot', snapshot });
      await does({ do: 'watch', edit: 1 });
      const model = { engine: 'practice', model: 'practice-filters' } as const;
      await does({ do: 'schedule-watches', ...model, schedule: 'weekly' });
      await does({ do: 'stop-watching', edit: 1 });
      main.entries = [editEntry(1, imageRecord(1))];
      await does({ do: 'cancel-waiting' });
      expect([...said.keys()].sort()).toEqual([...LIBRARY_COMMAND_TYPES].sort());
      for (const [action, sentence] of said) {
        expect(sentence, action).not.toMatch(/undefined|…|^$/);
        // Only the last one is shown.
        expect(sentence, action).not.toContain(',“');
      }
      expect(new Set(said.values()).size).toBe(LIBRARY_COMMAND_TYPES.length);
      for (const _ of LIBRARY_COMMAND_TYPES) await changes.getState().undo();
      expect(main.images.every(({ rating, deletedAt }) => rating === 0 && deletedAt === null)).toBe(true);
      expect(await changes.getState().undo()).toBe(false);
    }
  });

  it('uses the previous name of a deleted item', async () => {
    const { labels, changes, messages, run } = world();
    await run({ do: 'create-collection', name: 'Summer' });
    await labels.getState().load();
    await run({ do: 'delete-collection', collection: labels.getState().collections[0]?.id ?? 0 });
    expect(messages()[0]).toContain('“Summer”');
    expect(changes.getState().undoState.undo?.action).toBe('delete-collection');
  });

  it('shows why a change was refused, and that nothing can be undone', async () => {
    const { main, changes, messages, run } = world();
    await run({ do: 'create-collection', name: 'Summer' });
    expect(await run({ do: 'create-collection', name: 'summer' })).toBeNull();
    expect(messages().at(-1)).toBe('“summer” already exists.');
    main.fail('library.change', 'disk-full');
    expect(await run({ do: 'remove', target: some })).toBeNull();
    expect(messages().at(-1)).toMatch(/disk is full/);
    expect(await changes.getState().redo()).toBe(false);
    expect(messages().at(-1)).toBe('Nothing to redo');
  });

  it('reloads counts after a change, and shares concurrent requests for each list', async () => {
    const { main, labels, run } = world();
    await labels.getState().load();
    await run({ do: 'add-tags', target: some, names: ['shop'] });
    await expect.poll(() => labels.getState().tags).toMatchObject([{ name: 'shop', live: 3 }]);
    await run({ do: 'remove', target: { ids: [1] } });
    await expect.poll(() => labels.getState().facets).toMatchObject({ all: 4, trash: 1 });
    expect(labels.getState().tags[0]?.live).toBe(2);
    main.calls.length = 0;
    await Promise.all([1, 2, 3, 4].map(() => labels.getState().load()));
    expect(main.calls.filter((call) => call === 'library.facets').length).toBeLessThanOrEqual(2);
  });

  it('knows the names of less used tags', async () => {
    const { labels, run } = world();
    await run({ do: 'add-tags', target: { ids: [1] }, names: ['rare'] });
    expect(labels.getState().tagNames.size).toBe(0);
    const [rare] = await labels.getState().completeTag('ra');
    expect(labels.getState().tagNames.get(rare?.id ?? 0)).toBe('rare');
    await run({ do: 'rename-tag', tag: rare?.id ?? 0, name: 'seldom' });
    await labels.getState().load();
    expect([...labels.getState().tagNames.values()]).toEqual(['seldom']);
  });

  it('shows the progress of a long change only', async () => {
    vi.useFakeTimers();
    const { main, changes, run } = world();
    let release = () => {};
    main.holdNext.set('library.change', new Promise<void>((resolve) => (release = resolve)));
    const running = run({ do: 'rate', target: some, rating: 1 });
    main.emit('library.progress', { done: 1, total: 3 });
    expect(changes.getState().progress).toBeNull();
    vi.advanceTimersByTime(400);
    main.emit('library.progress', { done: 2, total: 3 });
    expect(changes.getState().progress).toEqual({ done: 2, total: 3 });
    release();
    await running;
    expect(changes.getState().progress).toBeNull();
  });
});
