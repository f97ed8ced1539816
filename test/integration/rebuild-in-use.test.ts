import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createImportFile } from '../../src/main/import/import-file.ts';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import type { Library } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { unfinishedRebuild } from '../../src/main/rescue/unfinished-rebuild.ts';
import {
  bareFolder,
  hashOf,
  inObjects,
  openRebuilt,
  openUntilEnd,
  storeOld,
} from '../fixtures/bare-folder.ts';
import { strictBus } from '../fixtures/catalog.ts';
import { eventually } from '../fixtures/eventually.ts';
import { createFakeImaging, type Hook } from '../fixtures/fake-imaging.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import { dumpPromised } from '../fixtures/library-dump.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { straysOf } from '../fixtures/rebuild.ts';
import { writeSidecars } from '../fixtures/sidecar-service.ts';
import { filesBelow, listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/* The part of a rebuild that runs while the library is in use: files without a sidecar are decoded and added. */

const HOUR = 3_600_000;
const keeper = createKeeper(startKeeperThread, memoryLog());
afterAll(() => keeper.close());

/** Sweeps twice, a year later: whatever it may move or delete, it does. */
async function sweepNextYear({ db, objects, folder }: Library): Promise<void> {
  const clock = () => Date.now() + 365 * 24 * HOUR;
  for (const _ of [1, 2])
    await sweepObjects({ db, objects, folder, clock, log: memoryLog() }, new AbortController().signal);
}

/** Holds the decoder at a picture until it is released. */
function gate(at: number) {
  const released = Promise.withResolvers<void>();
  let count = 0;
  return {
    release: released.resolve,
    count: () => count,
    hook: async (method: string) => {
      if (method !== 'inspect') return;
      count += 1;
      if (count >= at) await released.promise;
    },
  };
}

describe('a rebuilt library that is in use while pictures without a sidecar are added', () => {
  it('shows the progress, and keeps every file when it is stopped and continued', async () => {
    const bare = bareFolder(12);
    const library = await openRebuilt(bare.userData, keeper);
    const held = gate(6);
    const { strays, troubles } = straysOf(library, { hook: held.hook });
    const resumed = strays.resume();
    await eventually(() => expect(held.count()).toBeGreaterThan(5));
    expect(troubles()).toEqual([{ kind: 'adding-strays', done: expect.any(Number), total: 12 }]);
    strays.stop();
    held.release();
    await resumed;
    const left = 12 - listed(library).length;
    expect(left).toBeGreaterThan(0);
    expect(troubles()).toEqual([{ kind: 'strays', count: left }]);
    await sweepNextYear(library);
    expect(
      (await filesBelow(join(library.folder, 'objects'))).filter((name) => /png$/.test(name)),
    ).toHaveLength(12);
    // It was stopped on purpose, so the next start doesn't continue.
    await strays.resume();
    expect(listed(library)).toHaveLength(12 - left);
    expect(await strays.take()).toEqual({ taken: left, refused: 0 });
    expect(listed(library)).toHaveLength(12);
    expect(troubles()).toEqual([]);
  });

  it('adds nothing any more once it has stopped', async () => {
    const library = await openRebuilt(bareFolder(6).userData, keeper);
    const released = Promise.withResolvers<void>();
    let [begun, ended] = [0, 0];
    const hook: Hook = async (method, _, signal) => {
      if (method !== 'inspect') return;
      begun += 1;
      // The first one ends with the signal, the others are busy for longer.
      if (begun > 1) await released.promise;
      else await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      ended += 1;
    };
    const { strays } = straysOf(library, { hook });
    let isStopped = false;
    const taking = strays.take().finally(() => {
      isStopped = true;
    });
    await eventually(() => expect(begun).toBe(4));
    strays.stop();
    await eventually(() => expect(ended).toBe(1));
    for (let turn = 0; turn < 50; turn += 1) await new Promise((next) => setImmediate(next));
    expect(isStopped).toBe(false);
    released.resolve();
    await taking;
    expect(ended).toBe(begun);
  });

  it('continues at the next start if the app closes, and then reports all that came back', async () => {
    const bare = bareFolder(12);
    const first = await openRebuilt(bare.userData, keeper);
    const held = gate(6);
    const before = straysOf(first, { hook: held.hook });
    void before.strays.resume();
    await eventually(() => expect(held.count()).toBeGreaterThan(5));
    const closed = before.strays.close();
    held.release();
    await closed;
    expect(before.troubles()).toEqual([]);
    expect(listed(first).length).toBeLessThan(12);
    first.close();

    const second = await openUntilEnd(bare.userData);
    await sweepNextYear(second);
    const after = straysOf(second);
    await after.strays.resume();
    expect(after.troubles()).toEqual([{ kind: 'rebuilt', taken: 12, refused: 0 }]);
    expect(
      listed(second)
        .map(({ sha256 }) => sha256)
        .sort(),
    ).toEqual(bare.files.map(hashOf).sort());
    expect(unfinishedRebuild(second.db)).toBeNull();
  });

  it('has a picture once, under the user’s name, that the user imports before its file is added', async () => {
    const bare = bareFolder(8);
    const library = await openRebuilt(bare.userData, keeper);
    const held = gate(1);
    const { strays } = straysOf(library, { hook: held.hook });
    const taking = strays.take();
    // The last files wait; the first ones are being decoded for their own rows.
    await eventually(() => expect(held.count()).toBe(4));
    const importFile = createImportFile({
      library,
      imaging: createFakeImaging(),
      log: memoryLog(),
      emit: strictBus().emit,
    });
    for (const [at, bytes] of bare.files.entries()) {
      const path = join(bare.userData, `mine-${at}.png`);
      writeFileSync(path, bytes);
      await importFile(`mine-${at}.png`, path, new AbortController().signal, () => {});
    }
    held.release();
    await taking;
    expect(
      listed(library)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(bare.files.map((_, at) => `mine-${at}.png`));
    for (const bytes of bare.files)
      expect(readFileSync(library.pictureFile(hashOf(bytes))?.path ?? '')).toEqual(bytes);
  });

  it('has a picture once whose bytes are in two files', async () => {
    const { userData, folder, files } = bareFolder(1);
    const sha256 = hashOf(files[0] as Buffer);
    const path = join(folder, inObjects(sha256), sha256);
    copyFileSync(`${path}.png`, `${path}.jpg`);
    const library = await openRebuilt(userData, keeper);
    const { strays, troubles } = straysOf(library);
    expect(await strays.take()).toEqual({ taken: 1, refused: 0 });
    expect(listed(library)).toHaveLength(1);
    expect(troubles()).toEqual([{ kind: 'rebuilt', taken: 1, refused: 0 }]);
  });

  it('gives no new picture the id of a record from a sidecar', async () => {
    const userData = tempFolder();
    const lived = await openUntilEnd(userData);
    fillLibrary(lived, 60);
    const { db, folder } = lived;
    await writeSidecars(lived, keeper);
    const before = dumpPromised(db);
    lived.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, DB_NAME + end), { force: true });
    for (let n = 0; n < 5; n += 1) {
      const bytes = uniquePng();
      storeOld(folder, inObjects(hashOf(bytes)), bytes);
    }

    const library = await openRebuilt(userData, keeper);
    const { strays } = straysOf(library);
    const taking = strays.resume();
    const [mine] = library.addImports([
      { sha256: 'ab'.repeat(32), mime: 'image/png', bytes: 9, width: 1, height: 1, name: 'mine.png' },
    ]);
    await taking;
    const after = dumpPromised(library.db);
    const ids = (rows: readonly unknown[] | undefined) =>
      (rows ?? []).map((row) => (row as { id: number }).id);
    expect(ids(before.pictures).length).toBeGreaterThan(0);
    expect(ids(before.pictures)).not.toContain(mine?.id);
    for (const table of ['pictures', 'edits', 'results'])
      expect(ids(after[table])).toEqual(expect.arrayContaining(ids(before[table])));
    const added = ids(after.pictures).filter((id) => !ids(before.pictures).includes(id));
    expect(added).toHaveLength(6);
    expect(library.db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
  });
});

it('files of another database’s orphans aren’t swept if adding them is interrupted', async () => {
  const library = await openUntilEnd(tempFolder());
  for (let n = 0; n < 3; n += 1) storeOld(library.folder, 'orphans', uniquePng());
  const held = gate(1);
  const { strays } = straysOf(library, { hook: held.hook });
  const taking = strays.take();
  await eventually(() => expect(held.count()).toBeGreaterThan(0));
  const closed = strays.close();
  held.release();
  await closed;
  await expect(taking).rejects.toThrow();
  await sweepNextYear(library);
  expect(
    (await filesBelow(join(library.folder, 'objects'))).filter((name) => /png$/.test(name)),
  ).toHaveLength(3);
});
