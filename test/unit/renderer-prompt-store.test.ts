import { describe, expect, it } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, editRequest } from '../fakes/records.ts';

/** A window in whose library these prompts were used, the last one last. */
function world(...used: string[]) {
  const main = FakeMain.withPictures(1);
  const source = main.images[0];
  if (!source) throw new Error('no picture');
  main.entries = used.map((prompt, index) => {
    const entry = editEntry(index + 1, source);
    return { ...entry, edit: { ...entry.edit, request: editRequest({ prompt }) } };
  });
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  const { edit, prompts } = stores;
  /** Steps, and writes the new text into the form, as the field does. */
  const step = async (by: 1 | -1) => {
    const text = await prompts.getState().step(by);
    if (text !== null) edit.getState().setPrompt(text);
    return text;
  };
  const offered = () => prompts.getState().completions.map(({ prompt }) => prompt);
  return { main, stores, edit, prompts, step, offered };
}

describe('stepping through earlier prompts', () => {
  it('steps back to the first one and forward to the typed text', async () => {
    const { edit, step } = world('one', 'two', 'three');
    edit.getState().setPrompt('mine');
    expect([await step(1), await step(1), await step(1), await step(1)]).toEqual([
      'three',
      'two',
      'one',
      null,
    ]);
    expect([await step(-1), await step(-1), await step(-1), await step(-1)]).toEqual([
      'two',
      'three',
      'mine',
      null,
    ]);
    expect(edit.getState().prompt).toBe('mine');
  });

  it('restarts from newly typed text, and skips the form’s current prompt', async () => {
    const { edit, step } = world('one', 'two', 'three');
    await step(1);
    await step(1);
    edit.getState().setPrompt('two, brighter');
    expect(await step(1)).toBe('three');
    expect(await step(-1)).toBe('two, brighter');
    edit.getState().setPrompt('three');
    expect(await step(1)).toBe('two');
  });

  it('does nothing without used prompts', async () => {
    const { step } = world();
    expect(await step(1)).toBeNull();
    expect(await step(-1)).toBeNull();
  });
});

describe('completing a prompt', () => {
  it('suggests continuations, newest first, excluding the text itself', async () => {
    const { prompts, offered } = world('make it night', 'sepia', 'make it snow', 'make it');
    await prompts.getState().complete('make it');
    expect(offered()).toEqual(['make it snow', 'make it night']);
    expect(prompts.getState().offered()).toBe('make it snow');
    prompts.getState().moveActive(1);
    prompts.getState().moveActive(1);
    expect(prompts.getState().offered()).toBe('make it night');
    await prompts.getState().complete('m');
    expect(offered()).toEqual([]);
    expect(prompts.getState().offered()).toBeNull();
  });

  it('drops a late answer for earlier text', async () => {
    const { main, prompts, offered } = world('make it night', 'sepia');
    let answer = () => {};
    main.holdNext.set('edit.prompts', new Promise<void>((resolve) => (answer = resolve)));
    const slow = prompts.getState().complete('make');
    await prompts.getState().complete('sep');
    answer();
    await slow;
    expect(offered()).toEqual(['sepia']);
    main.holdNext.set('edit.prompts', new Promise<void>((resolve) => (answer = resolve)));
    const dismissed = prompts.getState().complete('make');
    prompts.getState().dismiss();
    answer();
    await dismissed;
    expect(offered()).toEqual([]);
  });

  it('suggests nothing, without an error, if they can’t be read', async () => {
    const { main, stores, prompts, offered } = world('make it night');
    main.fail('edit.prompts', 'internal');
    await prompts.getState().complete('make');
    expect(offered()).toEqual([]);
    expect(stores.toasts.getState().toasts).toEqual([]);
  });
});

describe('forgetting a prompt', () => {
  it('removes it from the list, and undo restores it', async () => {
    const { stores, prompts } = world('one', 'two');
    await prompts.getState().list('');
    const listed = () => prompts.getState().listed?.map(({ prompt }) => prompt);
    await prompts.getState().forget('two');
    await expect.poll(listed).toEqual(['one']);
    expect(stores.toasts.getState().toasts.at(-1)?.message()).toBe('Prompt removed');
    await stores.changes.getState().undo();
    await expect.poll(listed).toEqual(['two', 'one']);
  });
});
