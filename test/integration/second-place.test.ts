import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SecondPlace } from '@shared/domain/backup.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newestSoundBackup, prepareRestore, takePlace } from '../../src/main/backups/restore.ts';
import { createSecondPlace } from '../../src/main/backups/second-place.ts';
import { createSourceCheck } from '../../src/main/health/check-source.ts';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { identity } from '../../src/main/library/database/continuity.ts';
import { statement } from '../../src/main/library/database/db.ts';
import { purgeDone, purgePictures } from '../../src/main/library/images/purge.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { until } from '../fixtures/ledger-rig.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { rebuildWhole } from '../fixtures/rebuild.ts';
import { writeSidecars } from '../fixtures/sidecar-service.ts';
import { filesBelow, listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

async function openRig() {
  const userData = tempFolder();
  const library = await openLibrary(userData, memoryLog());
  const { db, folder } = library;
  const dbPath = join(folder, DB_NAME);
  fillLibrary(library, 30);
  const disk = tempFolder();
  const keepers = [createKeeper(startKeeperThread, memoryLog())];
  const states: SecondPlace[] = [];
  const keeper = () => keepers.at(-1) ?? createKeeper(startKeeperThread, memoryLog());
  const open = (chosen: () => string | null = () => disk) =>
    createSecondPlace({
      keeper: keeper(),
      folder,
      dbPath,
      libraryId: identity(db).library,
      path: join(userData, 'second-place.json'),
      desktop: { pickFolder: async () => chosen() },
      clock: Date.now,
      log: memoryLog(),
      onChange: (place) => states.push(place),
      everyMs: 1_000_000,
    });
  const flush = () => writeSidecars({ db, folder }, keeper());
  onTestFinished(async () => {
    for (const each of keepers) await each.close();
    library.close();
  });
  await flush();
  const copy = join(disk, `reseed-${identity(db).library.slice(0, 8)}`);
  return {
    userData,
    library,
    folder,
    disk,
    copy,
    states,
    open,
    flush,
    keeper,
    renewKeeper: () => keepers.push(createKeeper(startKeeperThread, memoryLog())),
  };
}

/** Names and content of all files of the store. */
async function content(root: string): Promise<Map<string, string>> {
  const names = await filesBelow(join(root, 'objects'));
  return new Map(names.map((name) => [name, readFileSync(join(root, 'objects', name), 'base64')]));
}

describe('a second place', () => {
  it('gets the pictures and their sidecars, later only what is new, and a library can be made of it', async () => {
    const rig = await openRig();
    const service = rig.open();
    await service.pick();
    await service.copy();
    expect(service.state()).toMatchObject({ folder: rig.disk, done: null, damaged: 0, problem: null });
    expect(service.state().at).not.toBeNull();
    expect(rig.states.some(({ done }) => done !== null && done > 0 && done < 256)).toBe(true);
    expect(await content(rig.copy)).toEqual(await content(rig.folder));

    const inodes = async () =>
      new Map(
        (await filesBelow(join(rig.copy, 'objects'))).map((name) => [
          name,
          statSync(join(rig.copy, 'objects', name)).ino,
        ]),
      );
    const before = await inodes();
    fillLibrary(rig.library, 5, 2);
    const [marked] = listed(rig.library).slice(-1);
    statement(rig.library.db, 'UPDATE images SET rating = 5 - rating WHERE id = ?').run(marked?.id);
    await rig.flush();
    // Files written long before the last copy are not read again.
    await service.copy();
    expect(await content(rig.copy)).toEqual(await content(rig.folder));
    const after = await inodes();
    const pictures = [...before].filter(([name]) => name.endsWith('.png'));
    expect(pictures.filter(([name, inode]) => after.get(name) !== inode)).toEqual([]);
    await service.close();

    const names = listed(rig.library).map(({ id, name }) => `${id} ${name}`);
    const elsewhere = tempFolder();
    cpSync(rig.copy, join(elsewhere, 'library'), { recursive: true });
    await rebuildWhole(elsewhere, rig.keeper());
    const rebuilt = await openLibrary(elsewhere, memoryLog());
    expect(listed(rebuilt).map(({ id, name }) => `${id} ${name}`)).toEqual(names);
    rebuilt.close();
  });

  it('can be used on another computer, with its newest backup', async () => {
    const rig = await openRig();
    const dbPath = join(rig.folder, DB_NAME);
    await rig.keeper().run('back-up', { dbPath, folder: join(rig.folder, 'backups'), at: Date.now() });
    const service = rig.open();
    await service.pick();
    await service.copy();
    await service.close();

    const elsewhere = tempFolder();
    const folder = join(elsewhere, 'library');
    cpSync(rig.copy, folder, { recursive: true });
    await expect(openLibrary(elsewhere, memoryLog())).rejects.toMatchObject({ code: 'library-missing' });
    const restore = { keeper: rig.keeper(), folder, clock: Date.now, log: memoryLog() };
    const backup = await newestSoundBackup(restore);
    await prepareRestore(restore, backup?.name ?? '');
    await takePlace(restore, 'damaged');
    const restored = await openLibrary(elsewhere, memoryLog());
    onTestFinished(() => restored.close());
    // Revisions count the changes of one session, and edits that were running are set aside.
    const pictures = (library: Library) =>
      listed(library).map((image) => ({ ...image, revision: 0, work: null }));
    expect(pictures(restored)).toEqual(pictures(rig.library));
    expect(listed(restored).length).toBeGreaterThan(0);
  });

  it('is completed by the next start when it was stopped in the middle', async () => {
    const rig = await openRig();
    const service = rig.open();
    await service.pick();
    await until('some files are copied', () => rig.states.some(({ done }) => (done ?? 0) > 20));
    await rig.keeper().close();
    await service.close();
    expect((await content(rig.copy)).size).toBeLessThan((await content(rig.folder)).size);
    rig.renewKeeper();
    const next = rig.open();
    expect(next.state()).toMatchObject({ folder: rig.disk, at: null });
    await next.copy();
    expect(await content(rig.copy)).toEqual(await content(rig.folder));
    await next.close();
  });

  it('never gets a damaged picture, and gives back one that was damaged later', async () => {
    const rig = await openRig();
    const [first, second] = listed(rig.library);
    const pathOf = (sha256 = '') => rig.library.objects.objectPath(sha256, 'image/png');
    const whole = readFileSync(pathOf(first?.sha256));
    writeFileSync(pathOf(first?.sha256), 'something else');
    const service = rig.open();
    await service.pick();
    await service.copy();
    expect(service.state()).toMatchObject({ damaged: 1, problem: null });
    const copied = (sha256 = '') => join(rig.copy, 'objects', sha256.slice(0, 2), `${sha256}.png`);
    expect(existsSync(copied(first?.sha256))).toBe(false);
    writeFileSync(pathOf(first?.sha256), whole);
    await service.copy();
    expect(service.state().damaged).toBe(0);

    const sound = readFileSync(pathOf(second?.sha256));
    writeFileSync(pathOf(second?.sha256), 'rotten');
    const check = createSourceCheck({
      db: rig.library.db,
      folder: rig.folder,
      clock: Date.now,
      log: memoryLog(),
      copies: service.pictureFolders,
      changed: () => {},
    });
    await check({ path: pathOf(second?.sha256), mime: 'image/png', sha256: second?.sha256 ?? '' });
    expect(readFileSync(pathOf(second?.sha256)).equals(sound)).toBe(true);
    await service.close();
  });

  it('that is not there is told and not made anew, and goes on when it is back', async () => {
    const rig = await openRig();
    const service = rig.open();
    await service.pick();
    await service.copy();
    renameSync(rig.disk, `${rig.disk}-away`);
    onTestFinished(() => rmSync(`${rig.disk}-away`, { recursive: true, force: true }));
    await service.copy();
    expect(service.state()).toMatchObject({ folder: rig.disk, problem: 'folder-gone', done: null });
    expect(existsSync(rig.disk)).toBe(false);
    renameSync(`${rig.disk}-away`, rig.disk);
    await service.copy();
    expect(service.state().problem).toBeNull();
    expect(service.clear()).toMatchObject({ folder: null });
    expect(existsSync(rig.copy)).toBe(true);
    await service.close();
  });

  it('loses what is deleted for good, and nothing that was lost here', async () => {
    const rig = await openRig();
    const service = rig.open();
    await service.pick();
    await service.copy();
    const { db, objects } = rig.library;
    const [lost, gone] = listed(rig.library).filter(({ editId }) => editId === null);
    rmSync(objects.objectPath(lost?.sha256 ?? '', 'image/png'));
    rig.library.remove([gone?.id ?? 0]);
    statement(db, 'UPDATE images SET deleted_at = 1 WHERE sha256 = ?').run(gone?.sha256);
    const same = statement(db, 'SELECT id FROM images WHERE sha256 = ?')
      .pluck()
      .all(gone?.sha256) as number[];
    statement(db, 'DELETE FROM masks WHERE source_sha256 = ?').run(gone?.sha256);
    for (const sha256 of purgePictures(db, same, Date.now()).files) {
      const path = objects.takeOut(sha256, 'image/png', objects.stagingDir, sha256);
      if (path) rmSync(path);
      purgeDone(db, sha256);
    }
    await service.copy();
    const copied = (sha256 = '') =>
      existsSync(join(rig.copy, 'objects', sha256.slice(0, 2), `${sha256}.png`));
    expect([copied(lost?.sha256), copied(gone?.sha256)]).toEqual([true, false]);
    await service.close();
  });

  it('is refused inside of the library', async () => {
    const rig = await openRig();
    const inside = join(rig.folder, 'objects', 'mine');
    mkdirSync(inside, { recursive: true });
    const service = rig.open(() => inside);
    await expect(service.pick()).rejects.toMatchObject({
      value: { code: 'bad-request', reason: 'inside-library' },
    });
    await service.close();
  });
});
