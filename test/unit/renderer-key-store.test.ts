import { describe, expect, it } from 'vitest';
import { createPreviewStore } from '../../src/renderer/features/edit/preview-store.ts';
import { createKeyStore } from '../../src/renderer/features/settings/key-store.ts';
import { createUsageStore, rangeOf } from '../../src/renderer/features/settings/usage-store.ts';
import { createStores } from '../../src/renderer/stores/index.ts';
import { keyOf } from '../../src/renderer/stores/key-entries.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

const KEY = 'a-key-nobody-has-0123456789';

describe('the key', () => {
  it('is tested once main has the address that was entered just before', async () => {
    const main = new FakeMain();
    const { key, settings } = createStores(main.bridge);
    settings.getState().save({ engineOptions: { comfyui: { address: 'http://127.0.0.1:8188' } } });
    await key.getState().test('comfyui');
    expect(main.calls).toEqual(['settings.set', 'key.test']);
    settings.getState().save({ engineOptions: { comfyui: { address: 'http://127.0.0.1:8189' } } });
    await key.getState().save('comfyui', KEY, false);
    expect(main.calls.slice(2)).toEqual(['settings.set', 'key.set', 'key.test']);
  });

  it('is saved, then tested, and not kept in the page', async () => {
    const main = new FakeMain();
    const key = createKeyStore(main.bridge, async () => {});
    expect(await key.getState().save('1min.ai', KEY, false)).toBe(true);
    expect(main.calls).toEqual(['key.set', 'key.test']);
    expect(keyOf(key.getState(), '1min.ai')).toMatchObject({
      status: { present: true, lastFour: '6789' },
      busy: null,
    });
    expect(keyOf(key.getState(), '1min.ai').outcome?.good).toBe(true);
    expect(JSON.stringify(key.getState())).not.toContain(KEY);
  });

  it('shows why it was refused or not stored', async () => {
    const main = new FakeMain();
    const key = createKeyStore(main.bridge, async () => {});
    expect(await key.getState().save('1min.ai', '  ', false)).toBe(false);
    expect(keyOf(key.getState(), '1min.ai').outcome?.message).toMatch(/Paste/);
    expect(main.calls).toEqual([]);
    main.fail('key.set', 'not-allowed');
    expect(await key.getState().save('1min.ai', KEY, false)).toBe(false);
    expect(keyOf(key.getState(), '1min.ai')).toMatchObject({ busy: null, outcome: { good: false } });
    main.fail('key.test', 'offline');
    await key.getState().test('1min.ai');
    expect(keyOf(key.getState(), '1min.ai')).toMatchObject({ busy: null, outcome: { good: false } });
  });

  it('takes one press at a time', async () => {
    const main = new FakeMain();
    const key = createKeyStore(main.bridge, async () => {});
    await Promise.all([
      key.getState().save('1min.ai', KEY, false),
      key.getState().save('1min.ai', KEY, false),
    ]);
    expect(main.calls).toEqual(['key.set', 'key.test']);
    await Promise.all([key.getState().remove('1min.ai'), key.getState().remove('1min.ai')]);
    expect(main.calls.filter((call) => call === 'key.clear')).toHaveLength(1);
    expect(keyOf(key.getState(), '1min.ai').status.present).toBe(false);
  });
});

describe('the sums of usage', () => {
  it('cover whole days including today', () => {
    const noon = new Date(2025, 2, 10, 12).getTime();
    const { from, to } = rangeOf(7, noon);
    expect(new Date(from)).toEqual(new Date(2025, 2, 4));
    expect(new Date(to)).toEqual(new Date(2025, 2, 11));
  });

  it('show why they can’t be read until they can', async () => {
    const main = new FakeMain();
    const usage = createUsageStore(main.bridge, createToastStore());
    main.fail('usage.summary', 'internal');
    await usage.getState().load();
    expect(usage.getState().problem).not.toBeNull();
    usage.getState().setDays(30);
    await expect.poll(() => usage.getState().summary?.dailyCap).toBe(50);
    expect(usage.getState()).toMatchObject({ problem: null, days: 30 });
  });
});

describe('the preview of an upload', () => {
  it('is requested once per picture, and shows only the last requested one', async () => {
    const main = FakeMain.withPictures(2);
    const preview = createPreviewStore(main.bridge);
    let open = () => {};
    main.holdNext.set('upload.preview', new Promise<void>((done) => (open = done)));
    const first = preview.getState().load(1, '');
    await expect.poll(() => main.calls).toHaveLength(1);
    const second = preview.getState().load(2, '');
    await second;
    open();
    await first;
    expect(preview.getState().preview?.bytes).toBe(1002);
    await preview.getState().load(2, '');
    expect(main.calls).toHaveLength(2);
  });

  it('reflects the picture’s settings, and is requested again when they change', async () => {
    const main = FakeMain.withPictures(1);
    const asked: unknown[] = [];
    const call = main.bridge.upload.preview;
    const bridge = {
      ...main.bridge,
      upload: {
        preview: (input: Parameters<typeof call>[0]) => {
          asked.push(input.prepare);
          return call(input);
        },
      },
    };
    let region = { x: 0, y: 0, width: 100, height: 100 };
    const preview = createPreviewStore(bridge, () =>
      Promise.resolve({ prepare: { region, protect: null, pad: null }, finish: null }),
    );
    await preview.getState().load(1, 'a');
    region = { ...region, x: 50 };
    await preview.getState().load(1, 'a');
    await preview.getState().load(1, 'b');
    expect(asked).toMatchObject([{ region: { x: 0 } }, { region: { x: 50 } }]);
  });

  it('prepares each reference picture once while the list changes, and a failed one again', async () => {
    const main = FakeMain.withPictures(4);
    const preview = createPreviewStore(main.bridge);
    let open = () => {};
    main.holdNext.set('upload.preview', new Promise<void>((done) => (open = done)));
    const { loadReferences } = preview.getState();
    await loadReferences([]);
    const loads = [
      loadReferences([1]),
      loadReferences([1, 2]),
      loadReferences([2, 1, 3]),
      loadReferences([2, 3]),
    ];
    open();
    await Promise.all(loads);
    expect(main.calls).toHaveLength(3);
    expect([...preview.getState().references.keys()].toSorted()).toEqual([2, 3]);

    main.fail('upload.preview', 'not-found');
    await loadReferences([2, 4]);
    expect(preview.getState().references.get(4)).toHaveProperty('problem');
    await loadReferences([2, 4]);
    expect(preview.getState().references.get(4)).toHaveProperty('sha256');
    expect(main.calls).toHaveLength(5);
  });
});
