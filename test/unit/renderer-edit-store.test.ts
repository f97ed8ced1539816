import { describe, expect, it, onTestFinished } from 'vitest';
import { changedParams } from '../../src/renderer/features/edit/edit-draft.ts';
import { createEditStore } from '../../src/renderer/features/edit/edit-store.ts';
import { keepDraft } from '../../src/renderer/features/edit/keep-draft.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import {
  engineCatalog,
  modelOf,
  modelsOf,
  setEngineCatalog,
} from '../../src/shared/domain/engine-catalog.ts';
import type { Model } from '../../src/shared/domain/model.ts';
import { DEFAULT_SETTINGS, DRAFT_PROMPT_MAX } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editRequest } from '../fakes/records.ts';

function form() {
  const main = FakeMain.withPictures(1);
  const edit = createEditStore(main.bridge);
  edit.getState().start('practice', DEFAULT_SETTINGS);
  return { main, edit };
}

function stored() {
  const main = FakeMain.withPictures(1);
  return { main, stores: createStores(main.bridge) };
}

describe('the edit form', () => {
  it('restores its last content as far as it fits the engine', () => {
    const { edit } = form();
    const { strength, steps } = edit.getState().values;
    const values = { strength: 0.4, steps: 999, flavour: 'sweet' };
    edit.getState().start('practice', { seedLocked: true, draft: { prompt: 'sepia, so', seed: 77, values } });
    expect(edit.getState()).toMatchObject({ prompt: 'sepia, so', seed: 77, seedLocked: true });
    expect(strength).not.toBe(0.4);
    expect(edit.getState().values).toMatchObject({ strength: 0.4, steps });
    expect(edit.getState().values).not.toHaveProperty('flavour');
    edit.getState().start('practice', { seedLocked: false, draft: { prompt: '', seed: -1, values: {} } });
    expect(edit.getState().seed).toBe(77);
  });

  it('is saved on every change, unless too long for a message', async () => {
    const { main, stores } = stored();
    const shown = stores.settings.getState().settings;
    keepDraft(stores);
    stores.edit.getState().setPrompt('night');
    stores.edit.getState().setParam('steps', null);
    const { seed, values } = stores.edit.getState();
    // A key press rerenders nothing that depends on the settings.
    expect(stores.settings.getState().settings).toBe(shown);
    const kept = async () => {
      stores.settings.getState().flush();
      await new Promise((resolve) => setTimeout(resolve));
      return main.settings.draft;
    };
    expect(await kept()).toEqual({ prompt: 'night', seed, values, references: [] });
    expect((await kept())?.values.steps).toBeNull();
    stores.edit.getState().setPrompt('x'.repeat(DRAFT_PROMPT_MAX + 1));
    expect((await kept())?.prompt).toBe('night');
  });

  it('rejects invalid values at their fields with reasons, and focuses the first', async () => {
    const { main, edit } = form();
    edit.getState().setSeed(0);
    edit.getState().setParam('steps', 500);
    edit.getState().setParam('strength', null);
    expect(await edit.getState().submit(1)).toBeNull();
    expect(edit.getState().errors).toEqual({
      prompt: { reason: 'prompt-missing' },
      seed: { reason: 'seed-range', params: { min: 1, max: 2_147_483_647 } },
      steps: { reason: 'param-range', params: { param: 'steps', min: 1, max: 50 } },
      strength: { reason: 'param-number', params: { param: 'strength', min: 0, max: 1 } },
    });
    expect(edit.getState().focus?.field).toBe('prompt');
    expect(main.calls).toEqual([]);

    edit.getState().setPrompt('sepia');
    edit.getState().setSeed(5);
    edit.getState().resetParam('strength');
    expect(Object.keys(edit.getState().errors)).toEqual(['steps']);
    await edit.getState().submit(1);
    expect(edit.getState().focus?.field).toBe('steps');
  });

  it('sends every parameter, and rolls a new seed for the next edit', async () => {
    const { edit } = form();
    edit.getState().setPrompt('  sepia ');
    edit.getState().setSeed(77);
    edit.getState().setParam('format', 'png');
    const entry = await edit.getState().submit(1);
    expect(entry?.edit.request).toEqual(
      editRequest({ prompt: 'sepia', seed: 77, params: { ...editRequest().params, format: 'png' } }),
    );
    expect(edit.getState().seed).not.toBe(77);
    expect(edit.getState().prompt).toBe('  sepia ');
  });

  it('keeps a locked seed', async () => {
    const { edit } = form();
    edit.getState().setPrompt('sepia');
    edit.getState().setSeed(77);
    edit.getState().setSeedLocked(true);
    await edit.getState().submit(1);
    expect(edit.getState().seed).toBe(77);
  });

  it('sends once for two presses', async () => {
    const { main, edit } = form();
    edit.getState().setPrompt('sepia');
    const [first, second] = await Promise.all([edit.getState().submit(1), edit.getState().submit(1)]);
    expect(first).not.toBeNull();
    expect(second).toBeUndefined();
    expect(main.calls).toEqual(['edit.run']);
    expect(edit.getState().submitting).toBe(false);
  });

  it('repeated presses without a change are one edit, even after the next seed was rolled', async () => {
    const { main, edit } = form();
    edit.getState().setPrompt('sepia');
    for (let n = 0; n < 5; n += 1) await edit.getState().submit(1);
    expect(main.entries).toHaveLength(1);
    expect(edit.getState().seed).not.toBe(main.entries[0]?.edit.request.seed);
    // Another edit: the user changed something.
    edit.getState().drawSeed();
    await edit.getState().submit(1);
    expect(main.entries).toHaveLength(2);
  });

  it('asks for a picture when none is selected', async () => {
    const { edit } = form();
    edit.getState().setPrompt('sepia');
    expect(await edit.getState().submit(null)).toBeNull();
    expect(edit.getState().problem?.reason).toBe('no-picture-selected');
  });

  it('shows main’s refusal, and keeps the seed', async () => {
    const { main, edit } = form();
    edit.getState().setPrompt('sepia');
    edit.getState().setSeed(77);
    main.fail('edit.run', 'missing-key');
    expect(await edit.getState().submit(1)).toBeNull();
    expect(edit.getState().problem?.code).toBe('missing-key');
    expect(edit.getState().seed).toBe(77);

    main.fail('edit.run', 'bad-request', [
      { field: 'quality', reason: 'param-range', params: { param: 'quality', min: 0, max: 100 } },
    ]);
    await edit.getState().submit(1);
    expect(edit.getState().errors).toEqual({
      quality: { reason: 'param-range', params: { param: 'quality', min: 0, max: 100 } },
    });
    expect(edit.getState().problem).toBeNull();
    expect(edit.getState().submitting).toBe(false);

    // An error of a field missing in the form must not be lost.
    main.fail('edit.run', 'bad-request', [{ field: 'model', reason: 'invalid-value' }]);
    await edit.getState().submit(1);
    expect(edit.getState().problem?.code).toBe('bad-request');
  });

  it('can be filled from an earlier request', () => {
    const { edit } = form();
    edit.getState().fillFrom(editRequest({ prompt: 'old words', seed: 9, params: { steps: 12 } }));
    expect(edit.getState()).toMatchObject({ prompt: 'old words', seed: 9, engine: 'practice' });
    expect(edit.getState().values).toMatchObject({ steps: 12, guidance: 3 });
  });

  it('resets all parameters, and undoes that', () => {
    const { edit } = form();
    edit.getState().setParam('steps', 500);
    edit.getState().setParam('format', 'png');
    edit.getState().touchField('steps');
    const { values } = edit.getState();
    expect(changedParams(edit.getState())).toEqual(['steps', 'format']);
    edit.getState().resetParams();
    expect(changedParams(edit.getState())).toEqual([]);
    expect(edit.getState().errors).toEqual({});
    edit.getState().setParams(values);
    expect(edit.getState().values).toEqual(values);
  });

  it('keeps its content when the engine changes', () => {
    const { edit } = form();
    edit.getState().setParam('steps', 12);
    edit.getState().setEngine('1min.ai');
    expect(edit.getState().values.steps).toBe(12);
  });

  it('takes a new model’s default for what was never changed', () => {
    const before = engineCatalog();
    onTestFinished(() => setEngineCatalog(before));
    const { edit } = form();
    const { steps } = edit.getState().values;
    const [flux, ...others] = modelsOf('comfyui');
    if (!flux) throw new Error('ComfyUI has no model.');
    const isSteps = (key: string) => key === 'steps';
    const params = flux.params.map((spec) =>
      isSteps(spec.key) && spec.kind === 'number' ? { ...spec, default: 4 } : spec,
    );
    const rest = before.models.filter(({ engine }) => engine !== 'comfyui');
    setEngineCatalog({ ...before, models: [...rest, { ...flux, params }, ...others] });
    expect(steps).not.toBe(4);
    edit.getState().setEngine('comfyui');
    expect(edit.getState().values.steps).toBe(4);
    // Also by way of a model without steps.
    edit.getState().setEngine('practice');
    expect(edit.getState().values.steps).toBe(steps);
    edit.getState().setEngine('openai-images');
    edit.getState().setEngine('comfyui');
    expect(edit.getState().values.steps).toBe(4);
  });

  it('takes the new defaults of a model that changes while it is chosen, and keeps what the user changed', () => {
    const before = engineCatalog();
    onTestFinished(() => setEngineCatalog(before));
    const { edit } = form();
    edit.getState().setEngine('comfyui');
    edit.getState().setParam('guidance', 7);
    edit.getState().setPrompt('a blue cup');
    const flux = modelOf('comfyui');
    const other = (params: Model['params']) =>
      before.models.map((model) => (model === flux ? { ...flux, params } : model));
    const rest = flux.params.filter(({ key }) => key !== 'steps');
    const steps = flux.params.find(({ key }) => key === 'steps');
    if (steps?.kind !== 'number') throw new Error('ComfyUI has no steps.');
    const added = { ...steps, key: 'extra', wire: 'extra', default: 5 };
    setEngineCatalog({ ...before, models: other([...rest, { ...steps, default: 4 }, added]) });
    edit.getState().applyCatalog();
    expect(edit.getState().values).toMatchObject({ steps: 4, extra: 5, guidance: 7 });
    expect(edit.getState().compose()).toMatchObject({ params: { steps: 4, extra: 5, guidance: 7 } });
    // Nothing is cleared when it is the same.
    edit.getState().setProblem({ code: 'missing-key' });
    setEngineCatalog(structuredClone(engineCatalog()));
    edit.getState().applyCatalog();
    expect(edit.getState().problem).toEqual({ code: 'missing-key' });
  });

  it('offers no replaced model, and moves to the one that replaced it', () => {
    const before = engineCatalog();
    onTestFinished(() => setEngineCatalog(before));
    const { edit } = form();
    edit.getState().setEngine('comfyui');
    const flux = modelOf('comfyui');
    const portrait = { ...flux, id: 'workflow-1', name: 'portrait' };
    const rest = before.models.filter(({ engine }) => engine !== 'comfyui');
    setEngineCatalog({ ...before, models: [...rest, portrait, { ...flux, isReplaced: true }] });
    edit.getState().applyCatalog();
    expect(edit.getState().model).toBe('workflow-1');
    edit.getState().fillFrom(editRequest({ engine: 'comfyui', model: flux.id }));
    expect(edit.getState().model).toBe('workflow-1');
  });
});
