import { describe, expect, it } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

/** A window with three selected pictures and a filled form. */
async function world(engine: 'practice' | '1min.ai' = 'practice') {
  const main = FakeMain.withPictures(3);
  main.key = { engine: '1min.ai', present: true, lastFour: '1234', kept: 'keyring' };
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  stores.key.getState().setStatus(main.key);
  await stores.library.getState().start(null);
  await stores.library.getState().selectAll();
  await expect.poll(() => stores.library.getState().selection.count).toBe(3);
  stores.edit.getState().start(engine, DEFAULT_SETTINGS);
  stores.edit.getState().setPrompt('sepia');
  stores.edit.getState().setSeed(7);
  const sent = () => main.calls.filter((call) => call === 'edit.runMany').length;
  const messages = () => stores.toasts.getState().toasts.map(({ message }) => message());
  return { main, stores, batch: stores.batch, edit: stores.edit, sent, messages };
}

describe('one edit on all selected pictures', () => {
  it('is queued immediately if free, and shown in one toast until all are done', async () => {
    const { main, stores, batch, edit, sent, messages } = await world();
    batch.getState().setSeeds('same');
    await batch.getState().run();
    expect(sent()).toBe(1);
    expect(main.entries.map(({ edit: { sourceImageId, request } }) => [sourceImageId, request.seed])).toEqual(
      [
        [3, 7],
        [2, 7],
        [1, 7],
      ],
    );
    expect(edit.getState().seed).not.toBe(7);
    expect(messages()).toEqual(['3 edits queued']);
    const [first, second, third] = main.entries;
    if (!first || !second || !third) throw new Error('not queued');
    main.runChanged({ ...first, run: { ...first.run, state: 'saved' } });
    expect(messages()).toEqual(['1 of 3 edits done']);
    // Emitted twice, counted once.
    main.runChanged({ ...first, run: { ...first.run, state: 'saved' } });
    expect(messages()).toEqual(['1 of 3 edits done']);
    stores.toasts.getState().toasts[0]?.action?.run();
    expect(main.calls.filter((call) => call === 'run.cancel')).toHaveLength(2);
    main.runChanged({ ...second, run: { ...second.run, state: 'cancelled' } });
    main.runChanged({ ...third, run: { ...third.run, state: 'saved' } });
    expect(messages()).toEqual(['2 edits done, 1 not completed']);
  });

  it('is sent once for two presses', async () => {
    const { batch, sent } = await world();
    await Promise.all([batch.getState().run(), batch.getState().run()]);
    await batch.getState().run();
    expect(sent()).toBe(1);
  });

  it('asks once before many paid runs, and sends what was confirmed', async () => {
    const { main, batch, sent } = await world('1min.ai');
    await batch.getState().run();
    expect(batch.getState().pending).toMatchObject({ count: 3, request: { prompt: 'sepia' } });
    // The key that asks doesn't confirm.
    await batch.getState().run();
    expect(sent()).toBe(0);
    batch.getState().decline();
    expect(batch.getState().pending).toBeNull();
    await batch.getState().run();
    await Promise.all([batch.getState().confirm(), batch.getState().confirm()]);
    expect(sent()).toBe(1);
    expect(main.entries).toHaveLength(3);
  });

  it('asks again if the form or selection has changed', async () => {
    const { stores, batch, edit, sent } = await world('1min.ai');
    await batch.getState().run();
    edit.getState().setPrompt('sepia, warmer');
    expect(batch.getState().pending).toBeNull();
    await batch.getState().run();
    stores.library.getState().clearSelection();
    expect(batch.getState().pending).toBeNull();
    await batch.getState().confirm();
    expect(sent()).toBe(0);
  });

  it('doesn’t ask about runs that could not start anyway', async () => {
    const { main, stores, batch, edit, sent } = await world('1min.ai');
    stores.settings.getState().save({ dailyCap: 2 });
    await batch.getState().run();
    expect(batch.getState().pending).toBeNull();
    expect(edit.getState().problem).toMatchObject({
      code: 'daily-cap',
      params: { left: 2 },
    });
    stores.settings.getState().save({ dailyCap: 3 });
    expect(edit.getState().problem).toBeNull();
    main.emit('key.changed', { engine: '1min.ai', present: false, lastFour: '', kept: 'nowhere' });
    await batch.getState().run();
    expect(edit.getState().problem?.code).toBe('missing-key');
    expect(sent()).toBe(0);
  });

  it('shows invalid fields and refusals in the form', async () => {
    const { main, batch, edit, sent } = await world();
    edit.getState().setPrompt('');
    await batch.getState().run();
    expect(edit.getState().errors).toHaveProperty('prompt');
    expect(sent()).toBe(0);
    edit.getState().setPrompt('sepia');
    main.fail('edit.runMany', 'daily-cap');
    await batch.getState().run();
    expect(edit.getState().problem?.code).toBe('daily-cap');
    expect(edit.getState()).toMatchObject({ seed: 7, submitting: false });
  });
});
