import { type ImportProgress, NO_NAMES } from '@shared/domain/import.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createImportStore } from '../../src/renderer/features/drop/import-store.ts';
import { importSummary } from '../../src/renderer/features/drop/import-text.ts';
import { createLibraryStore } from '../../src/renderer/features/library/library-store.ts';
import { createChangesStore } from '../../src/renderer/stores/changes-store.ts';
import { createEntities } from '../../src/renderer/stores/entities/entities.ts';
import { feedAnswers } from '../../src/renderer/stores/entities/feed.ts';
import { createImageLoader } from '../../src/renderer/stores/entities/image-loader.ts';
import { createLabelsStore } from '../../src/renderer/stores/labels-store.ts';
import { createToastStore } from '../../src/renderer/stores/toast-store.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';

const progress = (more: Partial<ImportProgress>): ImportProgress => ({
  importId: 7,
  state: 'running',
  done: 0,
  total: 3,
  added: 0,
  duplicates: 0,
  refused: [],
  leftOut: NO_NAMES,
  emptyFolders: NO_NAMES,
  firstImageId: null,
  ...more,
});
const file = (name: string) => new File(['bytes'], name, { type: 'image/png' });

async function library(main: FakeMain) {
  const toasts = createToastStore();
  const entities = createEntities();
  const bridge = feedAnswers(main.bridge, entities);
  const loader = createImageLoader(bridge, entities);
  const changes = createChangesStore(bridge, { toasts, labels: createLabelsStore(bridge, toasts) });
  const pictures = createLibraryStore(bridge, { toasts, changes, entities, loader });
  await pictures.getState().start(null);
  return { toasts, pictures, imports: createImportStore(bridge, toasts, pictures, loader) };
}

describe('bringing pictures in', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends the bytes of files without a path to their addresses', async () => {
    const sent: string[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      sent.push(`${init.method} ${url} ${(init.body as File).name}`);
      return new Response(null, { status: 204 });
    });
    const { imports } = await library(new FakeMain());
    await imports.getState().importFiles([file('a.png'), file('b.png')]);
    expect(sent.sort()).toEqual(['PUT /import/7/0 a.png', 'PUT /import/7/1 b.png']);
    expect(imports.getState().active).toMatchObject({ importId: 7, total: 2, done: 0 });
  });

  it('selects the first picture of a drop only if nothing was selected', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    const main = FakeMain.withPictures(2);
    const first = await library(main);
    await first.imports.getState().importFiles([file('a.png')]);
    first.imports.getState().setProgress(progress({ done: 1, firstImageId: 2 }));
    expect(first.pictures.getState().selectedId).toBe(2);

    const second = await library(main);
    second.pictures.getState().select(1);
    await second.imports.getState().importFiles([file('a.png')]);
    second.imports.getState().setProgress(progress({ done: 1, firstImageId: 2 }));
    expect(second.pictures.getState().selectedId).toBe(1);
  });

  it('keeps the report of what was refused until it is dismissed', async () => {
    const { imports } = await library(new FakeMain());
    imports.getState().setProgress(progress({ done: 1 }));
    expect(imports.getState().active?.done).toBe(1);
    const refused = [{ name: 'report.pdf', code: 'not-a-picture' as const }];
    imports.getState().setProgress(progress({ state: 'done', done: 3, added: 2, refused }));
    expect(imports.getState().active).toBeNull();
    expect(imports.getState().report?.refused).toEqual(refused);
    imports.getState().dismissReport();
    expect(imports.getState().report).toBeNull();
  });

  it('stops sending when it is cancelled', async () => {
    let imports: Awaited<ReturnType<typeof library>>['imports'] | undefined;
    let sent = 0;
    vi.stubGlobal('fetch', async () => {
      sent++;
      if (sent === 1) await imports?.getState().cancel();
      return new Response(null, { status: 204 });
    });
    const main = new FakeMain();
    ({ imports } = await library(main));
    await imports.getState().importFiles(Array.from({ length: 20 }, (_, at) => file(`${at}.png`)));
    expect(main.calls).toContain('import.cancel');
    expect(sent).toBeLessThan(20);
  });

  it('reports duplicates by name or by number', async () => {
    const main = FakeMain.withPictures(0);
    main.images = [picture(1, { name: 'chelsea.png' })];
    const { imports, toasts } = await library(main);
    imports
      .getState()
      .setProgress(progress({ state: 'done', done: 1, total: 1, duplicates: 1, firstImageId: 1 }));
    await expect
      .poll(() => toasts.getState().toasts[0]?.message())
      .toBe('chelsea.png is already in your library');
    expect(importSummary(progress({ state: 'done', added: 2, duplicates: 3 }), 'a.png')).toBe(
      'Added 2 pictures; 3 pictures were already in your library',
    );
    expect(importSummary(progress({ state: 'done', added: 2 }), 'a.png')).toBeNull();
    expect(importSummary(progress({ state: 'cancelled', added: 12, total: 200 }), null)).toBe(
      'Canceled: 12 of 200 pictures added.',
    );
  });
});
