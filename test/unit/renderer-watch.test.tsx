// @vitest-environment jsdom
import type { Watch } from '@shared/domain/watch.ts';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatch } from '../../src/renderer/features/commands/dispatch.ts';
import { WatchDialog } from '../../src/renderer/features/watch/index.ts';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, editRequest, picture, savedEntry } from '../fakes/records.ts';

let main: FakeMain;
let stores: Stores;
let stop: () => void;

// jsdom has no modal dialogs.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

const source = picture(1);
const result = picture(50, { origin: 'result', editId: 7, parentId: 1, rootId: 1 });
const DAY = new Date(2026, 8, 12, 9).getTime();
const DIFFERENT: Partial<Watch> = {
  state: 'different',
  checks: 6,
  trend: [
    { at: 1, kind: 'identical', ssim: 1 },
    { at: DAY, kind: 'different', ssim: 0.3 },
  ],
  different: {
    before: { imageId: 50, sha256: 'a'.repeat(64), at: DAY - 7 * 86_400_000 },
    from: { imageId: 51, sha256: 'b'.repeat(64), at: DAY },
  },
};

beforeEach(async () => {
  main = FakeMain.withPictures(1);
  main.entries = [savedEntry(editEntry(7, source), result)];
  main.images = [
    ...main.images,
    result,
    picture(51, { origin: 'result', editId: 8, parentId: 1, rootId: 1 }),
  ];
  stores = createStores(main.bridge);
  stop = connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  stores.library.getState().select(1);
  await expect.poll(() => stores.history.getState().phase).toBe('ready');
  stores.history.getState().selectEdit(7);
});
afterEach(() => {
  cleanup();
  stop();
});

const show = () =>
  render(
    <Tooltip.Provider>
      <StoresProvider stores={stores}>
        <WatchDialog />
      </StoresProvider>
    </Tooltip.Provider>,
  );
const command = (id: 'watch-edit' | 'watched-edits') => act(async () => dispatch(stores, id));
const toasts = () => stores.toasts.getState().toasts.map(({ message }) => message());

describe('the dialog of watched edits', () => {
  it('explains itself while nothing is watched', async () => {
    show();
    await command('watched-edits');
    expect(screen.getByRole('heading', { name: 'Find out when a model changes' })).toBeTruthy();
  });

  it('shows a newly watched edit, its schedule and the cost of a check', async () => {
    show();
    await command('watch-edit');
    expect(screen.getByRole('region', { name: 'Practice, Built-in filters' })).toBeTruthy();
    expect(screen.getByText('3 more re-runs until changes can be found')).toBeTruthy();
    expect(screen.getByText('Re-runs 1 edit. Free.')).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Re-run' }), { target: { value: 'weekly' } });
    await expect.poll(() => main.catalog.watched.get(7)).toBe('weekly');
  });

  it('checks once per press, and says why a check was refused', async () => {
    show();
    await command('watch-edit');
    const check = screen.getByRole('button', { name: 'Check now' });
    main.failNext.set('watch.check', { code: 'daily-cap', reason: 'cap-zero' });
    await act(async () => fireEvent.click(check));
    expect(screen.getByRole('alert').textContent).toMatch(/daily limit/i);
    await act(async () => fireEvent.click(check));
    expect(main.calls.filter((call) => call === 'watch.check')).toHaveLength(1);
    expect(screen.getByRole('alert').textContent).toMatch(/daily limit/i);
  });

  it('says why an edit can’t be re-run instead of when it is due, and leaves it out of the cost', async () => {
    main.catalog.watched = new Map([[7, 'weekly']]);
    main.watchFacts.set(7, { problem: { code: 'not-found', reason: 'source-purged' }, dueAt: DAY });
    show();
    await command('watched-edits');
    const times = screen.getByText(/^Not re-run yet/).textContent;
    expect(times).toMatch(/^Not re-run yet\. The source picture of this edit was permanently deleted/);
    expect(screen.getByRole('button', { name: 'Check now' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('stops watching with an undo', async () => {
    show();
    await command('watch-edit');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Stop watching/ })));
    expect(screen.getByRole('heading', { name: 'Find out when a model changes' })).toBeTruthy();
    expect(stores.toasts.getState().toasts.at(-1)?.action?.label()).toBe('Undo');
    expect(toasts().at(-1)).toBe('Stopped watching');
  });

  it('announces a change once, and shows it with its date and its two pictures', async () => {
    main.catalog.watched = new Map([[7, 'weekly']]);
    main.watchFacts.set(7, DIFFERENT);
    show();
    await act(() => stores.watch.getState().load());
    await act(() => stores.watch.getState().load());
    const found = toasts().filter((text) => /different since/.test(text));
    expect(found).toEqual(['Practice, Built-in filters: different since September 12, 2026']);
    await act(async () => stores.toasts.getState().toasts.at(-1)?.action?.run());
    expect(screen.getByText('Different since September 12, 2026')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'As usual, September 5, 2026' })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Different, September 12, 2026' })).toBeTruthy();
    expect(screen.getByText('Re-runs, oldest first:').parentElement?.textContent).toContain(
      'Identical, Different',
    );
    expect(main.calls).toContain('watch.seen');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Compare pictures' })));
    await expect.poll(() => stores.view.getState().pair).toEqual({ beforeId: 50, afterId: 51 });
    expect(stores.watch.getState().isOpen).toBe(false);
    expect(stores.history.getState().selectedEditId).toBe(7);
  });

  it('announces every change that was found at once, and another one of the same edit', async () => {
    const other = editEntry(9, source);
    const request = editRequest({ engine: '1min.ai', model: 'flux-2-dev' });
    main.entries = [...main.entries, { ...other, edit: { ...other.edit, request } }];
    main.catalog.watched = new Map([
      [7, 'weekly'],
      [9, 'weekly'],
    ]);
    main.watchFacts.set(7, DIFFERENT);
    main.watchFacts.set(9, DIFFERENT);
    await stores.watch.getState().load();
    expect(toasts().at(-1)).toMatch(/Practice, .*: different since .*; 1min\.ai, .*: different since/);
    const count = toasts().length;
    const from = { imageId: 51, sha256: 'c'.repeat(64), at: DAY + 86_400_000 };
    const before = { imageId: 50, sha256: 'a'.repeat(64), at: DAY };
    main.watchFacts.set(7, { ...DIFFERENT, different: { before, from } });
    await stores.watch.getState().load();
    expect(toasts()).toHaveLength(count + 1);
    expect(toasts().at(-1)).toBe('Practice, Built-in filters: different since September 13, 2026');
  });

  it('announces a change that is found while it is open', async () => {
    main.catalog.watched = new Map([[7, 'weekly']]);
    show();
    await command('watched-edits');
    expect(screen.getByRole('status').textContent).toBe('');
    main.watchFacts.set(7, DIFFERENT);
    await act(async () => main.emit('watch.changed', {}));
    expect(screen.getByRole('status').textContent).toBe(
      'Practice, Built-in filters: different since September 12, 2026',
    );
    expect(toasts().filter((text) => /different since/.test(text))).toEqual([]);
  });

  it('shows the watched edits once they are loaded after a failure', async () => {
    main.catalog.watched = new Map([[7, 'weekly']]);
    main.failNext.set('watch.list', { code: 'internal' });
    show();
    await command('watched-edits');
    expect(screen.getByRole('alert')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again' })));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('region', { name: 'Practice, Built-in filters' })).toBeTruthy();

    main.failNext.set('watch.list', { code: 'internal' });
    await act(async () => main.emit('watch.changed', {}));
    expect(screen.getByRole('alert')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Practice, Built-in filters' })).toBeTruthy();
    await act(async () => main.emit('watch.changed', {}));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('loads the watched edits once after a change, and once more after many', async () => {
    show();
    const loads = () => main.calls.filter((call) => call === 'watch.list').length;
    await command('watch-edit');
    expect(loads()).toBe(1);
    fireEvent.change(screen.getByRole('combobox', { name: 'Re-run' }), { target: { value: 'weekly' } });
    await expect.poll(() => stores.watch.getState().watches?.[0]?.schedule).toBe('weekly');
    expect(loads()).toBe(2);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Stop watching/ })));
    expect(loads()).toBe(3);
    await act(async () => {
      for (let change = 0; change < 20; change += 1) main.emit('watch.changed', {});
    });
    expect(loads()).toBe(5);
  });

  it('keeps the focus in the list when an edit is no longer watched', async () => {
    main.entries = [...main.entries, editEntry(9, source)];
    main.catalog.watched = new Map([
      [7, 'demand'],
      [9, 'demand'],
    ]);
    show();
    await command('watched-edits');
    const stopButtons = () => screen.getAllByRole('button', { name: /^Stop watching/ });
    for (const left of [1, 0]) {
      stopButtons()[0]?.focus();
      await act(async () => fireEvent.click(stopButtons()[0] as HTMLElement));
      if (left > 0) expect(document.activeElement).toBe(stopButtons()[0]);
    }
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { name: 'Find out when a model changes' }),
    );
  });

  it('selects no edit of another picture when its own can’t be shown', async () => {
    const gone = editEntry(9, picture(90));
    main.entries = [...main.entries, gone];
    main.catalog.watched = new Map([[9, 'demand']]);
    show();
    await command('watched-edits');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Show in History' })));
    expect(stores.library.getState().selectedId).toBe(1);
    expect(stores.history.getState().selectedEditId).toBe(7);
    expect(toasts().at(-1)).toMatch(/permanently deleted/);
  });
});
