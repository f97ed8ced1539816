import { copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beyondLadder } from '../backups/ladder.ts';
import { syncFile, syncFolder } from '../files/sync.ts';
import { namedBackups, parseBackupName } from '../library/backups/backup-files.ts';
import { checkBackup } from '../library/backups/check-backup.ts';
import { compareBackup, describeBackups } from '../library/backups/compare-backup.ts';
import { copyRest, copyShelf } from '../library/backups/copy-shelf.ts';
import { makeBackup } from '../library/backups/make-backup.ts';
import { setOpenRunsAside } from '../library/backups/set-runs-aside.ts';
import { isDatabaseSound } from '../library/health/check-database.ts';
import { checkLibrary } from '../library/health/check-library.ts';
import { readPictures } from '../library/health/read-pictures.ts';
import { repairFiles } from '../library/health/repair-files.ts';
import { copyDatabase, copyPart, discardCopy, measureLibrary } from '../library/move/copy-part.ts';
import { discardCaches, partsOf } from '../library/move/parts.ts';
import { restoreSidecars } from '../library/sidecars/restore-sidecars.ts';
import { writeSidecars } from '../library/sidecars/write-sidecars.ts';
import { JOBS, type JobInput, type JobName, type JobOutput, type OnProgress } from './messages.ts';

type Work = {
  readonly [N in JobName]: (
    input: JobInput<N>,
    onProgress: OnProgress,
    signal: AbortSignal,
  ) => Promise<JobOutput<N>>;
};

const work: Work = {
  async 'back-up'({ dbPath, folder, at }) {
    const name = await makeBackup(dbPath, folder, at);
    for (const old of beyondLadder(await namedBackups(folder))) await rm(join(folder, old.name));
    await syncFolder(folder);
    const { size } = await stat(join(folder, name));
    return { name, at: parseBackupName(name)?.at ?? at, bytes: size };
  },
  'list-backups': ({ folder }) => describeBackups(folder),
  'compare-backup': ({ dbPath, folder, name }) => compareBackup(dbPath, folder, name),
  'check-backup': ({ folder, name }) => checkBackup(folder, name),
  async 'copy-backup'({ folder, name, to, at }) {
    const content = await checkBackup(folder, name);
    await copyFile(join(folder, name), to);
    setOpenRunsAside(to, at);
    await syncFile(to);
    return content;
  },
  'copy-shelf': ({ dbPath, folder, to, shelf, since }) => copyShelf(dbPath, folder, to, shelf, since),
  async 'copy-rest'({ folder, to }) {
    await copyRest(folder, to);
    return null;
  },
  'measure-library': ({ folder }) => measureLibrary(folder),
  'library-parts': ({ folder }) => partsOf(folder),
  'copy-part': async ({ from, to, part, since }) => ({ bytes: await copyPart(from, to, part, since) }),
  async 'copy-database'({ from, to }) {
    await copyDatabase(from, to);
    return null;
  },
  async 'discard-copy'({ from, to }) {
    await discardCopy(from, to);
    return null;
  },
  async 'discard-caches'({ folder }) {
    await discardCaches(folder);
    return null;
  },
  'write-sidecars': ({ dbPath, objectsFolder, limit }) => writeSidecars(dbPath, objectsFolder, limit),
  'restore-sidecars': ({ dbPath, objectsFolder, at }, onProgress, signal) =>
    restoreSidecars(dbPath, objectsFolder, at, onProgress, signal),
  'check-database': async ({ dbPath, objectsFolder }) => ({
    sound: await isDatabaseSound(dbPath, objectsFolder),
  }),
  'check-library': ({ dbPath, folder, at }, onProgress) => checkLibrary(dbPath, folder, at, onProgress),
  'repair-files': ({ dbPath, folder, at, findings }, onProgress) =>
    repairFiles(dbPath, folder, at, findings, onProgress),
  'read-pictures': ({ dbPath, folder, limit }) => readPictures(dbPath, folder, limit),
};

/** Runs one job. `input` is parsed first. */
export function runJob(
  name: JobName,
  input: unknown,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<unknown> {
  const parse = <N extends JobName>(job: N) =>
    work[job](JOBS[job].in.parse(input) as JobInput<N>, onProgress, signal);
  return parse(name);
}
