import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it } from 'vitest';
import type { PictureFetcher } from '../../src/main/import/fetch-picture.ts';
import { errorMessage } from '../../src/shared/i18n/error-message.ts';
import { eventually } from '../fixtures/eventually.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { seededPicture } from '../fixtures/seeded-pictures.ts';
import { filesBelow } from '../fixtures/temp-library.ts';

const only = (address: string) => ({ addresses: [address], shortcut: null });

describe('a folder', () => {
  it('with thousands of files reports progress, counts every skipped file, and keeps messages small', async () => {
    const rig = await importRig();
    const album = join(rig.folder, 'album');
    for (const part of Array.from({ length: 30 }, (_, n) => `part ${n}`)) {
      await mkdir(join(album, part), { recursive: true });
      await Promise.all(
        Array.from({ length: 100 }, (_, n) => writeFile(join(album, part, `note ${n}.txt`), 'words')),
      );
    }
    await rig.write(join('album', 'picture.png'), await seededPicture('png', 1));
    const last = await rig.drop(['album']);
    expect(last).toMatchObject({ state: 'done', done: 3001, total: 3001, added: 1 });
    expect(last.done - last.added - last.duplicates).toBe(3000);
    // The rig fails on a message above 64 KB; the first hundreds are listed.
    expect(last.refused.length).toBeGreaterThan(100);
    const running = rig.events.filter(({ event }) => event === 'import.progress');
    expect(running.length).toBeGreaterThan(2);
    await rig.expectClean(1);
  });

  it('can be canceled midway', async () => {
    const rig = await importRig();
    await mkdir(join(rig.folder, 'album'));
    const bytes = await seededPicture('png', 1);
    for (let n = 0; n < 300; n += 1)
      await rig.write(join('album', `${n}.png`), Buffer.concat([bytes, Buffer.from(`${n}`)]));
    const { importId } = rig.service.startPaths([join(rig.folder, 'album')]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    rig.service.cancel(importId);
    const last = await rig.over(importId);
    expect(last.state).toBe('cancelled');
    expect(last.refused).toEqual([]);
    expect(rig.names().length).toBe(last.added);
    expect(last.added).toBeLessThan(300);
    // A larger thumbnail that was aborted is made on request.
    expect(await filesBelow(rig.library.objects.stagingDir)).toEqual([]);
    expect(await filesBelow(join(rig.library.folder, 'objects'))).toHaveLength(last.added);
  });

  it('that is too deep or unreadable is reported by name, and the others continue', async () => {
    const rig = await importRig();
    const deep = join('album', ...Array(40).fill('inner'));
    await mkdir(join(rig.folder, deep), { recursive: true });
    await rig.write(join(deep, 'unreached.png'), await seededPicture('png', 1));
    await rig.write(join('album', 'top.png'), await seededPicture('png', 2));
    await mkdir(join(rig.folder, 'album', 'locked'));
    await chmod(join(rig.folder, 'album', 'locked'), 0);
    // A cycle, and one through a sibling folder.
    await symlink('..', join(rig.folder, 'album', 'up'));
    await symlink(join(rig.folder, 'album'), join(rig.folder, 'album', 'inner', 'round'));
    const last = await rig.drop(['album']);
    await chmod(join(rig.folder, 'album', 'locked'), 0o700);
    expect(last.added).toBe(1);
    const told = last.refused.map((refusal) => errorMessage(refusal));
    expect(told).toContain('Subfolders deeper than 32 levels were skipped.');
    // Root can read everything.
    if (process.getuid?.() !== 0) expect(told).toContain('The folder can’t be read.');
  });
});

describe('what lies in a folder beside pictures', () => {
  it('follows links to files, and reports links to folders, cycles and dead links', async () => {
    const rig = await importRig();
    await rig.write('one.png', await seededPicture('png', 1));
    await mkdir(join(rig.folder, 'links'));
    const inside = (name: string) => join(rig.folder, 'links', name);
    await symlink(join('..', 'one.png'), inside('a.png'));
    await symlink('a.png', inside('b.png'));
    await symlink('loop.png', inside('loop.png'));
    await symlink('nowhere.png', inside('gone.png'));
    await symlink('..', inside('up'));
    const last = await rig.drop(['links']);
    expect(last).toMatchObject({ state: 'done', added: 2 });
    expect(rig.names()).toEqual(['a.png', 'b.png']);
    expect(Object.fromEntries(last.refused.map((refusal) => [refusal.name, errorMessage(refusal)]))).toEqual({
      'gone.png': 'This link points to something that no longer exists.',
      'loop.png': 'This is a link that leads back to itself.',
      up: 'This is a link to a folder. Drop the folder itself.',
    });
  });

  it('reports an empty folder', async () => {
    const rig = await importRig();
    await mkdir(join(rig.folder, 'Holiday', 'day 1'), { recursive: true });
    expect(await rig.drop(['Holiday'])).toMatchObject({
      state: 'done',
      total: 0,
      refused: [],
      emptyFolders: { count: 1, names: ['Holiday'] },
    });
  });

  it('skips and counts system files and hidden folders', async () => {
    const rig = await importRig();
    const png = await seededPicture('png', 1);
    const litter = ['@eaDir', '#recycle', '$RECYCLE.BIN', '.thumbnails', '__MACOSX', 'lost+found', '.git'];
    for (const name of litter) {
      await mkdir(join(rig.folder, 'nas', name), { recursive: true });
      await rig.write(join('nas', name, 'x.png'), png);
    }
    for (const name of ['._x.png', '.DS_Store', 'Thumbs.db']) await rig.write(join('nas', name), png);
    await rig.write(join('nas', 'x.png'), png);
    const last = await rig.drop(['nas']);
    expect(last).toMatchObject({ added: 1, total: 1, refused: [], duplicates: 0 });
    expect(last.leftOut.count).toBe(10);
    expect(last.leftOut.names).toHaveLength(5);
    expect(rig.names()).toEqual(['x.png']);
  });

  it('skips system files in a drop of several, and imports one that was dropped alone', async () => {
    const rig = await importRig();
    await mkdir(join(rig.folder, '@eaDir'));
    await rig.write(join('@eaDir', 'thumb.png'), await seededPicture('png', 1));
    await rig.write('x.png', await seededPicture('png', 2));
    expect(await rig.drop(['@eaDir', 'x.png'])).toMatchObject({
      added: 1,
      total: 1,
      leftOut: { count: 1, names: ['@eaDir'] },
    });
    expect(await rig.drop(['@eaDir'])).toMatchObject({ added: 1 });
  });

  it('imports files and folders with names that aren’t UTF-8 under readable names', async () => {
    const rig = await importRig();
    const latin = (name: string) =>
      Buffer.concat([Buffer.from(`${rig.folder}/`), Buffer.from(name, 'latin1')]);
    await mkdir(latin('B\xe4ume'));
    await writeFile(latin('B\xe4ume/Gr\xfc\xdfe.png'), await seededPicture('png', 1));
    await writeFile(latin('Gr\xfc\xdfe.png'), await seededPicture('png', 2));
    await mkdir(join(rig.folder, 'plain'));
    await writeFile(latin('plain/caf\xe9.png'), await seededPicture('png', 3));
    expect(await rig.drop(['plain'])).toMatchObject({ added: 1, refused: [] });
    // As in a drop or on a command line: a replacement for each lost byte.
    expect(await rig.drop(['Gr\ufffd\ufffde.png', 'B\ufffdume'])).toMatchObject({ added: 2, refused: [] });
    expect(rig.names()).toEqual(['Grüße.png', 'Grüße.png', 'café.png']);
    expect(await rig.drop(['no such \ufffd.png'])).toMatchObject({ added: 0, done: 1 });
  });
});

describe('a drop of more files than fit into one message', () => {
  const files = (rig: { readonly folder: string }, from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({
      name: `${from + n}.png`,
      path: join(rig.folder, `${from + n}.png`),
    }));

  it('is one import, with one total and one report', async () => {
    const rig = await importRig();
    for (let n = 0; n < 30; n += 1) await rig.write(`${n}.png`, await seededPicture('png', n + 1));
    const first = rig.service.start(files(rig, 0, 10), { importId: null, coming: 25 });
    expect(first.goesOn).toBe(true);
    const { importId } = first;
    await eventually(() => expect(rig.names()).toHaveLength(10));
    expect(rig.service.start(files(rig, 10, 20), { importId, coming: 5 }).importId).toBe(importId);
    rig.service.start(files(rig, 30, 5), { importId, coming: 0 });
    const last = await rig.over(importId);
    expect(last).toMatchObject({ state: 'done', done: 35, total: 35, added: 30 });
    expect(last.refused.map(({ name }) => name).sort()).toEqual(files(rig, 30, 5).map(({ name }) => name));
    for (const { event, payload } of rig.events)
      if (event === 'import.progress') expect((payload as { total: number }).total).toBe(35);
  });

  it('is canceled as a whole: later files are ignored', async () => {
    const rig = await importRig();
    const { importId } = rig.service.start(files(rig, 0, 10), { importId: null, coming: 10 });
    rig.service.cancel(importId);
    expect(await rig.over(importId)).toMatchObject({ state: 'cancelled' });
    expect(rig.service.start(files(rig, 10, 10), { importId, coming: 0 })).toEqual({
      importId,
      uploads: [],
      goesOn: false,
    });
  });

  it('ends if the page never sends the rest', async () => {
    const rig = await importRig({ uploadWaitMs: 50 });
    await rig.write('0.png', await seededPicture('png', 1));
    const { importId } = rig.service.start(files(rig, 0, 1), { importId: null, coming: 7 });
    expect(await rig.over(importId)).toMatchObject({ state: 'done', added: 1, total: 1 });
  });

  it('numbers files without a path across all its messages', async () => {
    const rig = await importRig();
    const pathless = { name: 'a.png', path: null };
    const first = rig.service.start([pathless, pathless], { importId: null, coming: 1 });
    const { importId } = first;
    expect(first.uploads).toEqual([`/import/${importId}/0`, `/import/${importId}/1`]);
    expect(rig.service.start([pathless], { importId, coming: 0 }).uploads).toEqual([`/import/${importId}/2`]);
    rig.service.cancel(importId);
    await rig.over(importId);
  });
});

describe('a listener that throws', () => {
  it.each(['library.added', 'import.progress'] as const)(
    'to %s does not affect the import: it ends, and the app can be closed',
    async (broken) => {
      let throws = true;
      const rig = await importRig({
        onEmit: (event) => {
          if (throws && event === broken) throw new Error('a listener broke');
        },
      });
      for (const n of [1, 2, 3]) await rig.write(`${n}.png`, await seededPicture('png', n));
      rig.service.startPaths(['1.png', '2.png', '3.png'].map((name) => join(rig.folder, name)));
      await eventually(() => expect(rig.names()).toHaveLength(3));
      await rig.service.close();
      throws = false;
      expect(await rig.drop(['1.png'])).toMatchObject({ state: 'done', duplicates: 1, refused: [] });
      await rig.expectClean(3);
    },
  );
});

describe('pictures of pages', () => {
  const fetcher = (answers: Record<string, Buffer | Failure>): PictureFetcher => ({
    async fetch(address, _signal, use) {
      const answer = answers[address];
      if (!answer || answer instanceof Failure) throw answer ?? new Failure('file-unreadable');
      async function* body() {
        yield answer as Buffer;
      }
      return use(body());
    },
    close: async () => {},
  });

  it('are imported like any file, and refused ones are reported by name', async () => {
    const rig = await importRig({
      fetcher: fetcher({
        'https://a.example/cat.png': await seededPicture('png', 1),
        'https://a.example/page': Buffer.from('<!doctype html><html><body>a page</body></html>'),
        'https://a.example/gone.jpg': new Failure('file-unreadable', { reason: 'file-gone' }),
      }),
    });
    const { importId } = rig.service.startAddresses(
      ['https://a.example/cat.png', 'https://a.example/page', 'https://a.example/gone.jpg'].map(only),
    );
    const last = await rig.over(importId);
    expect(last).toMatchObject({ state: 'done', done: 3, total: 3, added: 1, firstImageId: 1 });
    expect(last.refused.map((refusal) => [refusal.name, errorMessage(refusal)])).toEqual(
      expect.arrayContaining([
        ['page', expect.stringContaining('a web page')],
        ['gone.jpg', 'The file no longer exists.'],
      ]),
    );
    expect(rig.names()).toEqual(['cat.png']);
    await rig.expectClean(1);
  });

  it('come from the first address that returns a picture', async () => {
    const rig = await importRig({
      fetcher: fetcher({
        'https://a.example/large.png': new Failure('file-unreadable', { reason: 'file-gone' }),
        'https://a.example/small.png': await seededPicture('png', 1),
        'https://a.example/page': Buffer.from('<!doctype html><html></html>'),
      }),
    });
    const from = (shortcut: string | null, ...names: string[]) => ({
      addresses: names.map((name) => `https://a.example/${name}`),
      shortcut,
    });
    const { importId } = rig.service.startAddresses([
      from(null, 'large.png', 'small.png'),
      from(null, 'large.png', 'page'),
      from('Cat.url', 'page'),
    ]);
    const last = await rig.over(importId);
    expect(last).toMatchObject({ added: 1, done: 3 });
    expect(rig.names()).toEqual(['small.png']);
    expect(Object.fromEntries(last.refused.map((refusal) => [refusal.name, errorMessage(refusal)]))).toEqual({
      'large.png': 'The file no longer exists.',
      'Cat.url': expect.stringContaining('This link doesn’t lead to a picture.'),
    });
  });

  it('that hang are given up on Cancel', async () => {
    const rig = await importRig({
      fetcher: {
        fetch: (_address, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        close: async () => {},
      },
    });
    const { importId } = rig.service.startAddresses([only('https://a.example/slow.png')]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    rig.service.cancel(importId);
    expect(await rig.over(importId)).toMatchObject({ state: 'cancelled', added: 0, refused: [] });
  });
});

it('files dragged out and dropped on the window are not imported again, unlike the rest of the drop', async () => {
  const rig = await importRig({ isOwn: (path) => path.includes('/dragged/') });
  await mkdir(join(rig.folder, 'dragged'));
  await rig.write(join('dragged', 'own.png'), await seededPicture('png', 1));
  await rig.write('other.png', await seededPicture('png', 2));
  expect(await rig.drop(['dragged/own.png', 'other.png'])).toMatchObject({ added: 1, total: 1, refused: [] });
  expect(await rig.drop(['dragged/own.png'])).toMatchObject({ state: 'done', added: 0, total: 0 });
  expect(rig.names()).toEqual(['other.png']);
});

it('a video is detected by its first bytes, and the rest isn’t read', async () => {
  let sent = 0;
  const rig = await importRig({
    fetcher: {
      async fetch(_address, _signal, use) {
        async function* film() {
          // An MP4 starts this way.
          yield Buffer.concat([
            Buffer.from('000000206674797069736f6d0000020069736f6d', 'hex'),
            Buffer.alloc(5000),
          ]);
          for (; sent < 100; sent += 1) yield Buffer.alloc(100_000);
        }
        return use(film());
      },
      close: async () => {},
    },
  });
  const { importId } = rig.service.startAddresses([only('https://a.example/film.mp4')]);
  expect((await rig.over(importId)).refused[0]).toMatchObject({ params: { kind: 'video' } });
  expect(sent).toBeLessThan(3);
  await rig.expectClean(0);
});
