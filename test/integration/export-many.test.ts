import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DEFAULT_EXPORT,
  type ExportOptions,
  type ExportProgress,
  ExportProgress as Progress,
  Recipe,
} from '@shared/domain/export.ts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createDragOut } from '../../src/main/export/drag-out.ts';
import { createExportMany, type ExportMany } from '../../src/main/export/export-many.ts';
import { createExportService } from '../../src/main/export/export-service.ts';
import { offeredFormats } from '../../src/main/export/save-formats.ts';
import { countLonger, exportFacts } from '../../src/main/library/images/export-facts.ts';
import { openLedger } from '../../src/main/library/ledger/ledger.ts';
import { eventually } from '../fixtures/eventually.ts';
import { createFakeImaging, type Hook } from '../fixtures/fake-imaging.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { requestOf, silentLog } from '../fixtures/ledger-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

async function world(options: { hook?: Hook } = {}) {
  const rig = await importRig();
  const { library } = rig;
  const target = tempFolder();
  const told: ExportProgress[] = [];
  const ended = new Map<number, PromiseWithResolvers<ExportProgress>>();
  const end = (id: number) => {
    const known = ended.get(id) ?? Promise.withResolvers<ExportProgress>();
    ended.set(id, known);
    return known;
  };
  const revealed: string[] = [];
  const dragged: { files: readonly string[]; icon: string | null }[] = [];
  const picked: { folder: string | null } = { folder: target };
  const imaging = createFakeImaging(options.hook);
  let broken = false;
  const common = {
    facts: (ids: readonly number[]) => exportFacts(library.db, ids),
    pictureFile: library.pictureFile,
    imaging,
    resolve: async (wanted: { ids?: number[] }) => wanted.ids ?? [],
  };
  const make = (): ExportMany =>
    createExportMany({
      ...common,
      resolve: common.resolve as never,
      countLonger: (ids, edge, mime) => countLonger(library.db, ids, edge, mime),
      log: silentLog,
      desktop: { pickFolder: async () => picked.folder, reveal: (path) => revealed.push(path) },
      emit: (progress) => {
        if (broken) throw new Error('the listener broke');
        expect(JSON.stringify(progress).length).toBeLessThan(64 * 1024);
        told.push(Progress.parse(progress));
        if (progress.state !== 'running') end(progress.exportId).resolve(progress);
      },
      library: library.folder,
      entering: async () => {},
      path: join(tempFolder(), 'export.json'),
    });
  const service = make();
  await service.pickFolder();
  const dragFolder = join(library.folder, 'drag');
  const drag = createDragOut({
    ...common,
    resolve: common.resolve as never,
    thumb: (sha256) => library.thumbFile(sha256, 256),
    desktop: { startDrag: (files, icon) => dragged.push({ files, icon }) },
    clock: () => Date.now(),
    folder: dragFolder,
  });
  async function run(ids: number[], change: Partial<ExportOptions> = {}): Promise<ExportProgress> {
    const { exportId } = await service.start({ ids }, { ...DEFAULT_EXPORT, ...change });
    return end(exportId).promise;
  }
  return {
    rig,
    library,
    service,
    run,
    target,
    told,
    revealed,
    picked,
    imaging,
    end,
    drag,
    dragged,
    dragFolder,
    breakListener: () => {
      broken = true;
    },
  };
}

/** Adds pictures of these sizes; their ids in order. */
async function add(
  { rig, library }: Awaited<ReturnType<typeof world>>,
  names: readonly string[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const [at, name] of names.entries()) {
    const image = sharp({
      create: { width: 60 + at, height: 40, channels: 3, background: { r: at * 9, g: 80, b: 90 } },
    });
    await rig.write(`${at}`, await image.toFormat(name.endsWith('.jpg') ? 'jpeg' : 'png').toBuffer());
    const { importId } = rig.service.start([{ name, path: join(rig.folder, `${at}`) }]);
    const { firstImageId } = await rig.over(importId);
    ids.push(firstImageId ?? 0);
  }
  expect(library.db.prepare('SELECT count(*) FROM images').pluck().get()).toBeGreaterThan(0);
  return ids;
}

describe('saving many pictures', () => {
  it('copies the unchanged bytes under unique names', async () => {
    const it = await world();
    const ids = await add(it, ['a.png', 'A.PNG', 'b: c?.jpg']);
    const end = await it.run(ids);
    expect(end).toMatchObject({ state: 'done', saved: 3, done: 3, failed: 0, skipped: 0 });
    expect(readdirSync(it.target).sort()).toEqual(['A (2).PNG', 'a.png', 'b_ c_.jpg']);
    const [first = 0] = ids;
    const stored = it.library.pictureFile(it.library.picture(first).sha256)?.path ?? '';
    expect(readFileSync(join(it.target, 'a.png'))).toEqual(readFileSync(stored));
    // Not the library's own file under another name.
    expect(statSync(join(it.target, 'a.png')).ino).not.toBe(statSync(stored).ino);
    it.service.reveal();
    expect(it.revealed).toEqual([expect.stringContaining(it.target)]);
  });

  it('keeps both, replaces or skips existing files', async () => {
    const it = await world();
    const ids = await add(it, ['a.png']);
    await writeFile(join(it.target, 'a.png'), 'old');
    expect(await it.run(ids, { collision: 'skip' })).toMatchObject({ saved: 0, skipped: 1 });
    expect(readFileSync(join(it.target, 'a.png'), 'utf8')).toBe('old');
    expect(await it.run(ids, { collision: 'both' })).toMatchObject({ saved: 1 });
    expect(await it.run(ids, { collision: 'both' })).toMatchObject({ saved: 1 });
    expect(readdirSync(it.target).sort()).toEqual(['a (2).png', 'a (3).png', 'a.png']);
    expect(readFileSync(join(it.target, 'a.png'), 'utf8')).toBe('old');
    expect(await it.run(ids, { collision: 'replace' })).toMatchObject({ saved: 1 });
    expect(readFileSync(join(it.target, 'a.png')).length).toBeGreaterThan(10);
    expect(readdirSync(it.target)).toHaveLength(3);
  });

  it('converts format and size, and never enlarges', async () => {
    const it = await world();
    const ids = await add(it, ['a.png', 'b.jpg']);
    await it.run(ids, { format: 'webp', longestEdge: 30, quality: 50 });
    const meta = await sharp(join(it.target, 'a.webp')).metadata();
    expect([meta.format, meta.width, meta.height]).toEqual(['webp', 30, 20]);
    await it.run(ids, { format: 'jpeg', longestEdge: 5000 });
    const jpeg = await sharp(join(it.target, 'a.jpg')).metadata();
    expect([jpeg.format, jpeg.width]).toEqual(['jpeg', 60]);
    // A JPEG that stays a JPEG of its size keeps its bytes.
    expect(it.imaging.calls.filter((call) => call === 'convert')).toHaveLength(3);
    expect(await import('node:fs/promises').then((fs) => fs.readdir(it.library.objects.stagingDir))).toEqual(
      [],
    );
  });

  it('writes recipes, which state whether practice was used', async () => {
    const it = await world();
    const [id = 0] = await add(it, ['a.png']);
    const ledger = openLedger(it.library.db);
    const request = requestOf('practice', 'sepia, please', 4242);
    const { editId } = ledger.addEdit(id, request, 1_700_000_000_000);
    it.library.db.prepare("UPDATE images SET edit_id = ?, origin = 'result' WHERE id = ?").run(editId, id);
    await it.run([id], { recipe: true, template: '{name} {seed} {prompt}' });
    expect(readdirSync(it.target).sort()).toEqual([
      'a 4242 sepia, please.png',
      'a 4242 sepia, please.png.json',
    ]);
    const text = readFileSync(join(it.target, 'a 4242 sepia, please.png.json'), 'utf8');
    const recipe = Recipe.parse(JSON.parse(text));
    expect(recipe.edit).toMatchObject({
      prompt: 'sepia, please',
      seed: 4242,
      engine: 'practice',
      params: request.params,
    });
    expect(recipe.edit?.note).toMatch(/^Practice/);
    expect(recipe.edit?.source.sha256).toBe(it.library.picture(id).sha256);
    expect(text).not.toContain(it.library.folder);
  });

  it('reports failures with reasons, and saves the others', async () => {
    const it = await world({
      hook: (_method, picture) => {
        if (picture.path.endsWith('.jpg')) throw new Error('the decoder broke');
      },
    });
    const ids = await add(it, ['a.png', 'b.jpg', 'c.png']);
    const [first = 0] = ids;
    await rm(it.library.pictureFile(it.library.picture(first).sha256)?.path ?? '');
    const end = await it.run([...ids, 999], { format: 'webp' });
    expect(end).toMatchObject({ state: 'done', saved: 1, failed: 3, done: 4 });
    expect(readdirSync(it.target)).toEqual(['c.webp']);
    expect(end.failures).toHaveLength(3);
    expect(end.failures.find(({ name }) => name === 'a.webp')).toMatchObject({ code: 'not-found' });
  });

  it('stops with the actual reason when the folder disappears', async () => {
    let converted = 0;
    let folder = '';
    const it = await world({
      hook: async (method) => {
        if (method !== 'convert') return;
        converted += 1;
        if (converted === 3) await rm(folder, { recursive: true });
      },
    });
    folder = it.target;
    const ids = await add(
      it,
      Array.from({ length: 20 }, (_, n) => `${n}.png`),
    );
    const end = await it.run(ids, { format: 'jpeg' });
    expect(end.state).toBe('failed');
    expect(end.done).toBeLessThan(20);
    expect(new Set(end.failures.map(({ code }) => code))).toEqual(new Set(['folder-gone']));
    expect(existsSync(it.target)).toBe(false);
  });

  it('ends, and can be closed, when its listener throws', async () => {
    const it = await world();
    const ids = await add(it, ['a.png', 'b.png']);
    it.breakListener();
    await it.service.start({ ids }, DEFAULT_EXPORT);
    await eventually(() => expect(readdirSync(it.target).sort()).toEqual(['a.png', 'b.png']));
    await it.service.close();
  });

  it('saves files with the system’s default permissions from a private library', async () => {
    const it = await world();
    const ids = await add(it, ['a.png']);
    await it.run(ids);
    await it.run(ids, { format: 'jpeg' });
    await writeFile(join(it.target, 'usual'), '');
    const { mode } = statSync(join(it.target, 'usual'));
    expect(statSync(join(it.target, 'a.png')).mode).toBe(mode);
    expect(statSync(join(it.target, 'a.jpg')).mode).toBe(mode);
  });

  it('keeps names with a pseudo-extension, and makes them safe everywhere', async () => {
    const it = await world();
    const long = '画🌸'.repeat(80);
    const ids = await add(it, ['2024.05.12', 'shoot.001', 'CON', 'trailing. . .png', '🌸👩‍👩‍👧.png', long]);
    expect(await it.run(ids)).toMatchObject({ saved: 6, failed: 0 });
    const names = readdirSync(it.target);
    expect(names).toEqual(
      expect.arrayContaining(['2024.05.12.png', 'shoot.001.png', 'CON_.png', 'trailing.png', '🌸👩‍👩‍👧.png']),
    );
    expect(names.find((name) => name.startsWith('画'))).toMatch(/^(画🌸)+画?\.png$/);
  });

  it('stops on request and leaves no partial files', async () => {
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    const it = await world({
      hook: async (_method, _picture, signal) => {
        asked += 1;
        if (asked > 2)
          await Promise.race([
            gate.promise,
            new Promise((resolve) => signal?.addEventListener('abort', resolve)),
          ]);
      },
    });
    const ids = await add(
      it,
      Array.from({ length: 12 }, (_, n) => `${n}.png`),
    );
    const { exportId } = await it.service.start({ ids }, { ...DEFAULT_EXPORT, format: 'webp' });
    while (asked < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    it.service.cancel(exportId);
    const end = await it.end(exportId).promise;
    expect(end.state).toBe('cancelled');
    expect(end.saved).toBeLessThan(12);
    expect(end.failed).toBe(0);
    expect(readdirSync(it.target)).toHaveLength(end.saved);
    expect(readdirSync(it.target).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses its own library and missing folders', async () => {
    const it = await world();
    const ids = await add(it, ['a.png']);
    for (const folder of [it.library.folder, join(it.library.folder, 'objects')]) {
      it.picked.folder = folder;
      await it.service.pickFolder();
      await expect(it.service.start({ ids }, DEFAULT_EXPORT)).rejects.toThrow('inside-library');
    }
    const link = join(it.target, 'link');
    await symlink(it.library.folder, link);
    it.picked.folder = link;
    await it.service.pickFolder();
    await expect(it.service.start({ ids }, DEFAULT_EXPORT)).rejects.toThrow('inside-library');
    it.picked.folder = join(it.target, 'gone');
    await it.service.pickFolder();
    await expect(it.service.start({ ids }, DEFAULT_EXPORT)).rejects.toThrow('export-folder-gone');
  });

  it('previews the first names, and remembers the options', async () => {
    const it = await world();
    const ids = await add(it, ['a.png', 'b.png']);
    const options = { ...DEFAULT_EXPORT, template: '{n} {name}', format: 'jpeg' } as const;
    expect(await it.service.preview({ ids }, options)).toEqual({
      names: ['1 a.jpg', '2 b.jpg'],
      total: 2,
      tooLong: 0,
    });
    expect(readdirSync(it.target)).toEqual([]);
    await it.run(ids, options);
    expect(it.service.settings()).toEqual({ folder: it.target, options });
    // The dialog was canceled: the earlier choice stays.
    it.picked.folder = null;
    expect((await it.service.pickFolder()).folder).toBe(it.target);
  });

  it('counts pictures that exceed the format’s limits in the preview', async () => {
    const it = await world();
    const ids = await add(it, ['a.png', 'b.jpg', 'c.png']);
    it.library.db.prepare('UPDATE images SET height = 20000 WHERE id <> ?').run(ids[0]);
    const longer = async (change: Partial<ExportOptions>) =>
      (await it.service.preview({ ids }, { ...DEFAULT_EXPORT, ...change })).tooLong;
    expect(await longer({ format: 'webp' })).toBe(2);
    expect(await longer({ format: 'webp', longestEdge: 16_384 })).toBe(2);
    expect(await longer({ format: 'webp', longestEdge: 16_383 })).toBe(0);
    expect(await longer({ format: 'jpeg' })).toBe(0);
    expect(await longer({})).toBe(0);
    it.library.db.prepare('UPDATE images SET height = 65501 WHERE id <> ?').run(ids[0]);
    // The JPEG among them is copied unchanged.
    expect(await longer({ format: 'jpeg' })).toBe(1);
    expect(await longer({ format: 'png' })).toBe(0);
  });
});

describe('saving one picture as', () => {
  async function saving(target: string | null) {
    const it = await world();
    const [id = 0] = await add(it, ['a.png']);
    const asked: string[] = [];
    const entered: string[] = [];
    const offered: string[] = [];
    const service = createExportService({
      image: (one) => it.library.picture(one),
      pictureFile: it.library.pictureFile,
      tempPath: () => it.library.objects.tempPath('png'),
      discard: it.library.objects.discard,
      imaging: it.imaging,
      entering: async (folder) => void entered.push(folder),
      desktop: {
        pickSaveFile: async (name, formats = []) => {
          asked.push(name);
          offered.push(...formats.map(({ name }) => name));
          return target && join(it.target, target);
        },
        copyPng: async () => {},
        reveal: () => {},
      },
    });
    return { it, asked, entered, offered, save: () => service.saveAs(id), id };
  }

  it('keeps its bytes under a name of its format', async () => {
    for (const name of ['b.png', 'B.PNG', 'c.apng']) {
      const { it, id, asked, entered, offered, save } = await saving(name);
      expect(await save()).toBe(name);
      expect(asked).toEqual(['a.png']);
      expect(offered).toEqual(['PNG', 'JPEG', 'WebP']);
      expect(entered).toEqual([it.target]);
      const stored = it.library.pictureFile(it.library.picture(id).sha256)?.path ?? '';
      expect(readFileSync(join(it.target, name))).toEqual(readFileSync(stored));
      expect(readdirSync(it.target)).toEqual([name]);
    }
  });

  it('appends the bytes’ extension to a name without one, and then replaces nothing', async () => {
    for (const name of ['plain', '2024.05.12', 'shoot.001', 'notes.txt']) {
      const { it, save } = await saving(name);
      await writeFile(join(it.target, `${name}.png`), 'mine');
      expect(await save()).toBe(`${name} (2).png`);
      expect(readFileSync(join(it.target, `${name}.png`), 'utf8')).toBe('mine');
      expect((await sharp(join(it.target, `${name} (2).png`)).metadata()).format).toBe('png');
    }
  });

  it.each(['x.gif', 'x.tif', 'x.TIFF', 'x.heic', 'x.avif', 'x.psd'])(
    'refuses %s, a format that can’t be written, and writes nothing',
    async (name) => {
      const { it, save } = await saving(name);
      await expect(save()).rejects.toMatchObject({
        code: 'bad-request',
        value: { reason: 'format-not-written', params: { format: name.slice(2).toUpperCase() } },
      });
      expect(readdirSync(it.target)).toEqual([]);
    },
  );

  it('offers the picture’s own format first, then the writable ones', () => {
    expect(offeredFormats('image/webp').map(({ name }) => name)).toEqual(['WebP', 'PNG', 'JPEG']);
    expect(offeredFormats('image/gif')).toEqual([
      { name: 'GIF', extensions: ['gif'] },
      { name: 'PNG', extensions: ['png'] },
      { name: 'JPEG', extensions: ['jpg', 'jpeg'] },
      { name: 'WebP', extensions: ['webp'] },
    ]);
  });

  it('converts to the format of its extension', async () => {
    for (const [name, format] of [
      ['b.jpg', 'jpeg'],
      ['b.jpeg', 'jpeg'],
      ['b.webp', 'webp'],
    ] as const) {
      const { it, save } = await saving(name);
      await writeFile(join(it.target, name), 'old');
      await save();
      expect((await sharp(join(it.target, name)).metadata()).format).toBe(format);
      expect(readdirSync(it.library.objects.stagingDir)).toEqual([]);
    }
  });

  it('does nothing when the dialog is canceled, and reports a write failure', async () => {
    expect(await (await saving(null)).save()).toBeNull();
    await expect((await saving('no/such/folder.png')).save()).rejects.toMatchObject({ code: 'folder-gone' });
    await expect((await saving('no/such/folder.jpg')).save()).rejects.toMatchObject({ code: 'folder-gone' });
    expect(await (await saving(`${'n'.repeat(252)}.png`)).save()).toMatch(/^n{126}\.png$/);
  });

  it('reports that the picture’s own file is missing instead of another folder', async () => {
    for (const name of ['b.png', 'b.jpg']) {
      const { it, id, save } = await saving(name);
      await rm(it.library.pictureFile(it.library.picture(id).sha256)?.path ?? '');
      await expect(save()).rejects.toMatchObject({
        code: 'not-found',
        value: { reason: 'picture-file-missing' },
      });
      expect(readdirSync(it.target)).toEqual([]);
    }
  });
});

describe('dragging pictures out', () => {
  it('provides copies with the pictures’ names, and a drag image', async () => {
    const it = await world();
    const ids = await add(it, ['one: 1.png', 'two.jpg', 'one: 1.png']);
    expect(await it.drag.start({ ids })).toEqual({ count: 3 });
    const [drag] = it.dragged;
    expect(drag?.files.map((path) => path.split('/').at(-1))).toEqual([
      'one_ 1.png',
      'two.jpg',
      'one_ 1 (2).png',
    ]);
    expect((await sharp(drag?.icon ?? '').metadata()).format).toBe('png');
    for (const [at, id] of ids.entries()) {
      const stored = it.library.pictureFile(it.library.picture(id).sha256)?.path ?? '';
      const path = drag?.files[at] ?? '';
      expect(readFileSync(path)).toEqual(readFileSync(stored));
      // Saving into it must not change the library.
      expect(statSync(path).ino).not.toBe(statSync(stored).ino);
      expect(it.drag.isOwn(path)).toBe(true);
    }
    expect(it.drag.isOwn('/home/me/photo.png')).toBe(false);
  });

  it('does not wait for the drag image', async () => {
    const it = await world({ hook: (method) => (method === 'convert' ? new Promise(() => {}) : undefined) });
    const ids = await add(it, ['a.png']);
    const start = performance.now();
    await it.drag.start({ ids });
    expect(it.dragged[0]?.icon).toBeNull();
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('refuses more than can be copied during a drag', async () => {
    const it = await world();
    const [id = 0] = await add(it, ['a.png']);
    await expect(it.drag.start({ ids: Array.from({ length: 101 }, () => id) })).rejects.toThrow(
      'drag-too-many',
    );
    expect(it.dragged).toEqual([]);
  });

  it('removes dragged copies after a day', async () => {
    const it = await world();
    const ids = await add(it, ['a.png']);
    await it.drag.start({ ids });
    await it.drag.sweep();
    expect(readdirSync(it.dragFolder).length).toBe(2);
    const later = createDragOut({ clock: () => Date.now() + 25 * 3_600_000, folder: it.dragFolder } as never);
    await later.sweep();
    expect(readdirSync(it.dragFolder)).toEqual([]);
    expect(existsSync(it.dragFolder)).toBe(true);
    await mkdir(it.dragFolder, { recursive: true });
  });
});
