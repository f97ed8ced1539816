import { afterEach, describe, expect, it } from 'vitest';
import { contentOf, namedLike, partsOf } from '../../src/renderer/features/edit/preset-store.ts';
import { starterPresets } from '../../src/renderer/features/edit/starter-presets.ts';
import { filtersFor } from '../../src/renderer/imaging/practice/prompt.ts';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { findModel } from '../../src/shared/domain/engine-catalog.ts';
import { parseParams } from '../../src/shared/domain/params.ts';
import { PresetContent } from '../../src/shared/domain/preset.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editRequest } from '../fakes/records.ts';

function world() {
  const main = FakeMain.withPictures(2);
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  stores.edit.getState().start('practice', DEFAULT_SETTINGS);
  const messages = () => stores.toasts.getState().toasts.map(({ message }) => message());
  const names = () => stores.presets.getState().presets.map(({ name }) => name);
  const save = (name: string, content: Partial<PresetContent> = { prompt: 'night' }) =>
    stores.presets.getState().save(name, { engine: 'practice', model: 'practice-filters', ...content });
  return { main, stores, presets: stores.presets, edit: stores.edit, messages, names, save };
}

describe('presets in the window', () => {
  afterEach(() => setLocale('en'));

  it('are loaded page by page when the list is first opened, and again when they changed', async () => {
    const { main, presets, names, save } = world();
    for (const n of [1, 2, 3, 4, 5, 6, 7]) await save(`Preset ${n}`);
    expect(main.calls.filter((call) => call === 'preset.list')).toEqual([]);
    presets.getState().open();
    await expect.poll(names).toHaveLength(7);
    expect(main.calls.filter((call) => call === 'preset.list')).toHaveLength(3);
    await save('Preset 8');
    await expect.poll(names).toHaveLength(8);
  });

  it('are applied to the form and undone, and each use is counted', async () => {
    const { main, stores, presets, edit, messages, save } = world();
    await save('Night', { prompt: 'night', params: { steps: 12, format: 'png' }, seed: 7 });
    await presets.getState().load();
    edit.getState().setPrompt('mine');
    edit.getState().setSeed(5);
    const [night] = presets.getState().presets;
    if (!night) throw new Error('not saved');
    presets.getState().apply(night);
    expect(edit.getState()).toMatchObject({ prompt: 'night', seed: 7, values: { steps: 12, format: 'png' } });
    expect(edit.getState().values.guidance).toBe(3);
    expect(messages().at(-1)).toBe('Applied “Night”');
    expect(presets.getState().view).toBeNull();
    await expect.poll(() => main.catalog.presets[0]?.uses).toBe(1);
    expect(presets.getState().presets[0]?.uses).toBe(1);
    stores.toasts.getState().toasts.at(-1)?.action?.run();
    expect(edit.getState()).toMatchObject({ prompt: 'mine', seed: 5, values: { steps: 28, format: 'webp' } });
  });

  it('apply what fits another engine, and report the rest', () => {
    const { presets, edit, messages } = world();
    edit.getState().setEngine('1min.ai');
    presets.getState().apply({
      name: 'Old',
      content: {
        engine: 'practice',
        model: 'practice-filters',
        params: { steps: 500, guidance: 5, sparkle: true },
      },
    });
    expect(edit.getState()).toMatchObject({ engine: '1min.ai', values: { steps: 28, guidance: 5 } });
    expect(messages().at(-1)).toBe('Applied “Old” without Steps, sparkle (not available here)');
  });

  it('are saved from the form or an earlier request, and replace one with the same name', async () => {
    const { main, stores, presets, edit, messages, save } = world();
    stores.settings.getState().save({ editOpen: false });
    presets.getState().showSaveForm(editRequest({ prompt: 'from the history', seed: 9 }));
    expect(stores.settings.getState().settings.editOpen).toBe(true);
    const { view } = presets.getState();
    expect(view).toMatchObject({ kind: 'save', source: { prompt: 'from the history', seed: 9 } });
    edit.getState().setPrompt(' written ');
    edit.getState().setParam('steps', null);
    presets.getState().showSaveForm();
    expect(presets.getState().view).toMatchObject({ source: { prompt: 'written' } });
    expect(presets.getState().view).not.toHaveProperty('source.params.steps');

    await save('Night');
    await presets.getState().load();
    expect(await save(' NIGHT ', { prompt: 'deep night' })).toBe(true);
    expect(main.catalog.presets).toMatchObject([{ name: 'Night', content: { prompt: 'deep night' } }]);
    expect(messages().at(-1)).toBe('Updated preset “Night”');
  });

  it('take their parts from the form when updated', async () => {
    const { main, presets, edit, save } = world();
    await save('Look', { params: { steps: 12 }, seed: 3 });
    await presets.getState().load();
    edit.getState().setPrompt('not asked for');
    edit.getState().setParam('steps', 20);
    edit.getState().setParam('guidance', 9);
    edit.getState().setSeed(8);
    const [look] = presets.getState().presets;
    if (look) await presets.getState().update(look);
    expect(main.catalog.presets[0]?.content).toEqual({
      engine: 'practice',
      model: 'practice-filters',
      params: { steps: 20 },
      seed: 8,
    });
  });

  it('are duplicated under a free name, and deleted with undo', async () => {
    const { stores, presets, names, messages, save } = world();
    await save('Night');
    await presets.getState().load();
    const [night] = presets.getState().presets;
    if (!night) throw new Error('not saved');
    await presets.getState().duplicate(night);
    await expect.poll(names).toEqual(['Night', 'Night (2)']);
    await presets.getState().remove(night);
    await expect.poll(names).toEqual(['Night (2)']);
    expect(messages().at(-1)).toBe('Deleted preset “Night”');
    stores.toasts.getState().toasts.at(-1)?.action?.run();
    await expect.poll(names).toEqual(['Night', 'Night (2)']);
  });

  it('report a name in use, and keep the form open', async () => {
    const { presets, messages, save } = world();
    await save('Night');
    // Not read yet, so only the main process knows.
    expect(await save('Night')).toBe(false);
    expect(messages().at(-1)).toBe('“Night” already exists.');
    await save('Day');
    await presets.getState().load();
    const [night] = presets.getState().presets;
    if (night) expect(await presets.getState().rename(night, 'Day')).toBe(false);
  });

  it('show what was not imported from a file', async () => {
    const { main, presets, messages } = world();
    await presets.getState().importFile();
    expect(presets.getState().view).toBeNull();
    const refused = {
      preset: 'Day',
      place: 1,
      field: 'seed',
      takenWithout: false,
      reason: 'invalid-value',
    } as const;
    main.presetImport = { file: 'a.json', count: 1, refused: [refused], refusedCount: 1 };
    await presets.getState().importFile();
    expect(presets.getState().view).toMatchObject({ kind: 'refused' });
    expect(messages()).toEqual(['Imported 1 preset']);
    main.fail('preset.importFile', 'file-unreadable');
    await presets.getState().importFile();
    expect(messages().at(-1)).toBe('The file can’t be read.');
  });
});

describe('the parts of a preset', () => {
  it('are those of the source request', () => {
    const source = editRequest({ prompt: 'night', seed: 7 });
    const content = contentOf(source, { prompt: true, params: ['steps', 'sparkle'], seed: false });
    expect(content).toEqual({
      engine: 'practice',
      model: 'practice-filters',
      prompt: 'night',
      params: { steps: 28 },
    });
    expect(partsOf(content)).toEqual({ prompt: true, params: ['steps'], seed: false });
  });

  it('are found by name, by the comparison of names', () => {
    const preset = {
      id: 1,
      name: 'Night',
      content: { engine: 'practice', model: 'practice-filters' },
      uses: 0,
      usedAt: null,
    } as const;
    expect(namedLike([preset], ' nIGHT ')).toBe(preset);
    expect(namedLike([preset], 'Nigh')).toBeUndefined();
  });
});

describe('the presets to start with', () => {
  it.each(['en', 'de'] as const)('work with practice, in %s', (language) => {
    setLocale(language);
    const starters = starterPresets();
    expect(starters.length).toBeGreaterThan(4);
    for (const { name, content } of starters) {
      expect(name).not.toBe('');
      PresetContent.parse(content);
      const model = findModel(content.engine, content.model);
      expect(model && parseParams(model, content.params ?? {}).ok, name).toBe(true);
      // The words mean something to the built-in filters.
      if (content.prompt) expect(filtersFor(content.prompt), name).not.toEqual(['grade']);
    }
    expect(new Set(starters.map(({ name }) => name)).size).toBe(starters.length);
    setLocale('en');
  });
});
