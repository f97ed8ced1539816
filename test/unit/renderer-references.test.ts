import { describe, expect, it } from 'vitest';
import { limitTexts } from '../../src/renderer/features/challenge/limit-text.ts';
import { keepDraft } from '../../src/renderer/features/edit/keep-draft.ts';
import { wireRows } from '../../src/renderer/features/edit/wire-rows.ts';
import { addReferences } from '../../src/renderer/stores/add-references.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { modelOf } from '../../src/shared/domain/engine-catalog.ts';
import { referenceLimit } from '../../src/shared/domain/reference.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, editRequest, picture } from '../fakes/records.ts';

const SERVER = modelOf('openai-images');
const LIMIT = referenceLimit(SERVER);

function form(pictures = 4, engine = 'openai-images') {
  const main = FakeMain.withPictures(pictures);
  const stores = createStores(main.bridge);
  stores.edit.getState().start(engine, DEFAULT_SETTINGS);
  stores.edit.getState().setPrompt('like the second picture');
  const said = () => stores.toasts.getState().toasts.map(({ message }) => message());
  return { main, stores, edit: stores.edit, said };
}

describe('adding reference pictures', () => {
  it('adds each once and in order, and says if they were there', () => {
    const { stores, edit, said } = form();
    addReferences(stores, { ids: [3, 2] });
    addReferences(stores, { ids: [2] });
    expect(edit.getState().references).toEqual([3, 2]);
    expect(said()).toEqual(['This picture is already a reference.']);
  });

  it('adds as many as the model takes, and says that not all were', () => {
    const { stores, edit, said } = form();
    addReferences(stores, { ids: Array.from({ length: LIMIT + 2 }, (_, at) => at + 1) });
    expect(edit.getState().references).toHaveLength(LIMIT);
    expect(said()[0]).toMatch(/^Not all were added\./);
    addReferences(stores, { ids: [LIMIT + 1] });
    expect(said()[1]).toMatch(/^Nothing was added\./);
  });

  it('says that the model takes none', () => {
    const { stores, edit, said } = form(4, 'practice');
    addReferences(stores, { ids: [2] });
    expect(edit.getState().references).toEqual([]);
    expect(said()[0]).toMatch(/can’t take reference pictures/);
  });
});

describe('the reference pictures of the form', () => {
  it('are sent in order, and a changed list is another press', async () => {
    const { main, stores, edit } = form();
    addReferences(stores, { ids: [3, 2] });
    await edit.getState().submit(1);
    edit.getState().moveReference(2, -1);
    await edit.getState().submit(1);
    const sent = main.entries.map(({ edit: { references } }) => references.map(({ imageId }) => imageId));
    expect(sent.toSorted()).toEqual([
      [2, 3],
      [3, 2],
    ]);
  });

  it('stay in the form, unsent, while the model takes none', async () => {
    const { main, stores, edit } = form();
    addReferences(stores, { ids: [3, 2] });
    edit.getState().setEngine('practice');
    await edit.getState().submit(1);
    expect(main.entries.map((entry) => entry.edit.references)).toEqual([[]]);
    edit.getState().setEngine('openai-images');
    expect(edit.getState().references).toEqual([3, 2]);
  });

  it('are kept over a restart', async () => {
    const { main, stores } = form();
    keepDraft(stores);
    addReferences(stores, { ids: [3, 2] });
    stores.settings.getState().flush();
    await expect.poll(() => main.settings.draft?.references, { timeout: 60_000 }).toEqual([3, 2]);
    const again = createStores(main.bridge).edit;
    again.getState().start('openai-images', main.settings);
    expect(again.getState().references).toEqual([3, 2]);
  });

  it('come back with the settings of an earlier edit, and go with those of one without', () => {
    const { edit } = form();
    const request = editRequest({ engine: 'openai-images', model: SERVER.id, params: {} });
    edit.getState().fillFrom(request, [2, 4]);
    expect(edit.getState().references).toEqual([2, 4]);
    edit.getState().fillFrom(request);
    expect(edit.getState().references).toEqual([]);
  });

  it('are not part of a preset', () => {
    const { stores, edit } = form();
    addReferences(stores, { ids: [3] });
    edit.getState().applyPreset({ engine: 'openai-images', model: SERVER.id, prompt: 'night' });
    expect(edit.getState()).toMatchObject({ prompt: 'night', references: [3] });
  });

  it('are rows of the request that will be sent', () => {
    const draft = { prompt: 'x', values: {}, seed: 7 };
    const named = (references: number) =>
      wireRows(SERVER, { ...draft, references }, false).map(({ name }) => name);
    expect(named(0)).toContain('image');
    expect(named(2)).toContain('image[]');
    expect(named(2)).not.toContain('image');
  });
});

describe('the limits of a challenge', () => {
  it('say that the other model can’t take reference pictures, whose name may be a plural', () => {
    const entry = editEntry(1, picture(1));
    const edit = { ...entry.edit, references: [{ imageId: 2, sha256: 'b'.repeat(64) }] };
    const texts = (engine: string) => limitTexts({ ...entry, edit }, modelOf(engine)).join(' ');
    expect(texts('practice')).toMatch(/can’t take reference pictures/);
    expect(texts('openai-images')).not.toMatch(/reference/);
  });
});
