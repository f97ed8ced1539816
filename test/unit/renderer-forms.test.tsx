// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { catalogOf } from '../../src/main/engines/host.ts';
import { ENGINES } from '../../src/main/engines/table.ts';
import { EditRegion } from '../../src/renderer/features/edit/edit-region.tsx';
import { keepDraft } from '../../src/renderer/features/edit/keep-draft.ts';
import { PromptField } from '../../src/renderer/features/edit/prompt-field.tsx';
import { NameTemplate } from '../../src/renderer/features/export/name-template.tsx';
import { EditAnnotations } from '../../src/renderer/features/history/edit-annotations.tsx';
import { TagEditor } from '../../src/renderer/features/labels/tag-editor.tsx';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { StoresProvider } from '../../src/renderer/stores/context.tsx';
import { createStores, type Stores } from '../../src/renderer/stores/index.ts';
import { engineCatalog, setEngineCatalog } from '../../src/shared/domain/engine-catalog.ts';
import type { Model } from '../../src/shared/domain/model.ts';
import { explain } from '../../src/shared/i18n/error-message.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { fourthEngine } from '../fixtures/fourth-engine/index.ts';

let main: FakeMain;
let stores: Stores;
let stop: () => void;

// jsdom has no layout.
Element.prototype.scrollIntoView = () => {};

beforeEach(async () => {
  main = FakeMain.withPictures(3);
  stores = createStores(main.bridge);
  stop = connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  stores.library.getState().select(1);
});
afterEach(() => {
  cleanup();
  stop();
});

const inWindow = (form: ReactNode) => (
  <Tooltip.Provider>
    <StoresProvider stores={stores}>{form}</StoresProvider>
  </Tooltip.Provider>
);
const show = (form: ReactNode) => render(inWindow(form));
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

/** Activity around a form: other records change, another picture is selected, a call is refused. */
async function disturb(): Promise<void> {
  await act(async () => {
    const other = editEntry(9, picture(3), { state: 'sending' });
    main.emit('run.changed', other);
    main.emit('run.changed', savedEntry(other, picture(90, { origin: 'result', editId: 9, parentId: 3 })));
    main.emit('library.added', { images: [picture(4)] });
    main.emit('library.changed', { ids: null, lists: true, undoable: main.undoable });
    stores.library.getState().select(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

describe('typed text', () => {
  it('of a prompt survives other records, another selection and a refusal', async () => {
    show(<PromptField />);
    const field = screen.getByRole<HTMLTextAreaElement>('textbox');
    type(field, 'a red door');
    await disturb();
    expect(field.value).toBe('a red door');
    main.fail('edit.run', 'disk-full');
    await act(async () => void (await stores.edit.getState().submit(2)));
    expect(stores.edit.getState().problem).not.toBeNull();
    expect(field.value).toBe('a red door');
  });

  it('of a note survives a newer version of its edit, and is kept when another edit is shown', async () => {
    const entry = editEntry(7, picture(1), { state: 'failed' });
    main.entries = [entry];
    stores.historyView.getState().setEditingField({ editId: 7, what: 'note' });
    const { rerender } = show(<EditAnnotations entry={entry} />);
    const field = screen.getByRole<HTMLTextAreaElement>('textbox');
    type(field, 'keep this');
    await disturb();
    rerender(inWindow(<EditAnnotations entry={{ ...entry, run: { ...entry.run, state: 'cancelled' } }} />));
    expect(field.value).toBe('keep this');
    await act(async () => cleanup());
    expect(main.catalog.notes.get(7)).toBe('keep this');
  });

  it('of a tag survives other records and another selection', async () => {
    show(<TagEditor />);
    const field = screen.getByRole<HTMLInputElement>('combobox');
    type(field, 'summer hol');
    await disturb();
    expect(field.value).toBe('summer hol');
  });

  it('of the names of an export survives other records, another selection and a refusal', async () => {
    await act(() => stores.exports.getState().open({ ids: [1] }));
    show(<NameTemplate />);
    const field = screen.getByRole<HTMLInputElement>('textbox');
    type(field, '{name} print');
    await disturb();
    main.fail('export.start', 'disk-full');
    await act(() => stores.exports.getState().start());
    expect(field.value).toBe('{name} print');
  });
});

const TASK_GROUPS = ['Edit by prompt', 'Change a masked part', 'Background', 'Upscale'];

describe('the edit panel', () => {
  it('offers every engine of the catalog, with the form of its model', async () => {
    const before = engineCatalog();
    onTestFinished(() => setEngineCatalog(before));
    setEngineCatalog(catalogOf([...ENGINES, fourthEngine]));
    panel();
    const engine = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Engine' });
    expect([...engine.options].map(({ text }) => text)).toEqual([
      'Practice (built-in filters, not FLUX)',
      '1min.ai (FLUX.2 and others)',
      'ComfyUI (your own server)',
      'OpenAI Images (any compatible server)',
      'Fourth engine (made for a test)',
    ]);
    fireEvent.change(engine, { target: { value: 'fourth' } });
    expect(field('Volume').value).toBe('5');
    // Its runs cost nothing, so nothing about credits is shown.
    expect(screen.queryByText(/credits/)).toBeNull();
  });

  it('offers the models of an engine that has several, and says which were not tried', async () => {
    const before = engineCatalog();
    onTestFinished(() => setEngineCatalog(before));
    const mine: Model = { ...FLUX_2_DEV, id: 'mine', name: 'Mine', grade: 'tried' };
    const others = before.models.filter(({ engine, id }) => engine !== '1min.ai' || id === FLUX_2_DEV.id);
    setEngineCatalog({ ...before, models: [...others, mine] });
    panel();
    expect(screen.queryByRole('combobox', { name: 'Model' })).toBeNull();
    act(() => stores.edit.getState().setEngine('1min.ai'));
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Model' });
    expect([...choice.options].map(({ text }) => text)).toEqual([
      'FLUX.2 dev (documented, not tried)',
      'Mine',
    ]);
    fireEvent.change(choice, { target: { value: 'mine' } });
    expect(stores.edit.getState().model).toBe('mine');
    expect(stores.settings.getState().settings.models).toEqual({ '1min.ai': 'mine' });
    // It is still chosen when the engine is chosen again.
    act(() => stores.edit.getState().setEngine('practice'));
    act(() => stores.edit.getState().setEngine('1min.ai'));
    expect(stores.edit.getState().model).toBe('mine');
  });

  it('groups the models of an engine by what they are for', () => {
    panel();
    act(() => stores.edit.getState().setEngine('1min.ai'));
    expect(stores.edit.getState().model).toBe('flux-2-dev');
    const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Model' });
    const groups = within(choice).getAllByRole<HTMLOptGroupElement>('group');
    expect(groups.map(({ label }) => label)).toEqual(TASK_GROUPS);
    expect(groups[0]?.textContent).toMatch(/^FLUX\.2 dev/);
  });

  it('runs a model without a prompt, says so, and sends none', async () => {
    panel();
    act(() => stores.edit.getState().setPrompt('left over'));
    act(() => stores.edit.getState().setModel('1min.ai', 'stable-image-remove-background'));
    expect(screen.queryByRole('textbox', { name: 'Prompt' })).toBeNull();
    expect(screen.getByText('Stable Image, remove background can’t take a prompt.')).toBeTruthy();
    expect(screen.getByText('No effect: Stable Image, remove background can’t take a seed.')).toBeTruthy();
    expect(stores.edit.getState().compose()).toMatchObject({ prompt: '', params: {} });
    act(() => stores.edit.getState().setModel('1min.ai', 'stable-image-mask'));
    expect(screen.getByText(/Paint one on the picture\.$/)).toBeTruthy();
    expect(screen.getByText(/is not documented/)).toBeTruthy();
    expect(stores.edit.getState().compose()).toMatchObject({ prompt: 'left over' });
  });

  const panel = () => show(<EditRegion onRun={() => {}} onWholePicture={() => {}} />);
  const field = (name: string) => screen.getByRole<HTMLInputElement>('spinbutton', { name });

  it('keeps a typed parameter and seed through other records, another selection and a refusal', async () => {
    panel();
    type(field('Strength'), '0.35');
    type(field('Seed'), '4711');
    await disturb();
    main.fail('edit.run', 'disk-full');
    stores.edit.getState().setPrompt('a red door');
    await act(async () => void (await stores.edit.getState().submit(2)));
    expect(stores.edit.getState().problem?.code).toBe('disk-full');
    expect([field('Strength').value, field('Seed').value]).toEqual(['0.35', '4711']);
  });

  it('keeps invalid text in its field with the reason, and runs nothing', async () => {
    panel();
    type(field('Strength'), '7');
    type(field('Seed'), 'abc');
    stores.edit.getState().setPrompt('a red door');
    await act(async () => void (await stores.edit.getState().submit(1)));
    expect(main.calls).not.toContain('edit.run');
    expect([field('Strength').value, field('Seed').value]).toEqual(['7', 'abc']);
    for (const name of ['Strength', 'Seed']) expect(field(name).getAttribute('aria-invalid')).toBe('true');
    const why = [
      { reason: 'param-range', params: { param: 'strength', min: 0, max: 1 } },
      { reason: 'seed-range', params: { min: 1, max: 2_147_483_647 } },
    ] as const;
    for (const one of why) expect(screen.getAllByText(explain(one)).length).toBeGreaterThan(0);
  });

  it('keeps a parameter that only the other engine has, through both and back', async () => {
    panel();
    type(field('Strength'), '0.35');
    act(() => stores.edit.getState().setEngine('1min.ai'));
    act(() => stores.edit.getState().setEngine('practice'));
    expect(field('Strength').value).toBe('0.35');
  });

  it('shows the draft again in the next window', async () => {
    keepDraft(stores);
    panel();
    type(screen.getByRole('textbox', { name: 'Prompt' }), 'a red door');
    type(field('Strength'), '0.35');
    type(field('Seed'), '4711');
    stores.settings.getState().flush();
    await expect.poll(() => main.settings.draft?.prompt).toBe('a red door');
    cleanup();
    const { draft } = main.settings;
    stores = createStores(main.bridge);
    stores.edit.getState().start('practice', { seedLocked: false, draft });
    panel();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value).toBe('a red door');
    expect([field('Strength').value, field('Seed').value]).toEqual(['0.35', '4711']);
  });
});
