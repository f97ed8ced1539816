import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fillPolygon, rectanglePoints } from '../../src/renderer/canvas/mask/fill.ts';
import { grayOf } from '../../src/renderer/canvas/mask/gray.ts';
import type { LayerId } from '../../src/renderer/features/mask/layers.ts';
import { createMaskStore, type MaskStore } from '../../src/renderer/features/mask/mask-store.ts';
import { createSettingsStore } from '../../src/renderer/stores/settings-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { NO_LOCAL_PARTS } from '../../src/shared/domain/edit.ts';
import { MASK_DRAFTS_MAX } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { FakeMaskFiles, inlineMaskWorker } from '../fakes/fake-masks.ts';

const SIZE = { width: 500, height: 400 };
const REGION = { x: 10, y: 20, width: 300, height: 200 };
let main: FakeMain;
let files: FakeMaskFiles;
let settings: ReturnType<typeof createSettingsStore>;
let failures: unknown[];
let isSizeKnown = true;

/** A store as after a start of the window, on the same settings and files. */
const start = (): MaskStore => {
  settings = createSettingsStore(main.bridge, createToastStore());
  settings.setState({ settings: main.settings });
  return createMaskStore({
    worker: inlineMaskWorker,
    files,
    settings,
    sizeOf: () => (isSizeKnown ? SIZE : null),
    failed: (error) => failures.push(error),
  });
};
const paint = (store: MaskStore, imageId: number, x: number, layer: LayerId = 'change') => {
  const mask = store.getState().maskOf(imageId)?.[layer];
  if (!mask) throw new Error('The mask is not there yet.');
  mask.change((writer) => fillPolygon(writer, rectanglePoints({ x, y: 50, width: 40, height: 30 }), false));
  store.getState().commitMask(imageId, layer);
};
/** Waits past every delay, so that everything is saved. */
const settle = async () => {
  await vi.advanceTimersByTimeAsync(3_000);
};

beforeEach(() => {
  vi.useFakeTimers();
  main = FakeMain.withPictures(2);
  files = new FakeMaskFiles();
  failures = [];
  isSizeKnown = true;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is set for a picture', () => {
  it('is empty until something is drawn', async () => {
    const store = start();
    expect(await store.getState().freeze(1)).toEqual(NO_LOCAL_PARTS);
    expect(files.puts).toBe(0);
  });

  it('is stored with its mask files, which are written once', async () => {
    const store = start();
    store.getState().setRegion(1, REGION);
    paint(store, 1, 60);
    paint(store, 1, 200, 'protect');
    await settle();
    const { prepare, finish } = await store.getState().freeze(1);
    expect(files.puts).toBe(2);
    expect(prepare).toMatchObject({ region: REGION, pad: null });
    expect(files.files.has(prepare.protect ?? '')).toBe(true);
    expect(finish).toMatchObject({ mode: 'composite', mask: { kind: 'drawn' }, featherPx: 12 });
    const before = store.getState().revisionOf(1);
    paint(store, 1, 100);
    expect(store.getState().revisionOf(1)).not.toBe(before);
    await store.getState().freeze(1);
    expect(files.puts).toBe(3);
  });

  it('puts back everything in the region if no mask is drawn', async () => {
    const store = start();
    store.getState().setRegion(1, REGION);
    expect((await store.getState().freeze(1)).finish).toMatchObject({ mask: { kind: 'all' } });
  });

  it('is read again once the size of its picture is known', async () => {
    const first = start();
    paint(first, 1, 60);
    await settle();
    isSizeKnown = false;
    const later = start();
    await later.getState().open(1);
    expect(later.getState().works.get(1)?.change.pixels ?? 0).toBe(0);
    isSizeKnown = true;
    await later.getState().open(1);
    expect(later.getState().works.get(1)?.change.pixels).toBe(40 * 30);
    expect(failures).toEqual([]);
  });

  it('has either a region or a pad', () => {
    const store = start();
    store.getState().setRegion(1, REGION);
    store.getState().setPad(1, { ratio: [16, 9], fill: 'edge' });
    expect(store.getState().works.get(1)).toMatchObject({ region: null, pad: { ratio: [16, 9] } });
    store.getState().setRegion(1, REGION);
    expect(store.getState().works.get(1)).toMatchObject({ region: REGION, pad: null });
  });

  it('is restored after a restart, to the last pixel', async () => {
    const first = start();
    first.getState().setRegion(1, REGION);
    first.getState().setFeather(1, 30);
    paint(first, 1, 60);
    paint(first, 1, 200, 'protect');
    const drawn = first.getState().maskOf(1);
    await settle();
    expect(main.settings.maskDrafts).toHaveLength(1);

    const second = start();
    await second.getState().open(1);
    expect(second.getState().works.get(1)).toMatchObject({ region: REGION, featherPx: 30, loading: false });
    const read = second.getState().maskOf(1);
    for (const layer of ['change', 'protect'] as const)
      expect(Buffer.compare(grayOf(read?.[layer] ?? never()), grayOf(drawn?.[layer] ?? never()))).toBe(0);
    // Nothing has changed, so nothing is written again.
    await second.getState().freeze(1);
    expect(files.puts).toBe(2);
    expect(failures).toEqual([]);
  });

  it('is dropped once it is removed', async () => {
    const store = start();
    store.getState().setRegion(1, REGION);
    paint(store, 1, 60);
    await settle();
    store.getState().reset(1);
    await settle();
    expect(main.settings.maskDrafts).toEqual([]);
    expect(await store.getState().freeze(1)).toEqual(NO_LOCAL_PARTS);
  });

  it('is kept for a limited number of pictures, most recent first', async () => {
    const store = start();
    for (let id = 1; id <= MASK_DRAFTS_MAX + 3; id++) {
      store.getState().setRegion(id, REGION);
      await settle();
    }
    expect(main.settings.maskDrafts).toHaveLength(MASK_DRAFTS_MAX);
    expect(main.settings.maskDrafts[0]?.imageId).toBe(MASK_DRAFTS_MAX + 3);
  });

  it('is evicted from memory least recently used first, and read again', async () => {
    const store = start();
    for (let id = 1; id <= 6; id++) {
      paint(store, id, 60);
      await settle();
    }
    expect(store.getState().works.has(1)).toBe(false);
    await store.getState().open(1);
    expect(store.getState().works.get(1)?.change.pixels).toBe(1200);
  });

  it('prevents an edit if a mask can’t be written, and retries', async () => {
    const store = start();
    paint(store, 1, 60);
    files.failNext = new Error('disk full');
    await expect(store.getState().freeze(1)).rejects.toThrow('disk full');
    expect((await store.getState().freeze(1)).finish).toMatchObject({ mask: { kind: 'drawn' } });
  });

  it('opens without masks whose files are missing', async () => {
    const first = start();
    first.getState().setRegion(1, REGION);
    paint(first, 1, 60);
    await settle();
    files.files.clear();
    const second = start();
    await second.getState().open(1);
    expect(second.getState().works.get(1)).toMatchObject({ region: REGION, change: { pixels: 0 } });
  });
});

describe('tools', () => {
  it('are deselected by their own button, and by leaving', () => {
    const store = start();
    const { chooseTool, leave } = store.getState();
    chooseTool('brush');
    chooseTool('brush');
    expect(store.getState().tool).toBeNull();
    chooseTool('lasso');
    let drawing = true;
    store.getState().attachTools({
      leave: () => {
        const was = drawing;
        drawing = false;
        return was;
      },
    });
    expect([leave(), store.getState().tool]).toEqual([true, 'lasso']);
    expect([leave(), store.getState().tool]).toEqual([true, null]);
    expect(leave()).toBe(false);
  });

  it('edit protected areas while *Protect* is active', () => {
    const store = start();
    paint(store, 1, 60);
    paint(store, 1, 200, 'protect');
    store.getState().chooseTool('protect');
    store.getState().clear(1);
    expect(store.getState().works.get(1)).toMatchObject({ change: { pixels: 1200 }, protect: { pixels: 0 } });
    store.getState().undo(1);
    expect(store.getState().works.get(1)?.protect).toMatchObject({ pixels: 1200, canRedo: true });
  });

  it('grow and shrink a mask in one undo step', async () => {
    const store = start();
    store.getState().chooseTool('brush');
    paint(store, 1, 100);
    await store.getState().resize(1, 5);
    expect(store.getState().works.get(1)?.change.pixels).toBeGreaterThan(1200);
    store.getState().undo(1);
    expect(store.getState().works.get(1)?.change.pixels).toBe(1200);
    expect(store.getState().busy).toBe(false);
  });

  it('don’t grow a mask on which a stroke has started', async () => {
    const store = start();
    store.getState().chooseTool('brush');
    paint(store, 1, 100);
    const growing = store.getState().resize(1, 5);
    const mask = store.getState().maskOf(1)?.change ?? never();
    mask.begin();
    await growing;
    expect(mask.isOpen()).toBe(true);
    expect(store.getState().works.get(1)?.change.pixels).toBe(1200);
    expect(store.getState().busy).toBe(false);
  });

  it('accept a found mask for painting', async () => {
    const store = start();
    paint(store, 2, 60);
    const png = await inlineMaskWorker.encode(store.getState().maskOf(2)?.change ?? never());
    await store.getState().setFoundMask(1, png);
    paint(store, 1, 300);
    expect(store.getState().works.get(1)?.change.pixels).toBe(2400);
    store.getState().undo(1);
    store.getState().undo(1);
    expect(store.getState().works.get(1)?.change.pixels).toBe(0);
  });

  it('keep a found mask for a picture whose older mask was not loaded yet', async () => {
    const before = start();
    paint(before, 1, 60);
    paint(before, 2, 60);
    paint(before, 2, 300);
    await settle();
    const png = await inlineMaskWorker.encode(before.getState().maskOf(2)?.change ?? never());
    const store = start();
    await store.getState().setFoundMask(1, png);
    await store.getState().open(1);
    expect(store.getState().works.get(1)?.change.pixels).toBe(2400);
    store.getState().undo(1);
    expect(store.getState().works.get(1)?.change.pixels).toBe(1200);
  });
});

function never(): never {
  throw new Error('There is no mask.');
}
