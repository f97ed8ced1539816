import { renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { events } from '@shared/contract.ts';
import type { Trouble } from '@shared/domain/trouble.ts';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { onWindowEvent } from '../../src/main/bus.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { createStrays, type Strays } from '../../src/main/rescue/strays.ts';
import { createTroubles } from '../../src/main/troubles.ts';
import { strictBus } from '../fixtures/catalog.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import { listed, memoryLog, tempFolder, tempLibrary } from '../fixtures/temp-library.ts';

let library: Library;
let strays: Strays;
let told: readonly Trouble[];
beforeEach(async () => {
  library = await tempLibrary();
  told = [];
  const bus = strictBus();
  onWindowEvent(bus, (event, payload) => void events[event].parse(payload));
  strays = createStrays({
    library,
    imaging: createFakeImaging(),
    log: memoryLog(),
    emit: bus.emit,
    clock: Date.now,
    troubles: createTroubles((list) => {
      told = list;
    }),
  });
});

/** A file in the store without a row, an hour old. */
async function stray(bytes = uniquePng()): Promise<string> {
  const chunks = async function* () {
    yield bytes;
  };
  const staged = await library.objects.stage(chunks(), { maxBytes: 1000 });
  const path = await library.objects.commit(staged, 'image/png');
  library.objects.settled(staged.sha256);
  const then = Date.now() / 1000 - 3600;
  utimesSync(path, then, then);
  return staged.sha256;
}

async function sweep(): Promise<void> {
  const { db, objects, folder } = library;
  strays.found(
    await sweepObjects(
      { db, objects, folder, clock: Date.now, log: memoryLog() },
      new AbortController().signal,
    ),
  );
}

describe('files without a row', () => {
  it('are reported, and imported on request', async () => {
    const hashes = [await stray(), await stray()];
    await sweep();
    expect(told).toEqual([{ kind: 'strays', count: 2 }]);
    expect(await strays.take()).toEqual({ taken: 2, refused: 0 });
    expect(told).toEqual([]);
    expect(
      listed(library)
        .map(({ sha256 }) => sha256)
        .sort(),
    ).toEqual(hashes.sort());
    await sweep();
    expect(told).toEqual([]);
  });

  it('are asked about once if left, and again if there are more', async () => {
    await stray();
    await sweep();
    strays.leave();
    expect(told).toEqual([]);
    await sweep();
    expect(told).toEqual([]);
    await stray();
    await sweep();
    expect(told).toEqual([{ kind: 'strays', count: 2 }]);
  });

  it('aren’t counted as unreadable while another program locks the library', async () => {
    await stray();
    await sweep();
    const other = new Database(join(library.folder, DB_NAME));
    other.exec('BEGIN IMMEDIATE');
    await expect(strays.take()).rejects.toMatchObject({ code: 'library-locked' });
    other.close();
    expect(told).toEqual([{ kind: 'strays', count: 1 }]);
    expect(await strays.take()).toEqual({ taken: 1, refused: 0 });
  });

  it('that aren’t pictures stay, and aren’t asked about again', async () => {
    await stray(Buffer.from('not a picture at all'));
    await stray();
    await sweep();
    expect(await strays.take()).toEqual({ taken: 1, refused: 1 });
    expect(told).toEqual([]);
    await sweep();
    expect(told).toEqual([]);
  });
});

describe('a write while the folder is away', () => {
  it('is refused and rolled back, and one after its return is kept', async () => {
    const gone: string[] = [];
    const open = await openLibrary(tempFolder(), memoryLog(), { onGone: () => gone.push('gone') });
    const bytes = uniquePng();
    const add = (name: string) =>
      open.addImports([
        { sha256: 'ab'.repeat(32), mime: 'image/png', bytes: bytes.length, width: 1, height: 1, name },
      ]);
    add('before.png');
    renameSync(open.folder, `${open.folder}-away`);
    expect(() => add('meanwhile.png')).toThrow(expect.objectContaining({ code: 'library-gone' }));
    expect(gone).toEqual(['gone']);
    renameSync(`${open.folder}-away`, open.folder);
    add('after.png');
    expect(
      listed(open)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['after.png', 'before.png']);
    open.close();
  });
});
