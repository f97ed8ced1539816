import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareRestore, takePlace } from '../../src/main/backups/restore.ts';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { makeBackup } from '../../src/main/library/backups/make-backup.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { copyDatabase, copyPart } from '../../src/main/library/move/copy-part.ts';
import { partsOf } from '../../src/main/library/move/parts.ts';
import { bareFolder, openRebuilt, openUntilEnd } from '../fixtures/bare-folder.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { straysOf } from '../fixtures/rebuild.ts';
import { listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const keeper = createKeeper(startKeeperThread, memoryLog());
afterAll(() => keeper.close());

describe('the record of an unfinished rebuild', () => {
  it('doesn’t apply to another database in the folder', async () => {
    const bare = bareFolder(3);
    (await openRebuilt(bare.userData, keeper)).close();
    const library = join(bare.folder, DB_NAME);
    const other = tempFolder();
    (await openUntilEnd(other)).close();
    renameSync(join(other, 'library', DB_NAME), library);
    const opened = await openUntilEnd(bare.userData);
    const { strays, troubles } = straysOf(opened);
    await strays.resume();
    expect(listed(opened)).toEqual([]);
    expect(troubles()).toEqual([]);
  });

  it('is gone from a library that was moved while the rebuild ended', async () => {
    const bare = bareFolder(3);
    const library = await openRebuilt(bare.userData, keeper);
    const moved = tempFolder();
    const to = join(moved, 'library');
    const copyParts = async () => {
      for (const { name } of await partsOf(bare.folder)) await copyPart(bare.folder, to, name, 0);
    };
    await copyParts();
    await straysOf(library).strays.resume();
    library.close();
    await copyParts();
    await copyDatabase(bare.folder, to);
    const opened = await openUntilEnd(moved);
    expect(listed(opened)).toHaveLength(3);
    const { strays, troubles } = straysOf(opened);
    await strays.resume();
    expect(troubles()).toEqual([]);
  });

  it('is restored with a backup from before the end of the rebuild', async () => {
    const bare = bareFolder(3);
    const library = await openRebuilt(bare.userData, keeper);
    const backups = join(bare.folder, 'backups');
    const name = await makeBackup(join(bare.folder, DB_NAME), backups, Date.now());
    await straysOf(library).strays.resume();
    library.close();
    const restore = { keeper, folder: bare.folder, clock: Date.now, log: memoryLog() };
    await prepareRestore(restore, name);
    await takePlace(restore, 'replaced');
    const restored = await openUntilEnd(bare.userData);
    expect(listed(restored)).toEqual([]);
    const { strays, troubles } = straysOf(restored);
    await strays.resume();
    expect(listed(restored)).toHaveLength(3);
    expect(troubles()).toEqual([{ kind: 'rebuilt', taken: 3, refused: 0 }]);
  });
});
