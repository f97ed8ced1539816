import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { type Swept, sweepObjects } from '../../src/main/library/store/sweep.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import { filesBelow, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const paths = (userData: string) => {
  const folder = join(userData, 'library');
  return { folder, db: join(folder, 'library.db'), wal: join(folder, 'library.db-wal') };
};

/** Stores a picture, with a row unless it simulates a crash's leftover. Returns its file. */
async function take(library: Library, options: { readonly row?: boolean } = {}): Promise<string> {
  const bytes = uniquePng();
  const chunks = async function* () {
    yield bytes;
  };
  const staged = await library.objects.stage(chunks(), { maxBytes: 1000 });
  const path = await library.objects.commit(staged, 'image/png');
  const { sha256 } = staged;
  if (options.row === false) library.objects.settled(sha256);
  else
    library.addImports([
      {
        sha256,
        mime: 'image/png',
        bytes: bytes.length,
        width: 1,
        height: 1,
        name: `${sha256.slice(0, 8)}.png`,
      },
    ]);
  return path;
}

/** Sets the files' modification times back. */
function age(files: readonly string[], ms: number): void {
  const then = (Date.now() - ms) / 1000;
  for (const file of files) utimesSync(file, then, then);
}

async function sweep(library: Library, clock = Date.now): Promise<Swept> {
  const { db, objects, folder } = library;
  return sweepObjects({ db, objects, folder, clock, log: memoryLog() }, new AbortController().signal);
}

/** A closed library with some pictures: its data folder, and the pictures' files. */
async function closedLibrary(count = 5): Promise<{ userData: string; files: string[] }> {
  const userData = tempFolder();
  const library = await openLibrary(userData, memoryLog());
  const files: string[] = [];
  for (let i = 0; i < count; i += 1) files.push(await take(library));
  // Its first sweep, so that its past isn't in doubt.
  await sweep(library);
  library.close();
  return { userData, files };
}

async function whileOpen<T>(userData: string, work: (library: Library) => Promise<T>): Promise<T> {
  const library = await openLibrary(userData, memoryLog());
  try {
    return await work(library);
  } finally {
    library.close();
  }
}

const served = (library: Library, files: readonly string[]) =>
  files.filter((file) => {
    const sha256 = file.slice(-68, -4);
    const found = library.pictureFile(sha256);
    return found !== null && existsSync(found.path);
  });

const refused = (code: string) => expect.objectContaining({ code });

describe('a database that is not there', () => {
  const losses: Record<string, (userData: string) => void> = {
    deleted: (userData) => rmSync(paths(userData).db),
    emptied: (userData) => truncateSync(paths(userData).db, 0),
    'without a table': (userData) => {
      rmSync(paths(userData).db);
      const db = new Database(paths(userData).db);
      db.pragma('journal_mode = WAL');
      db.close();
    },
  };
  it.each(Object.keys(losses))('is not a first start if objects exist: %s', async (loss) => {
    const { userData, files } = await closedLibrary();
    losses[loss]?.(userData);
    const before = await filesBelow(paths(userData).folder);
    await expect(openLibrary(userData, memoryLog())).rejects.toEqual(refused('library-missing'));
    expect(await filesBelow(paths(userData).folder)).toEqual(before);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each(['objects', 'orphans', 'thumbs', 'backups'])(
    'is not a first start if only %s remain',
    async (name) => {
      const userData = tempFolder();
      const folder = join(paths(userData).folder, name, 'ab');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'a file'), 'x');
      await expect(openLibrary(userData, memoryLog())).rejects.toEqual(refused('library-missing'));
    },
  );

  it('is not a first start if its log remains', async () => {
    const userData = tempFolder();
    mkdirSync(paths(userData).folder);
    writeFileSync(paths(userData).wal, 'x');
    await expect(openLibrary(userData, memoryLog())).rejects.toEqual(refused('library-missing'));
  });

  it('is a first start if the folders are empty', async () => {
    const userData = tempFolder();
    for (const name of ['objects/ab', 'thumbs', 'tmp'])
      mkdirSync(join(paths(userData).folder, name), { recursive: true });
    await whileOpen(userData, async (library) => expect(library.folder).toBe(paths(userData).folder));
  });

  it('finds every original when it is put back', async () => {
    const { userData, files } = await closedLibrary();
    age(files, 9 * HOUR);
    const aside = join(tempFolder(), 'library.db');
    renameSync(paths(userData).db, aside);
    await expect(openLibrary(userData, memoryLog())).rejects.toEqual(refused('library-missing'));
    renameSync(aside, paths(userData).db);
    await whileOpen(userData, async (library) => {
      expect(served(library, files)).toEqual(files);
      expect(await sweep(library)).toEqual({ setAside: 0, strays: 0 });
      expect(served(library, files)).toEqual(files);
    });
  });

  it('finds what an older version had moved to orphans', async () => {
    const { userData, files } = await closedLibrary();
    const orphans = join(paths(userData).folder, 'orphans');
    mkdirSync(orphans);
    for (const file of files) renameSync(file, join(orphans, file.slice(-68)));
    await whileOpen(userData, async (library) => expect(served(library, files)).toEqual(files));
    expect(readdirSync(orphans)).toEqual([]);
  });
});

describe('rows that were lost', () => {
  /** A library with two pictures, then three more; `cut` takes the database back to the state in between. */
  async function cutBack(
    cut: (userData: string, earlier: string) => void,
  ): Promise<{ userData: string; known: string[]; lost: string[] }> {
    const { userData, files: known } = await closedLibrary(2);
    const earlier = join(tempFolder(), 'earlier.db');
    const lost = await whileOpen(userData, async (library) => {
      cpSync(paths(userData).db, earlier);
      return [await take(library), await take(library), await take(library)];
    });
    cut(userData, earlier);
    age([...known, ...lost], 40 * DAY);
    return { userData, known, lost };
  }

  const cuts: Record<string, (userData: string, earlier: string) => void> = {
    'an older copy was put back': (userData, earlier) => cpSync(earlier, paths(userData).db),
    'an older copy was put back, and the marker is gone': (userData, earlier) => {
      cpSync(earlier, paths(userData).db);
      rmSync(join(paths(userData).folder, 'marker.json'));
    },
  };
  it.each(Object.keys(cuts))('don’t cause a sweep of their files: %s', async (name) => {
    const { userData, known, lost } = await cutBack(cuts[name] ?? (() => {}));
    await whileOpen(userData, async (library) => {
      await take(library);
      expect(await sweep(library)).toEqual({ setAside: 0, strays: 3 });
      await take(library);
      expect(await sweep(library)).toEqual({ setAside: 0, strays: 3 });
    });
    // Nor a year later, in another session with newer pictures.
    await whileOpen(userData, async (library) => {
      await take(library);
      const later = () => Date.now() + 365 * DAY;
      expect(await sweep(library, later)).toEqual({ setAside: 0, strays: 3 });
      expect(served(library, known)).toEqual(known);
    });
    expect(lost.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('don’t cause a sweep of their files if a killed session’s log was lost', async () => {
    const { userData, files: known } = await closedLibrary(2);
    const copy = tempFolder();
    const lost: string[] = [];
    await whileOpen(userData, async (library) => {
      // The session itself is in the file, the pictures after it only in the log.
      lost.push(await take(library));
      library.db.pragma('wal_checkpoint(TRUNCATE)');
      lost.push(await take(library), await take(library));
      cpSync(paths(userData).db, join(copy, 'library.db'));
    });
    cpSync(join(copy, 'library.db'), paths(userData).db);
    age([...known, ...lost], 9 * HOUR);
    await whileOpen(userData, async (library) => {
      await take(library);
      expect(await sweep(library)).toEqual({ setAside: 0, strays: 2 });
    });
    expect(lost.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('don’t let files set aside earlier be deleted', async () => {
    const { userData } = await closedLibrary(2);
    const leftover = await whileOpen(userData, async (library) => {
      await sweep(library);
      const path = await take(library, { row: false });
      age([path], 2 * HOUR);
      await take(library);
      expect(await sweep(library)).toEqual({ setAside: 1, strays: 0 });
      return path;
    });
    rmSync(join(paths(userData).folder, 'marker.json'));
    await whileOpen(userData, async (library) => {
      await sweep(library);
      expect(await sweep(library, () => Date.now() + 90 * DAY)).toEqual({ setAside: 0, strays: 1 });
    });
    expect(existsSync(join(paths(userData).folder, 'orphans', leftover.slice(-68)))).toBe(true);
  });

  it('are suspected when the folder was copied', async () => {
    const { userData } = await closedLibrary(2);
    const elsewhere = tempFolder();
    cpSync(userData, elsewhere, { recursive: true });
    await whileOpen(elsewhere, async (library) => {
      const path = await take(library, { row: false });
      age([path], 2 * HOUR);
      expect(await sweep(library)).toEqual({ setAside: 0, strays: 1 });
    });
  });

  it('are not suspected in a library that is opened and closed, with or without writes', async () => {
    const { userData } = await closedLibrary(2);
    await whileOpen(userData, (library) => sweep(library));
    await whileOpen(userData, async () => {});
    await whileOpen(userData, async (library) => {
      const path = await take(library, { row: false });
      age([path], 2 * HOUR);
      await take(library);
      expect(await sweep(library)).toEqual({ setAside: 1, strays: 0 });
    });
  });

  it('are not suspected after a crash if the log exists', async () => {
    const { userData } = await closedLibrary(2);
    const copy = tempFolder();
    await whileOpen(userData, async (library) => {
      await sweep(library);
      await take(library);
      cpSync(paths(userData).db, join(copy, 'db'));
      cpSync(paths(userData).wal, join(copy, 'wal'));
    });
    cpSync(join(copy, 'db'), paths(userData).db);
    cpSync(join(copy, 'wal'), paths(userData).wal);
    for (const _ of [1, 2]) await whileOpen(userData, async () => {});
    await whileOpen(userData, async (library) => {
      const path = await take(library, { row: false });
      age([path], 2 * HOUR);
      await take(library);
      expect(await sweep(library)).toEqual({ setAside: 1, strays: 0 });
    });
  });
});
