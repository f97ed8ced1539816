import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it } from 'vitest';
import type { PictureFetcher } from '../../src/main/import/fetch-picture.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { seededPicture } from '../fixtures/seeded-pictures.ts';
import { filesBelow } from '../fixtures/temp-library.ts';

describe('a folder', () => {
  it('of thousands of files is told of while it goes on, every one that is left out is counted, and messages stay small', async () => {
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
    // The rig fails on a message above 64 KB; the first hundreds are named.
    expect(last.refused.length).toBeGreaterThan(100);
    const running = rig.events.filter(({ event }) => event === 'import.progress');
    expect(running.length).toBeGreaterThan(2);
    await rig.expectClean(1);
  });

  it('can be left in the middle', async () => {
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
    // A larger thumbnail that was given up is made when somebody asks for it.
    expect(await filesBelow(rig.library.objects.stagingDir)).toEqual([]);
    expect(await filesBelow(join(rig.library.folder, 'objects'))).toHaveLength(last.added);
  });

  it('that lies too deep, or may not be read, is told by name, and the others go on', async () => {
    const rig = await importRig();
    const deep = join('album', ...Array(40).fill('inner'));
    await mkdir(join(rig.folder, deep), { recursive: true });
    await rig.write(join(deep, 'unreached.png'), await seededPicture('png', 1));
    await rig.write(join('album', 'top.png'), await seededPicture('png', 2));
    await mkdir(join(rig.folder, 'album', 'locked'));
    await chmod(join(rig.folder, 'album', 'locked'), 0);
    // A circle, and one through a folder beside.
    await symlink('..', join(rig.folder, 'album', 'up'));
    await symlink(join(rig.folder, 'album'), join(rig.folder, 'album', 'inner', 'round'));
    const last = await rig.drop(['album']);
    await chmod(join(rig.folder, 'album', 'locked'), 0o700);
    expect(last.added).toBe(1);
    const told = last.refused.map(({ message }) => message);
    expect(told).toContain('The folder lies deeper than 32 levels.');
    // Root may read everything.
    if (process.getuid?.() !== 0) expect(told).toContain('The folder cannot be read.');
  });
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

  it('come in like any file; what is refused is told by its name', async () => {
    const rig = await importRig({
      fetcher: fetcher({
        'https://a.example/cat.png': await seededPicture('png', 1),
        'https://a.example/page': Buffer.from('<!doctype html><html><body>a page</body></html>'),
        'https://a.example/gone.jpg': new Failure('file-unreadable', 'It is not there.'),
      }),
    });
    const { importId } = rig.service.startAddresses([
      'https://a.example/cat.png',
      'https://a.example/page',
      'https://a.example/gone.jpg',
    ]);
    const last = await rig.over(importId);
    expect(last).toMatchObject({ state: 'done', done: 3, total: 3, added: 1, firstImageId: 1 });
    expect(last.refused.map(({ name, message }) => [name, message])).toEqual(
      expect.arrayContaining([
        ['page', expect.stringContaining('a web page')],
        ['gone.jpg', 'It is not there.'],
      ]),
    );
    expect(rig.names()).toEqual(['cat.png']);
    await rig.expectClean(1);
  });

  it('that hang are given up with Cancel', async () => {
    const rig = await importRig({
      fetcher: {
        fetch: (_address, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        close: async () => {},
      },
    });
    const { importId } = rig.service.startAddresses(['https://a.example/slow.png']);
    await new Promise((resolve) => setTimeout(resolve, 30));
    rig.service.cancel(importId);
    expect(await rig.over(importId)).toMatchObject({ state: 'cancelled', added: 0, refused: [] });
  });
});

it('what was dragged out and let go over the window is not taken in again; the rest of the drop is', async () => {
  const rig = await importRig({ isOwn: (path) => path.includes('/dragged/') });
  await mkdir(join(rig.folder, 'dragged'));
  await rig.write(join('dragged', 'own.png'), await seededPicture('png', 1));
  await rig.write('other.png', await seededPicture('png', 2));
  expect(await rig.drop(['dragged/own.png', 'other.png'])).toMatchObject({ added: 1, total: 1, refused: [] });
  expect(await rig.drop(['dragged/own.png'])).toMatchObject({ state: 'done', added: 0, total: 0 });
  expect(rig.names()).toEqual(['other.png']);
});

it('a film is known by its first bytes; the rest of it is not read', async () => {
  let sent = 0;
  const rig = await importRig({
    fetcher: {
      async fetch(_address, _signal, use) {
        async function* film() {
          // An MP4 begins so.
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
  const { importId } = rig.service.startAddresses(['https://a.example/film.mp4']);
  expect((await rig.over(importId)).refused[0]?.message).toContain('a video');
  expect(sent).toBeLessThan(3);
  await rig.expectClean(0);
});
