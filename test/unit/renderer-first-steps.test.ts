import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectStores } from '../../src/renderer/stores/connect.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { editEntry, picture, savedEntry } from '../fakes/records.ts';

async function opened(main: FakeMain) {
  const stores = createStores(main.bridge);
  connectStores(main.bridge, stores);
  await stores.library.getState().start(null);
  return stores;
}

describe('the first steps', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('advance automatically: a picture is added, an edit has its result', async () => {
    const main = new FakeMain();
    const stores = await opened(main);
    expect(stores.firstSteps.getState().step).toBe('drop');
    main.images = [picture(1)];
    main.emit('library.added', { images: [picture(1)] });
    await expect.poll(() => stores.firstSteps.getState().step).toBe('say');
    const entry = editEntry(7, picture(1), { state: 'sending' });
    main.emit('run.changed', entry);
    expect(stores.firstSteps.getState().step).toBe('say');
    main.emit('run.changed', savedEntry(entry, picture(2, { origin: 'result', editId: 7 })));
    expect(stores.firstSteps.getState().step).toBe('look');
  });

  it('can be stepped through and skipped, and start over on request', async () => {
    const main = FakeMain.withPictures(2);
    const { firstSteps, settings } = await opened(main);
    expect(firstSteps.getState().step).toBe('say');
    firstSteps.getState().next();
    expect(settings.getState().settings.onboardingDone).toBe(false);
    firstSteps.getState().next();
    expect(settings.getState().settings.onboardingDone).toBe(true);
    settings.getState().save({ onboardingDone: false });
    expect(firstSteps.getState().step).toBe('drop');
    firstSteps.getState().skip();
    expect(settings.getState().settings.onboardingDone).toBe(true);
    await vi.runAllTimersAsync();
    expect(main.settings.onboardingDone).toBe(true);
  });
});

describe('messages', () => {
  it('are limited to three, oldest removed first', () => {
    const { toasts } = createStores(new FakeMain().bridge);
    for (const message of ['a', 'b', 'c', 'd']) toasts.getState().show({ message: () => message });
    expect(toasts.getState().toasts.map(({ message }) => message())).toEqual(['b', 'c', 'd']);
  });

  it('with an action stay ten seconds', () => {
    const { toasts } = createStores(new FakeMain().bridge);
    toasts
      .getState()
      .show({ message: () => 'removed', action: { label: () => 'Undo', run: () => undefined } });
    expect(toasts.getState().toasts[0]?.stay).toBe(10_000);
  });
});
