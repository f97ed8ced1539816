// @vitest-environment jsdom
import { type Certificate, DEFAULT_FINISH, type FinishedPicture } from '@shared/domain/finish.ts';
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dispatch, isEnabled } from '../../src/renderer/features/commands/index.ts';
import { certificateLines } from '../../src/renderer/features/finish/certificate-text.ts';
import { createFinishStore } from '../../src/renderer/features/finish/finish-store.ts';
import { FinishActions, FinishPanel, Versions } from '../../src/renderer/features/finish/index.ts';
import { Seal } from '../../src/renderer/features/finish/seal.tsx';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

// A busy machine may need more than the library's one second.
configure({ asyncUtilTimeout: 60_000 });

const RAW = 90;
const TARGET = { rawId: RAW, sourceId: 1 };

function mainWithResult(): FakeMain {
  const main = FakeMain.withPictures(2);
  const source = { ...picture(1), notes: [{ code: 'bit-depth', bits: 16 } as const] };
  const raw = picture(RAW, { origin: 'result', editId: 9, parentId: 1, rootId: 1 });
  main.images = [...main.images.filter(({ id }) => id !== 1), source, raw];
  main.entries = [savedEntry(editEntry(9, source), raw)];
  return main;
}

describe('the finish store', () => {
  let main: FakeMain;
  let painted: { sha256: string | null; revision: number };
  let shown: FinishedPicture[];
  const createStore = () =>
    createFinishStore(main.bridge, {
      masks: {
        open: () => Promise.resolve(),
        freeze: () => Promise.resolve(painted.sha256),
        load: () => {
          painted = { sha256: 'f'.repeat(64), revision: painted.revision + 1 };
          return Promise.resolve();
        },
        revisionOf: () => painted.revision,
      },
      show: (_target, finished) => shown.push(finished),
    });

  beforeEach(() => {
    main = mainWithResult();
    painted = { sha256: null, revision: 0 };
    shown = [];
  });

  it('puts a result back by the default recipe and shows the picture', async () => {
    await createStore().getState().putBack(TARGET);
    expect(shown[0]?.finish.recipe).toEqual(DEFAULT_FINISH);
    expect(shown[0]?.finish.rawImageId).toBe(RAW);
  });

  it('keeps the reason of a failed finish until the next attempt', async () => {
    const store = createStore();
    main.fail('finish.make', 'finish-failed');
    await store.getState().putBack(TARGET);
    expect(store.getState().problems.get(RAW)?.code).toBe('finish-failed');
    expect(shown).toEqual([]);
    await store.getState().putBack(TARGET);
    expect(store.getState().problems.size).toBe(0);
    expect(shown).toHaveLength(1);
  });

  it('makes one finish of a result at a time', async () => {
    const store = createStore();
    await Promise.all([store.getState().putBack(TARGET), store.getState().putBack(TARGET)]);
    expect(main.calls.filter((call) => call === 'finish.make')).toHaveLength(1);
  });

  it('keeps each recipe as a version of its own', async () => {
    const store = createStore();
    store.getState().openPanel(TARGET, DEFAULT_FINISH);
    await store.getState().keep();
    store.getState().change({ opacity: 0.5, mode: 'carry-over' });
    await store.getState().keep();
    expect(shown.map(({ finish }) => finish.recipe)).toEqual([
      DEFAULT_FINISH,
      { ...DEFAULT_FINISH, opacity: 0.5, mode: 'carry-over' },
    ]);
    expect(shown[0]?.image.id).not.toBe(shown[1]?.image.id);
  });

  it('stores a found mask as drawn only if it was painted on', async () => {
    const store = createStore();
    store.getState().openPanel(TARGET, DEFAULT_FINISH);
    await store.getState().findChanged(TARGET);
    expect(store.getState().foundShare).toBe(0.1);
    await store.getState().keep();
    painted = { sha256: 'a'.repeat(64), revision: painted.revision + 1 };
    await store.getState().keep();
    expect(shown.map(({ finish }) => finish.recipe.mask)).toEqual([
      DEFAULT_FINISH.mask,
      { kind: 'drawn', sha256: 'a'.repeat(64) },
    ]);
  });

  it('refuses a painted mask when nothing is painted', async () => {
    const store = createStore();
    store.getState().openPanel(TARGET, DEFAULT_FINISH);
    store.getState().change({ mask: 'drawn' });
    await store.getState().keep();
    expect(store.getState().problems.get(RAW)?.reason).toBe('mask-missing');
    expect(shown).toEqual([]);
  });

  it('searches again when the threshold changes, once for many steps', async () => {
    const store = createStore();
    store.getState().openPanel(TARGET, DEFAULT_FINISH);
    for (const threshold of [1.1, 1.2, 1.3]) store.getState().change({ find: { threshold, leastShare: 0 } });
    await waitFor(() => expect(store.getState().foundShare).toBe(0.1));
    expect(main.calls.filter((call) => call === 'finish.findMask')).toHaveLength(1);
  });
});

describe('a result on the canvas', () => {
  let main: FakeMain;
  let stores: Stores;
  let stop: () => void;

  beforeEach(async () => {
    main = mainWithResult();
    stores = createStores(main.bridge);
    stop = connectStores(main.bridge, stores);
    await stores.library.getState().start(null);
    stores.library.getState().select(1);
    await waitFor(() => expect(stores.history.getState().phase).toBe('ready'));
    stores.view.getState().showPair({ beforeId: 1, afterId: RAW });
    await stores.loader.load(RAW);
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    stop();
  });

  const shownImage = () => {
    const image = stores.entities.images.get(stores.view.getState().pair?.afterId ?? 0);
    if (!image) throw new Error('nothing is shown');
    return image;
  };
  const show = () => {
    const entry = stores.entities.entry(9);
    const [result] = entry?.results ?? [];
    if (!entry || !result) throw new Error('no entry');
    return render(
      <Tooltip.Provider>
        <StoresProvider stores={stores}>
          <FinishActions image={shownImage()} onCommand={(command) => dispatch(stores, command)} />
          <FinishPanel image={shownImage()} />
          <Versions entry={entry} result={result} />
        </StoresProvider>
      </Tooltip.Provider>,
    );
  };

  it('is put back by its command, and its certificate is shown', async () => {
    expect(isEnabled(stores, 'put-back')).toBe(true);
    dispatch(stores, 'put-back');
    await waitFor(() => expect(shownImage().finishOf).toBe(RAW));
    show();
    const [seal] = screen.getAllByRole('button', { name: /pixels untouched/ });
    expect(seal?.dataset.certificate).toBe('untouched');
    expect(seal?.dataset.outsideChanged).toBe('0');
    expect(seal?.dataset.insideShare).toBe('0.1000');
    expect(screen.getByText(/, 0 differ$/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'As it came back' }));
    expect(stores.view.getState().pair?.afterId).toBe(RAW);
  });

  it('shows why it could not be put back', async () => {
    show();
    main.fail('finish.make', 'finish-failed');
    await act(async () => dispatch(stores, 'put-back'));
    const [alert] = await screen.findAllByRole('alert');
    expect(alert?.textContent).toContain('couldn’t be put back');
  });

  it('opens and closes the panel by one command', async () => {
    show();
    await act(async () => dispatch(stores, 'finish-again'));
    fireEvent.change(screen.getByRole('slider', { name: 'Blend' }), { target: { value: '0.4' } });
    expect(stores.finish.getState().draft.opacity).toBe(0.4);
    await act(async () => dispatch(stores, 'finish-again'));
    expect(stores.finish.getState().target).toBeNull();
  });

  it('is replaced by its source with a brush when the changed area is found', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 404 })));
    dispatch(stores, 'find-changed');
    await waitFor(() => expect(stores.masks.getState().tool).toBe('brush'));
    expect(stores.library.getState().selectedId).toBe(1);
    expect(stores.view.getState().comparing).toBe(false);
    expect(stores.finish.getState().problems.size).toBe(0);
  });

  it('loads its source’s mask when the panel opens', async () => {
    const open = vi.spyOn(stores.masks.getState(), 'open');
    await act(async () => dispatch(stores, 'finish-again'));
    await waitFor(() => expect(open).toHaveBeenCalledWith(1));
  });

  it('offers light and color by a click or a key where nothing moved', async () => {
    show();
    await act(async () => dispatch(stores, 'finish-again'));
    expect(screen.queryByRole('button', { name: 'Carry over light and color' })).toBeNull();
    act(() => stores.finish.getState().setLightFit(RAW, { fits: true }));
    fireEvent.click(screen.getByRole('button', { name: 'Carry over light and color' }));
    await waitFor(() => expect(shownImage().finishOf).toBe(RAW));
    expect(main.entries[0]?.results[0]?.finished[0]?.finish.recipe).toMatchObject({
      mode: 'carry-over',
      mask: { kind: 'all' },
    });
    expect(isEnabled(stores, 'carry-over')).toBe(true);
  });

  it('says why light and color can’t be carried over once that is chosen', async () => {
    show();
    await act(async () => dispatch(stores, 'finish-again'));
    act(() => stores.finish.getState().setLightFit(RAW, { fits: false, why: { reason: 'content-changed' } }));
    expect(screen.queryByText(/shows different content/)).toBeNull();
    act(() => stores.finish.getState().change({ mode: 'carry-over' }));
    expect(screen.getByRole('status').textContent).toMatch(/shows different content/);
  });

  it('says what is lost of a deeper source before it is finished, and on the certificate', async () => {
    show();
    await act(async () => dispatch(stores, 'finish-again'));
    expect(screen.getByText('Not kept: 8 of 16 bits')).toBeTruthy();
    const certificate = {
      outside: 1,
      outsideChanged: 0,
      inside: 1,
      insideChanged: 1,
      findings: {
        alignment: null,
        color: null,
        lost: [
          { code: 'bit-depth', bits: 16 },
          { code: 'wide-gamut', space: 'adobe-rgb' },
        ],
      },
    } satisfies Certificate;
    expect(certificateLines(certificate).at(-1)).toEqual({
      label: 'Not kept of the original',
      value: '8 of 16 bits · sRGB from Adobe RGB',
    });
  });

  it('names how many pixels its certificate found untouched, or that it covers the picture', () => {
    const findings = { alignment: null, color: null };
    const nameOf = (outside: number) => {
      const counts = { outside, outsideChanged: 0, inside: 100, insideChanged: 100 } as const;
      const certificate: Certificate = { ...counts, findings };
      const { unmount } = render(<Seal certificate={certificate} />);
      const name = screen.getByRole('button').textContent;
      unmount();
      return name;
    };
    expect([0, 1, 2_500].map(nameOf)).toEqual([
      'Covers the whole picture',
      '1 pixel untouched',
      '2,500 pixels untouched',
    ]);
  });

  it('can be written as lossless WebP', async () => {
    show();
    await act(async () => dispatch(stores, 'finish-again'));
    fireEvent.change(screen.getByRole('combobox', { name: 'File' }), { target: { value: 'webp' } });
    expect(stores.finish.getState().draft.format).toBe('webp');
    fireEvent.change(screen.getByRole('combobox', { name: 'File' }), { target: { value: 'png' } });
    expect(stores.finish.getState().draft.format).toBeUndefined();
  });

  it('isn’t available for a picture without an edit', () => {
    stores.library.getState().select(2);
    expect(isEnabled(stores, 'put-back')).toBe(false);
  });
});
