import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  discardPrepared,
  newestSoundBackup,
  prepareRestore,
  takePlace,
} from '../../src/main/backups/restore.ts';
import { createKeeper, type Keeper } from '../../src/main/keeper/keeper.ts';
import { backupFolder } from '../../src/main/library/backups/backup-files.ts';
import { identity } from '../../src/main/library/database/continuity.ts';
import { openLedger } from '../../src/main/library/ledger/ledger.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { requestOf } from '../fixtures/ledger-rig.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

interface Restorable {
  readonly userData: string;
  readonly folder: string;
  readonly keeper: Keeper;
  readonly needs: Parameters<typeof newestSoundBackup>[0];
  backUp(): Promise<string>;
}

function restorable(): Restorable {
  const userData = tempFolder();
  const folder = join(userData, 'library');
  const keeper = createKeeper(startKeeperThread, memoryLog());
  onTestFinished(() => keeper.close());
  return {
    userData,
    folder,
    keeper,
    needs: { keeper, folder, clock: Date.now, log: memoryLog() },
    async backUp() {
      const input = { dbPath: join(folder, DB_NAME), folder: backupFolder(folder), at: Date.now() };
      return (await keeper.run('back-up', input)).name;
    },
  };
}

function addPicture(library: Library, n: number): number {
  const [image] = library.addImports([
    { sha256: `${n}`.padStart(64, '0'), name: `${n}.png`, mime: 'image/png', bytes: 1, width: 1, height: 1 },
  ]);
  return image?.id ?? 0;
}

/** Restores a backup like the app: prepared, then swapped while the library is closed. */
async function restore({ needs: deps }: Restorable, name: string, close: () => void): Promise<void> {
  await prepareRestore(deps, name);
  close();
  await takePlace(deps, 'replaced');
}

describe('a restored backup', () => {
  it('does not resend paid runs that were waiting', async () => {
    const rig = restorable();
    const library = await openLibrary(rig.userData, memoryLog());
    const ledger = openLedger(library.db);
    const source = addPicture(library, 1);
    const waiting = ledger.addEdit(source, requestOf('1min.ai'), 1).runId;
    const sent = ledger.addEdit(source, requestOf('1min.ai'), 2).runId;
    ledger.moveRun(sent, 'queued', 'uploading', { at: 3 });
    const free = ledger.addEdit(source, requestOf('practice'), 4).runId;
    await restore(rig, await rig.backUp(), () => library.close());

    const restored = await openLibrary(rig.userData, memoryLog());
    onTestFinished(() => restored.close());
    const after = openLedger(restored.db);
    for (const id of [waiting, sent])
      expect(after.runById(id)).toMatchObject({ state: 'uncertain', charged: 'unknown' });
    expect(after.runById(free)).toMatchObject({ state: 'queued', charged: 'no' });
    // The backup's own one is unchanged.
    expect(await newestSoundBackup(rig.needs)).toMatchObject({ content: { runs: 3, pictures: 1 } });
  });

  it('is in doubt about files without a row, so that newer pictures are offered and never swept', async () => {
    const rig = restorable();
    const library = await openLibrary(rig.userData, memoryLog());
    addPicture(library, 1);
    const name = await rig.backUp();
    addPicture(library, 2);
    await restore(rig, name, () => library.close());
    const restored = await openLibrary(rig.userData, memoryLog());
    onTestFinished(() => restored.close());
    addPicture(restored, 3);
    expect(identity(restored.db).doubted).toBe(1);
  });

  it('keeps the replaced database next to it', async () => {
    const rig = restorable();
    const library = await openLibrary(rig.userData, memoryLog());
    addPicture(library, 1);
    const name = await rig.backUp();
    addPicture(library, 2);
    let before = Buffer.alloc(0);
    await restore(rig, name, () => {
      library.close();
      before = readFileSync(join(rig.folder, DB_NAME));
    });
    const [aside = ''] = readdirSync(rig.folder).filter((file) => file.startsWith('library.replaced-'));
    expect(readFileSync(join(rig.folder, aside)).equals(before)).toBe(true);
  });
});

it('a prepared copy left by a crash is discarded, and the database stays', async () => {
  const rig = restorable();
  const library = await openLibrary(rig.userData, memoryLog());
  onTestFinished(() => library.close());
  addPicture(library, 1);
  await prepareRestore(rig.needs, await rig.backUp());
  expect(readdirSync(rig.folder)).toContain('library.restoring.db');
  discardPrepared(rig.folder);
  expect(readdirSync(rig.folder)).not.toContain('library.restoring.db');
  expect(library.picture(1).name).toBe('1.png');
});

describe('newestSoundBackup', () => {
  it('skips a damaged backup, which prepareRestore refuses', async () => {
    const rig = restorable();
    const library = await openLibrary(rig.userData, memoryLog());
    onTestFinished(() => library.close());
    addPicture(library, 1);
    const sound = await rig.backUp();
    const bytes = readFileSync(join(backupFolder(rig.folder), sound));
    bytes.fill(0x5a, bytes.length - 100);
    const damaged = sound.replace('000001', '000002');
    writeFileSync(join(backupFolder(rig.folder), damaged), bytes);
    expect(await newestSoundBackup(rig.needs)).toMatchObject({ name: sound });
    await expect(prepareRestore(rig.needs, damaged)).rejects.toMatchObject({ code: 'library-damaged' });
    expect(readdirSync(rig.folder).filter((file) => file.startsWith('library.restoring'))).toEqual([]);
  });

  it('is null when there is none', async () => {
    expect(await newestSoundBackup(restorable().needs)).toBeNull();
  });
});
