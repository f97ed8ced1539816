// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Grid } from '../../src/renderer/features/library/grid.tsx';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';

const COUNT = 3_000;
/** Size of the grid, which jsdom doesn't lay out. */
const BOX = { width: 600, height: 400 };

globalThis.ResizeObserver = class {
  readonly #report: () => void;
  constructor(report: ResizeObserverCallback) {
    this.#report = () => report([{ contentRect: BOX } as ResizeObserverEntry], this);
  }
  observe() {
    this.#report();
  }
  unobserve() {}
  disconnect() {}
};

let main: FakeMain;
let stores: Stores;
let stop: () => void;
let other: HTMLInputElement;

beforeEach(async () => {
  main = FakeMain.withPictures(COUNT);
  stores = createStores(main.bridge);
  stop = connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  render(
    <StoresProvider stores={stores}>
      <Grid onOpen={() => {}} />
      <input aria-label="elsewhere" />
    </StoresProvider>,
  );
  other = document.querySelector('input') as HTMLInputElement;
  await waitFor(() => expect(tile(0)).not.toBeNull());
});
afterEach(() => {
  cleanup();
  stop();
});

const tile = (position: number) => document.querySelector<HTMLElement>(`[data-at="${position}"]`);
const tileOf = (id: number) => document.querySelector<HTMLElement>(`[data-id="${id}"]`);

/** The tile at a position, which exists. */
function there(position: number): HTMLElement {
  const found = tile(position);
  if (!found) throw new Error(`no tile at ${position}`);
  return found;
}

function click(position: number): void {
  there(position).focus();
  fireEvent.click(there(position));
  expect(document.activeElement).toBe(there(position));
}

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const eventually = (check: () => void) => waitFor(check, { timeout: 60_000 });

/** Holds the next answer of a call until it is released. */
function hold(call: string): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  main.holdNext.set(call, promise);
  return () => act(async () => resolve());
}

/** A change elsewhere in the library, after which the list is read and drawn again. */
async function refreshList(): Promise<void> {
  const { chunks } = stores.library.getState();
  main.images = main.images.map((one) => (one.id === 7 ? { ...one, rating: 5 } : one));
  act(() => main.emit('library.changed', { ids: [7], lists: false, undoable: main.undoable }));
  await eventually(() => expect(stores.library.getState().chunks).not.toBe(chunks));
}

describe('the keyboard focus in the grid', () => {
  it('moves to a picture that is loaded later, even if the list is drawn again in the meantime', async () => {
    click(3);
    const release = hold('library.slice');
    press('End');
    await refreshList();
    expect(document.activeElement).toBe(tile(3));
    await release();
    await eventually(() => expect(document.activeElement?.getAttribute('data-at')).toBe(String(COUNT - 1)));
    press('Home');
    await eventually(() => expect(document.activeElement).toBe(there(0)));
  });

  it('is not taken back from a field that the user has moved to in the meantime', async () => {
    click(3);
    const release = hold('library.slice');
    press('End');
    act(() => other.focus());
    await release();
    await eventually(() => expect(tile(COUNT - 1)).not.toBeNull());
    await refreshList();
    expect(document.activeElement).toBe(other);
  });

  it('stays on the same element when pictures arrive and its row changes', async () => {
    click(5);
    const focused = there(5);
    for (const id of [COUNT + 1, COUNT + 2, COUNT + 3]) {
      main.images = [...main.images, picture(id)];
      act(() => main.emit('library.added', { images: [picture(id)] }));
    }
    await eventually(() => expect(focused.dataset.at).toBe('8'));
    expect(focused.isConnected).toBe(true);
    expect(document.activeElement).toBe(focused);
  });

  it('returns to a picture whose tile was a placeholder for a moment', async () => {
    click(2);
    const { id } = stores.library.getState().at(2) ?? { id: 0 };
    const image = main.images.find((one) => one.id === id);
    if (!image) throw new Error('the picture is not in the library');
    act(() => stores.entities.receiveGone([id], 1_000_000));
    expect(tileOf(id)).toBeNull();
    act(() => stores.entities.receivePictures([{ ...image, revision: 1_000_001 }]));
    expect(document.activeElement).toBe(tileOf(id));
  });

  it('moves to the following picture when the focused one is removed', async () => {
    click(4);
    const { id } = stores.library.getState().at(5) ?? { id: 0 };
    await act(() => stores.library.getState().removeSelected());
    await eventually(() => expect(document.activeElement).toBe(tileOf(id)));
    press('ArrowRight');
    await eventually(() => expect(document.activeElement).toBe(there(5)));
  });

  it('stays where it is when a picture is selected elsewhere', async () => {
    act(() => other.focus());
    await act(() => stores.library.getState().selectAt(6));
    await refreshList();
    expect(document.activeElement).toBe(other);
  });
});

it('a picture that two parts of a changing list contain has one tile', async () => {
  const { chunks } = stores.library.getState();
  const [first = 0] = chunks.get(0) ?? [];
  const twice = new Map(chunks).set(0, (chunks.get(0) ?? []).with(9, first));
  act(() => stores.library.setState({ chunks: twice }));
  expect(document.querySelectorAll(`[data-id="${first}"]`)).toHaveLength(1);
  expect(tile(9)).toBeNull();
  act(() => stores.library.setState({ chunks }));
  expect(document.querySelectorAll('[data-at]')).toHaveLength(new Set(shownIds()).size);
  expect(there(9).dataset.id).toBe(String(first - 9));
});

const shownIds = () =>
  [...document.querySelectorAll<HTMLElement>('[data-at]')].map(({ dataset }) => dataset.id);
