import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { partPath, placeFile } from '../../src/main/export/place-file.ts';
import { syncFolder, syncFolderNow, syncOpenFile, syncOpenFileNow } from '../../src/main/files/sync.ts';
import { writeFileAtomic, writeFileAtomicNow } from '../../src/main/files/write-file-atomic.ts';
import { makeBackup } from '../../src/main/library/backups/make-backup.ts';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { keepDatabaseAside, nameDatabase } from '../../src/main/library/database/keep-aside.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { writeSidecars } from '../../src/main/library/sidecars/write-sidecars.ts';
import { openJsonFile } from '../../src/main/settings/json-file.ts';
import { writeRunCsv } from '../../src/main/usage/run-csv.ts';
import { recordDisk, type Step, unsafeNames } from '../fixtures/disk-recorder.ts';
import { sourcesBelow } from '../fixtures/import-graph.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { seededPicture } from '../fixtures/seeded-pictures.ts';
import { memoryLog, tempFolder, tempLibrary } from '../fixtures/temp-library.ts';

/** Records what `work` does in its own folder, which already contains `first`. */
async function stepsOf(
  work: (folder: string) => unknown,
  first: string | null = null,
): Promise<readonly Step[]> {
  const folder = tempFolder();
  if (first !== null) writeFileSync(join(folder, first), 'x');
  const recorder = recordDisk(folder);
  try {
    await work(folder);
  } finally {
    recorder.stop();
  }
  return recorder.steps;
}

const place = (collision: 'replace' | 'both' | 'skip', makeLink?: () => Promise<void>) => (folder: string) =>
  placeFile({ text: 'x' }, folder, 'a.json', collision, makeLink);

/** SQLite has synced its content. */
const DATABASE = 'some.db';

/** All ways main renames an important file. */
const WAYS: Readonly<Record<string, (folder: string) => unknown>> = {
  'a text': (folder) => writeFileAtomic(join(folder, 'a'), 'x'),
  'a text, at once': (folder) => writeFileAtomicNow(join(folder, 'a'), 'x'),
  'settings, window and key': (folder) => openJsonFile(join(folder, 'settings.json')).write({ a: 1 }),
  'the same, at once': (folder) => openJsonFile(join(folder, 'window.json')).writeNow({ a: 1 }),
  'the list of runs': async (folder) => {
    const { db } = await tempLibrary();
    await writeRunCsv(db, { from: 0, to: 1 }, () => null, join(folder, 'runs.csv'));
  },
  'an export': place('replace'),
  'an export beside others': place('both'),
  'an export that skips': place('skip'),
  'an export to a disk without links': place('both', async () => {
    throw Object.assign(new Error('no links'), { code: 'ENOTSUP' });
  }),
  'an export of a file of the library': async (folder) => {
    const source = join(tempFolder(), 'picture.png');
    writeFileSync(source, 'x');
    await placeFile({ path: source }, folder, 'a.png', 'both');
  },
  'an export that was made beside its place': async (folder) => {
    const made = partPath(folder);
    writeFileSync(made, 'x');
    await placeFile({ made }, folder, 'a.png', 'both');
  },
  'a picture of the library': async (folder) => {
    const { objects } = await tempLibrary({ userData: folder });
    const bytes = await seededPicture('png');
    const staged = await objects.stage(Readable.from([bytes]), { maxBytes: bytes.length });
    await objects.commit(staged, 'image/png');
  },
  'the marker of the library': async (folder) => {
    const library = await openLibrary(folder, memoryLog());
    onTestFinished(() => library.close());
    // The first write of a session counts it.
    writeTransaction(library.db, () => library.db.exec("INSERT INTO tags (name, key) VALUES ('a', 'a')"));
  },
  'a backup of the database': async (folder) => {
    const library = await tempLibrary({ userData: folder });
    await makeBackup(join(library.folder, DB_NAME), join(library.folder, 'backups'), 0);
  },
  'a sidecar of a picture': async (folder) => {
    const library = await tempLibrary({ userData: folder });
    fillLibrary(library, 1);
    await writeSidecars(join(library.folder, DB_NAME), join(library.folder, 'objects'), 1);
  },
  'a damaged database': (folder) => keepDatabaseAside(folder, DATABASE, 0),
  'a rebuilt database': (folder) => {
    const building = 'library.rebuilding.db';
    writeFileSync(join(folder, building), 'x');
    return nameDatabase(folder, building, 'library.db');
  },
};

describe('a file of value', () => {
  it.each(Object.entries(WAYS))('is safe from a power cut once it is written: %s', async (_name, work) => {
    const steps = await stepsOf(work, DATABASE);
    expect(steps.some((step) => step.do === 'name')).toBe(true);
    expect(unsafeNames(steps)).toEqual([]);
  });

  it('is written, synced, renamed, and its folder synced, in this order', async () => {
    const folder = tempFolder();
    const path = join(folder, 'settings.json');
    for (const write of [writeFileAtomic, writeFileAtomicNow]) {
      const recorder = recordDisk(folder);
      await write(path, 'new');
      recorder.stop();
      expect(recorder.steps).toEqual([
        { do: 'write', path: `${path}.tmp` },
        { do: 'sync', path: `${path}.tmp` },
        { do: 'name', path, from: `${path}.tmp` },
        { do: 'sync', path: folder },
      ]);
      expect(readFileSync(path, 'utf8')).toBe('new');
    }
  });
});

describe('syncFolder', () => {
  it('reports a missing folder', async () => {
    const gone = join(tempFolder(), 'gone');
    await expect(syncFolder(gone)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(() => syncFolderNow(gone)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

describe('syncOpenFile', () => {
  // `/dev/null` answers an fsync like a disk without one.
  it.runIf(process.platform === 'linux')('ignores a file that can’t be synced', async () => {
    const file = await open('/dev/null', 'r');
    await expect(file.sync()).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(syncOpenFile(file)).resolves.toBeUndefined();
    expect(() => syncOpenFileNow(file.fd)).not.toThrow();
    await file.close();
  });

  it('reports any other error', async () => {
    const file = await open(join(tempFolder(), 'a'), 'w');
    await file.close();
    await expect(syncOpenFile(file)).rejects.toMatchObject({ code: 'EBADF' });
    // A number of no open file.
    expect(() => syncOpenFileNow(2 ** 31 - 1)).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });
});

describe('unsafeNames', () => {
  it('finds each omitted sync', async () => {
    for (const way of ['a text', 'a text, at once', 'an export', 'a picture of the library'] as const) {
      const steps = await stepsOf((folder) => WAYS[way]?.(folder));
      const named = steps.filter((step) => step.do === 'name');
      expect(named.length).toBeGreaterThan(0);
      for (const { path, from } of named) {
        const withoutContent = steps.filter((step) => !(step.do === 'sync' && step.path === from));
        expect(unsafeNames(withoutContent)).toContain(`content of ${path}`);
        const last = steps.findLastIndex((step) => step.do === 'name' && step.path === path);
        const withoutName = steps.filter((step, at) => !(step.do === 'sync' && at > last));
        expect(unsafeNames(withoutName)).toContain(`name of ${path}`);
      }
    }
  });

  it('finds a write after the sync', () => {
    const steps: Step[] = [
      { do: 'sync', path: '/a/x.tmp' },
      { do: 'write', path: '/a/x.tmp' },
      { do: 'name', path: '/a/x', from: '/a/x.tmp' },
      { do: 'sync', path: '/a' },
    ];
    expect(unsafeNames(steps)).toEqual(['content of /a/x']);
  });
});

/** Every file in main that renames or links, and how the name survives a power cut, or why it need not. */
const RENAMES: Readonly<Record<string, string>> = {
  'src/main/blame/blame-service.ts': 'maps of changes are a cache',
  'src/main/export/drag-out.ts': 'copies for dragging are removed at the next start',
  'src/main/export/place-file.ts': 'synced, above',
  'src/main/files/write-file-atomic.ts': 'synced, above',
  'src/main/library/backups/make-backup.ts': 'synced, above',
  'src/main/library/database/keep-aside.ts': 'synced, above',
  'src/main/library/move/copy-part.ts': 'copies of caches; of what is lost, the next look makes new ones',
  'src/main/library/sidecars/write-sidecars.ts':
    'an unreadable sidecar is kept aside; the next write syncs the folder',
  'src/main/library/store/folder-lock.ts': 'nothing holds a lock after a power cut',
  'src/main/library/store/objects.ts':
    'pictures are synced, above; thumbnails and display copies are a cache',
  'src/main/library/store/disk.ts': 'the object store syncs',
  'src/main/library/store/orphans.ts':
    'the file is in one folder or the other: both are looked at at every start',
  'src/main/library/store/reserve.ts': 'the reserve is made again when it is not there',
  'src/main/platform/log-file.ts': 'an old log may be lost',
  'src/main/settings/json-file.ts': 'a damaged file that cannot be copied; the next write syncs the folder',
  'src/main/trash/purge-service.ts':
    'the file is in one folder or the other: the queue of the purge looks at both',
};

describe('main', () => {
  it('names files in these places only', () => {
    const found = sourcesBelow('src/main').filter((file) =>
      /\b(rename|renameSync|link|linkSync|cp|cpSync)\b[^;]*\bfrom 'node:fs(\/promises)?'/.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(found.toSorted()).toEqual(Object.keys(RENAMES).toSorted());
  });
});
