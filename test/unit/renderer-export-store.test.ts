import { DEFAULT_EXPORT, type ExportProgress } from '@shared/domain/export.ts';
import { describe, expect, it } from 'vitest';
import { fileOfData } from '../../src/renderer/features/drop/data-picture.ts';
import { createExportStore } from '../../src/renderer/features/export/export-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';

function world() {
  const main = FakeMain.withPictures(3);
  const toasts = createToastStore();
  const store = createExportStore(main.bridge, toasts);
  return { main, toasts, store, state: () => store.getState() };
}

const END: ExportProgress = {
  exportId: 1,
  state: 'done',
  done: 3,
  total: 3,
  saved: 2,
  skipped: 1,
  failed: 0,
  failures: [],
  folder: 'Exports',
};
const target = { ids: [1, 2, 3] };

describe('an export', () => {
  it('opens with the last options, and previews the first names', async () => {
    const { main, state } = world();
    main.exportOptions = { ...DEFAULT_EXPORT, template: '{n}' };
    await state().open(target);
    expect(state()).toMatchObject({ target, total: 3, folder: null, names: ['{n}.png'] });
    state().close();
    expect(state().target).toBeNull();
  });

  it('doesn’t open without pictures', async () => {
    const { main, state } = world();
    await state().open(null);
    expect(state().target).toBeNull();
    expect(main.calls).toEqual([]);
  });

  it('asks for a folder first, starts, and shows the folder at the end', async () => {
    const { main, toasts, state } = world();
    await state().open(target);
    await state().start();
    expect(main.calls.slice(-2)).toEqual(['export.pickFolder', 'export.start']);
    expect(state()).toMatchObject({ target: null, active: { exportId: 1, total: 3 } });
    state().setProgress({ ...END, state: 'running', done: 1 });
    expect(state().active?.done).toBe(1);
    state().setProgress(END);
    expect(state().active).toBeNull();
    const [toast] = toasts.getState().toasts;
    expect(toast?.message()).toBe('Exported 2 pictures to Exports; 1 skipped (already exist)');
    toast?.action?.run();
    await Promise.resolve();
    expect(main.calls.at(-1)).toBe('export.reveal');
  });

  it('ends even if its last event arrives before the answer to its start', async () => {
    const { main, state } = world();
    await state().open(target);
    const gate = Promise.withResolvers<void>();
    main.holdNext.set('export.start', gate.promise);
    main.exportFolder = '/x';
    await state().pickFolder();
    const starting = state().start();
    state().setProgress(END);
    gate.resolve();
    await starting;
    expect(state().active).toBeNull();
  });

  it('that can’t start shows why in the dialog, which stays open', async () => {
    const { main, toasts, state } = world();
    await state().open(target);
    main.fail('export.start', 'bad-request');
    await state().start();
    expect(state().target).toEqual(target);
    expect(state().problem).toMatch(/^Something in this request isn’t valid/);
    state().setOptions({ recipe: true });
    expect(state().problem).toBeNull();
    expect(toasts.getState().toasts).toEqual([]);
  });

  it('that skipped something keeps a report until dismissed', () => {
    const { state } = world();
    const failures = [{ name: 'a.png', code: 'not-found' as const, message: 'gone' }];
    state().setProgress({ ...END, failed: 1, failures });
    expect(state().report?.failures).toEqual(failures);
    state().dismissReport();
    expect(state().report).toBeNull();
  });
});

describe('a drag out of the window', () => {
  it('starts if the files are ready and the button is still down', async () => {
    const { main, state } = world();
    expect(await state().startDrag(target, () => true)).toBe(true);
    expect(main.calls).toEqual(['image.prepareDrag', 'image.startDrag']);
  });
  it('doesn’t start after the button was released, because the system would wait forever', async () => {
    const { main, state } = world();
    expect(await state().startDrag(target, () => false)).toBe(false);
    expect(main.calls).toEqual(['image.prepareDrag']);
  });
  it('shows why it was refused', async () => {
    const { main, toasts, state } = world();
    main.fail('image.prepareDrag', 'disk-full');
    expect(await state().startDrag(target, () => true)).toBe(false);
    expect(toasts.getState().toasts).toHaveLength(1);
  });
});

describe('a picture that is written into the page itself', () => {
  const bytes = async (address: string) => {
    const file = fileOfData(address);
    return file && { name: file.name, text: await file.text() };
  };
  it('becomes a file, from base64 or as it is', async () => {
    const name = 'Web picture.png';
    expect(await bytes(`data:image/png;base64,${btoa('pixels')}`)).toEqual({ name, text: 'pixels' });
    expect(await bytes('data:image/png,pixels%21')).toEqual({ name, text: 'pixels!' });
    expect(await bytes(`data:image/png;charset=x;base64,${encodeURIComponent(btoa('pixels'))}`)).toEqual({
      name,
      text: 'pixels',
    });
  });
  it.each(['data:text/html,<b>', 'data:,x', 'data:image/png;base64,%%%', 'https://a.example/x.png', ''])(
    'is rejected: %s',
    (address) => expect(fileOfData(address)).toBeNull(),
  );
});
