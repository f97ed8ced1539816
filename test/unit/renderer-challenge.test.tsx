// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ChallengeDialog } from '../../src/renderer/features/challenge/index.ts';
import { dispatch } from '../../src/renderer/features/commands/dispatch.ts';
import { History } from '../../src/renderer/features/history/history.tsx';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { engineCatalog, modelOf, setEngineCatalog } from '../../src/shared/domain/engine-catalog.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, resultRecord, savedEntry } from '../fakes/records.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';

let main: FakeMain;
let stores: Stores;
let stop: () => void;

// jsdom has no layout and no modal dialogs.
Element.prototype.scrollIntoView = () => {};
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

const source = picture(1);
const result = picture(50, { origin: 'result', editId: 7, parentId: 1, rootId: 1 });
const original = savedEntry(editEntry(7, source), result);

beforeEach(async () => {
  main = FakeMain.withPictures(1);
  main.entries = [original];
  main.images = [...main.images, result];
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

const show = (form: ReactNode) =>
  render(
    <Tooltip.Provider>
      <StoresProvider stores={stores}>{form}</StoresProvider>
    </Tooltip.Provider>,
  );
const challenges = () => main.calls.filter((call) => call === 'edit.challenge').length;
const withKey = () =>
  act(async () =>
    stores.key.getState().setStatus({ engine: '1min.ai', present: true, lastFour: '1234', kept: 'keyring' }),
  );
const choose = (key: string) =>
  fireEvent.change(screen.getByRole('combobox', { name: 'Engine and model' }), { target: { value: key } });

describe('the dialog of a challenge', () => {
  it('says the cost and what the other engine lacks before the press', async () => {
    main.offers = [{ engine: '1min.ai', model: FLUX_2_DEV.id, credits: 12, retiresOn: null, askedAt: 0 }];
    await stores.engines.getState().load();
    await withKey();
    show(<ChallengeDialog />);
    await act(async () => dispatch(stores, 'challenge'));
    choose(`1min.ai ${FLUX_2_DEV.id}`);
    expect(
      screen.getByText('Uses credits from your 1min.ai account. About 12 credits for each edit.'),
    ).toBeTruthy();
    choose('openai-images images-edits');
    expect(screen.getByText(/can’t take a seed/)).toBeTruthy();
    expect(screen.getByText(/Not available with .*: .*Steps/)).toBeTruthy();
    expect(challenges()).toBe(0);
  });

  it('offers no replaced model, and names a value that the other one doesn’t take as the form does', async () => {
    const before = engineCatalog();
    onTestFinished(() => setEngineCatalog(before));
    const flux = modelOf('comfyui');
    const params = flux.params.map((spec) =>
      spec.kind === 'choice' && spec.key === 'aspectRatio'
        ? { ...spec, choices: ['1:1'], default: '1:1' }
        : spec,
    );
    const portrait = { ...flux, id: 'workflow-1', name: 'portrait', params };
    const rest = before.models.filter((model) => model !== flux);
    setEngineCatalog({ ...before, models: [...rest, portrait, { ...flux, isReplaced: true }] });
    const { request } = original.edit;
    const asked = { ...request, params: { ...request.params, aspectRatio: 'match_input_image' } };
    show(<ChallengeDialog />);
    await act(async () =>
      stores.challenge.getState().open({ ...original, edit: { ...original.edit, request: asked } }),
    );
    const names = screen.getAllByRole('option').map(({ textContent }) => textContent);
    expect(names.filter((name) => name?.startsWith('ComfyUI'))).toEqual([
      'ComfyUI: portrait (documented, not tried)',
    ]);
    choose('comfyui workflow-1');
    expect(screen.getByText('Aspect ratio: 1:1 instead of Same as source')).toBeTruthy();
  });

  it('names a missing key, and shows a refusal without closing', async () => {
    show(<ChallengeDialog />);
    await act(async () => dispatch(stores, 'challenge'));
    choose(`1min.ai ${FLUX_2_DEV.id}`);
    expect(screen.getByText('To use 1min.ai, add your API key in Settings.')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Run with 1min.ai' })));
    expect(screen.getByRole('alert').textContent).toMatch(/API key/);
    expect(stores.challenge.getState().entry).not.toBeNull();
  });

  it('queues a double click once, closes, and selects the new edit', async () => {
    await withKey();
    main.key = { ...main.key, present: true };
    show(<ChallengeDialog />);
    await act(async () => dispatch(stores, 'challenge'));
    choose(`1min.ai ${FLUX_2_DEV.id}`);
    const run = screen.getByRole('button', { name: 'Run with 1min.ai' });
    await act(async () => {
      fireEvent.click(run);
      fireEvent.click(run);
    });
    await expect.poll(() => stores.challenge.getState().entry).toBeNull();
    expect(challenges()).toBe(1);
    const queued = main.entries.at(-1);
    expect(queued).toMatchObject({ challenged: { engine: 'practice' }, edit: { rerunOf: 7 } });
    expect(stores.history.getState().selectedEditId).toBe(queued?.edit.id);
    // Known from the answer, before any event.
    expect(stores.entities.entry(queued?.edit.id ?? 0)?.challenged).toEqual(queued?.challenged);
  });

  it('is offered only for an edit with a result', async () => {
    main.entries = [editEntry(8, source, { state: 'failed' })];
    main.emit('run.changed', main.entries[0] ?? original);
    stores.history.getState().selectEdit(8);
    show(<ChallengeDialog />);
    await act(async () => dispatch(stores, 'challenge'));
    expect(stores.challenge.getState().entry).toBeNull();
  });
});

describe('a challenge in the history', () => {
  it('is shown beside the edit that it repeats, with the verdicts of each', async () => {
    const other = picture(51, { origin: 'result', editId: 9, parentId: 1, rootId: 1 });
    const again = picture(52, { origin: 'result', editId: 10, parentId: 1, rootId: 1 });
    const verdict = { ssim: 0.8, changedShare: 0.4, againstImageId: 50 };
    const judged = (id: number, image: typeof other, kind: 'drifted' | 'identical', flux: boolean) => {
      const entry = savedEntry(editEntry(id, source), image);
      const request = { ...entry.edit.request, ...(flux && { engine: '1min.ai', model: FLUX_2_DEV.id }) };
      return {
        ...entry,
        edit: { ...entry.edit, request, rerunOf: 7 },
        results: [{ ...resultRecord(image, id), verdict: { kind, ...verdict } }],
        challenged: flux ? { engine: 'practice', model: 'practice-filters' } : null,
      };
    };
    show(<History />);
    await act(async () => {
      main.images = [...main.images, other, again];
      main.emit('library.added', { images: [other, again] });
      for (const entry of [judged(9, other, 'drifted', true), judged(10, again, 'identical', false)]) {
        main.entries = [...main.entries, entry];
        main.emit('run.changed', entry);
      }
      stores.history.getState().selectEdit(9);
    });
    expect(screen.getByText('Match with Practice')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Compare with Practice' })));
    const compared = within(screen.getByRole('group', { name: 'Compared settings' }));
    expect(compared.getByText('1min.ai, FLUX.2 dev')).toBeTruthy();
    expect(compared.getByText('Drifted')).toBeTruthy();
    expect(compared.getByText('Identical')).toBeTruthy();
    expect(compared.getByText('Not re-run yet')).toBeTruthy();
    expect(stores.view.getState().pair).toEqual({ beforeId: 50, afterId: 51 });
  });
});
