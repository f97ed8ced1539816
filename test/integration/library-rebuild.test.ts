import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { unfinishedRebuild } from '../../src/main/rescue/unfinished-rebuild.ts';
import type { Hook } from '../fixtures/fake-imaging.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import { rebuildWhole, straysOf } from '../fixtures/rebuild.ts';
import { filesBelow, listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const DAY = 24 * 3_600_000;
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A library's folder without a database: objects and orphans, each a day older than the next. */
function bareFolder(objects: number, orphans = 0): { userData: string; folder: string; hashes: string[] } {
  const userData = tempFolder();
  const folder = join(userData, 'library');
  mkdirSync(folder);
  const hashes: string[] = [];
  for (let n = 0; n < objects + orphans; n += 1) {
    const bytes = uniquePng();
    const sha256 = hashOf(bytes);
    const path =
      n < objects
        ? join(folder, 'objects', sha256.slice(0, 2), `${sha256}.png`)
        : join(folder, 'orphans', `${sha256}.png`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    const at = (Date.now() - (objects + orphans - n) * DAY) / 1000;
    utimesSync(path, at, at);
    hashes.push(sha256);
  }
  return { userData, folder, hashes };
}

/** Its thread serves all tests of this file. */
const keeper = createKeeper(startKeeperThread, memoryLog());
afterAll(() => keeper.close());

const rebuild = (userData: string, options: Parameters<typeof rebuildWhole>[2] = {}) =>
  rebuildWhole(userData, keeper, options);

const refused = (code: string) => expect.objectContaining({ code });

describe('rebuilding a library from its pictures', () => {
  it.each([0, 1, 30])('imports all %i objects with their dates, named by their hashes', async (count) => {
    const { userData, hashes } = bareFolder(count);
    const steps: { done: number; total: number }[] = [];
    expect(await rebuild(userData, { onProgress: (step) => steps.push(step) })).toEqual({
      taken: count,
      refused: 0,
    });
    expect(steps.at(-1)).toEqual({ done: count, total: count });
    const library = await openLibrary(userData, memoryLog());
    const pictures = listed(library);
    // Several are read at the same time, so neighbors may change places; each has its own date.
    expect(pictures.map(({ sha256 }) => sha256).sort()).toEqual(hashes.toSorted());
    for (const { sha256, name, createdAt } of pictures) {
      expect(name).toBe(`${sha256.slice(0, 12)}.png`);
      expect(Math.round((Date.now() - createdAt) / DAY)).toBe(count - hashes.indexOf(sha256));
    }
    for (const { sha256 } of pictures) {
      expect(hashOf(readFileSync(library.pictureFile(sha256)?.path ?? ''))).toBe(sha256);
      expect(await library.thumbFile(sha256, 256)).not.toBeNull();
    }
    const { db, objects, folder } = library;
    const deps = { db, objects, folder, clock: Date.now, log: memoryLog() };
    expect(await sweepObjects(deps, new AbortController().signal)).toEqual({ setAside: 0, strays: 0 });
    library.close();
  });

  it('restores files in orphans', async () => {
    const { userData, folder, hashes } = bareFolder(2, 3);
    expect(await rebuild(userData)).toEqual({ taken: 5, refused: 0 });
    expect(readdirSync(join(folder, 'orphans'))).toEqual([]);
    const library = await openLibrary(userData, memoryLog());
    expect(listed(library).map(({ sha256 }) => sha256)).toHaveLength(hashes.length);
    library.close();
  });

  it('leaves invalid pictures in place, and imports the others', async () => {
    const { userData, folder, hashes } = bareFolder(4);
    const [bad = ''] = hashes;
    const path = join(folder, 'objects', bad.slice(0, 2), `${bad}.png`);
    truncateSync(path, 20);
    expect(await rebuild(userData)).toEqual({ taken: 3, refused: 1 });
    expect(statSync(path).size).toBe(20);
  });

  it('keeps the damaged file with its log, without overwriting another one', async () => {
    const { userData, folder } = bareFolder(1);
    const clock = () => Date.UTC(2026, 4, 1, 12);
    for (const text of ['first', 'second']) {
      writeFileSync(join(folder, 'library.db'), text);
      writeFileSync(join(folder, 'library.db-wal'), `${text} log`);
      await expect(openLibrary(userData, memoryLog())).rejects.toEqual(refused('library-damaged'));
      await rebuild(userData, { clock });
      rmSync(join(folder, 'library.db'));
    }
    const aside = (await filesBelow(folder)).filter((name) => name.startsWith('library.damaged'));
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(
      expect.arrayContaining(['first', 'first log', 'second', 'second log']),
    );
  });

  it('finds every original if the database is put back afterwards', async () => {
    const userData = tempFolder();
    const folder = join(userData, 'library');
    const before = await openLibrary(userData, memoryLog());
    const hashes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const bytes = uniquePng();
      const chunks = async function* () {
        yield bytes;
      };
      const staged = await before.objects.stage(chunks(), { maxBytes: 1000 });
      await before.objects.commit(staged, 'image/png');
      const { sha256 } = staged;
      before.addImports([
        { sha256, mime: 'image/png', bytes: bytes.length, width: 1, height: 1, name: `${n}.png` },
      ]);
      hashes.push(sha256);
    }
    before.close();
    const kept = join(tempFolder(), 'library.db');
    renameSync(join(folder, 'library.db'), kept);
    expect(await rebuild(userData)).toEqual({ taken: 5, refused: 0 });
    const rebuilt = await openLibrary(userData, memoryLog());
    const year = () => Date.now() + 365 * DAY;
    const sweep = (library: typeof rebuilt) => {
      const { db, objects } = library;
      return sweepObjects(
        { db, objects, folder, clock: year, log: memoryLog() },
        new AbortController().signal,
      );
    };
    for (const _ of [1, 2]) await sweep(rebuilt);
    rebuilt.close();
    renameSync(kept, join(folder, 'library.db'));
    const back = await openLibrary(userData, memoryLog());
    for (const _ of [1, 2]) await sweep(back);
    expect(listed(back).map(({ name }) => name)).toEqual(['4.png', '3.png', '2.png', '1.png', '0.png']);
    for (const hash of hashes) expect(existsSync(back.pictureFile(hash)?.path ?? '')).toBe(true);
    back.close();
  });

  it('leaves the library open if the disk fills up, and continues at the next start', async () => {
    const { userData, folder, hashes } = bareFolder(6);
    const hook: Hook = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    await expect(rebuild(userData, { hook })).rejects.toEqual(refused('disk-full'));
    const objects = () => filesBelow(join(folder, 'objects'));
    expect(await objects()).toHaveLength(6);
    const library = await openLibrary(userData, memoryLog());
    const { strays, troubles } = straysOf(library);
    await strays.resume();
    expect(troubles()).toEqual([{ kind: 'rebuilt', taken: hashes.length, refused: 0 }]);
    expect(listed(library)).toHaveLength(6);
    expect(unfinishedRebuild(library.db)).toBeNull();
    library.close();
  });

  it('that is broken off leaves no half library', async () => {
    const { userData } = bareFolder(6);
    const abort = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 0) abort.abort();
    };
    await expect(rebuild(userData, { onProgress, signal: abort.signal })).rejects.toThrow();
    await expect(openLibrary(userData, memoryLog())).rejects.toEqual(refused('library-missing'));
  });
});
