import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { hashFile } from '../../files/hash-file.ts';
import { asFailure, type ReadDb } from '../database/db.ts';
import { rows } from '../database/rows.ts';
import { isStray, orphanFiles, storedFiles, withoutRow } from '../store/orphans.ts';
import { findDangling } from './dangling.ts';
import type { Finding } from './finding.ts';
import { isThumbnailOf } from './thumb-size.ts';

/** A younger file may be one whose row or final name is being written. */
export const AGE_MIN_MS = 3_600_000;
const SHELVES = 256;
const BUSY_MS = 5000;

export interface CheckedLibrary {
  readonly pictures: number;
  readonly findings: Finding[];
}

interface Check {
  readonly db: ReadDb;
  /** The library's folder. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly findings: Finding[];
}

/**
 * Reads every file of a library and compares it with the database. Changes nothing. Processes one of 256
 * folders at a time, so memory doesn't grow with the library. Throws a `Failure` if the database can't be
 * read.
 */
export async function checkLibrary(
  dbPath: string,
  folder: string,
  now: number,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
): Promise<CheckedLibrary> {
  const db = new Database(dbPath, { readonly: true, fileMustExist: true, timeout: BUSY_MS }) as ReadDb;
  const check: Check = { db, folder, now, findings: [] };
  let pictures = 0;
  try {
    for (let n = 0; n < SHELVES; n += 1) {
      const shelf = n.toString(16).padStart(2, '0');
      pictures += await checkShelf(check, shelf);
      await checkThumbs(check, shelf);
      onProgress({ done: n + 1, total: SHELVES });
    }
    check.findings.push(...findDangling(db));
    await findLeftovers(check);
    await findSpares(check);
    return { pictures, findings: check.findings };
  } catch (error) {
    throw asFailure(error);
  } finally {
    db.close();
  }
}

const BlobRow = z.object({
  sha256: z.string(),
  mime: z.string(),
  width: z.int(),
  height: z.int(),
});
type BlobRow = z.infer<typeof BlobRow>;

/** Images whose files belong in a folder. A file on its way to the system's trash is in neither place. */
export const BLOBS_OF_SHELF_SQL = `SELECT sha256, mime, width, height FROM blobs
  WHERE sha256 >= ? AND sha256 < ? AND purged_at IS NULL AND NOT EXISTS (SELECT 1 FROM purge_queue WHERE purge_queue.sha256 = blobs.sha256)`;

function blobsOf({ db }: Check, shelf: string): Map<string, BlobRow> {
  const found = rows(db, BlobRow, BLOBS_OF_SHELF_SQL, shelf, `${shelf}g`);
  return new Map(found.map((blob) => [blob.sha256, blob]));
}

export const fileNameOf = ({ sha256, mime }: { readonly sha256: string; readonly mime: string }): string =>
  `${sha256}.${EXTENSIONS[mime as ImageMime]}`;

async function checkShelf(check: Check, shelf: string): Promise<number> {
  const { db, folder, findings } = check;
  const blobs = blobsOf(check, shelf);
  const files = await storedFiles(join(folder, 'objects', shelf));
  const there = new Set(files.map(({ name }) => name));
  for (const blob of blobs.values()) {
    const name = fileNameOf(blob);
    const path = join('objects', shelf, name);
    const isThere = there.has(name);
    if (isThere && (await hashFile(join(folder, path))) === blob.sha256) continue;
    findings.push(file(isThere ? 'damaged' : 'missing', path, { sha256: blob.sha256, repairable: false }));
  }
  const unknown = new Set(withoutRow(db, files));
  for (const each of files) {
    const blob = blobs.get(each.sha256);
    if (blob && each.name === fileNameOf(blob)) continue;
    const path = join('objects', shelf, each.name);
    if (!unknown.has(each)) findings.push(file('duplicate', path, { sha256: each.sha256 }));
    else if (!isStray(db, each) && (await isOld(check, path)))
      findings.push(file('orphan', path, { sha256: each.sha256 }));
  }
  await findSidecars(check, shelf, new Set(files.map(({ sha256 }) => sha256)));
  return blobs.size;
}

/** Finds sidecars of images that exist neither here nor in the database, and leftovers of interrupted writes. */
async function findSidecars(check: Check, shelf: string, pictures: ReadonlySet<string>): Promise<void> {
  const names = await readdir(join(check.folder, 'objects', shelf)).catch(() => []);
  for (const name of names) {
    const sha256 = /^([0-9a-f]{64})\.json$/.exec(name)?.[1];
    const isAlone =
      sha256 !== undefined && !pictures.has(sha256) && withoutRow(check.db, [{ sha256 }]).length > 0;
    const path = join('objects', shelf, name);
    if ((isAlone || name.endsWith('.tmp')) && (await isOld(check, path)))
      check.findings.push(file('leftover', path));
  }
}

const THUMB = /^([0-9a-f]{64})-\d+\.(?:jpg|webp)$/;

async function checkThumbs(check: Check, shelf: string): Promise<void> {
  const { folder, findings } = check;
  const names = await readdir(join(folder, 'thumbs', shelf)).catch(() => []);
  if (names.length === 0) return;
  const blobs = blobsOf(check, shelf);
  for (const name of names) {
    const blob = blobs.get(THUMB.exec(name)?.[1] ?? '');
    const path = join('thumbs', shelf, name);
    if (!blob) {
      if (await isOld(check, path)) findings.push(file('leftover', path));
    } else if (!(await isThumbnailOf(join(folder, path), blob))) findings.push(file('thumbnail', path));
  }
}

/** Temporary names of incomplete files. */
const UNFINISHED: readonly (readonly [string, RegExp])[] = [
  ['', /^library\.(rebuilding|restoring)\.db(-wal|-shm|-journal)?$/],
  ['', /\.tmp$/],
  ['backups', /^backup\.part/],
  ['tmp', /./],
];

async function findLeftovers(check: Check): Promise<void> {
  for (const [sub, pattern] of UNFINISHED)
    for (const name of await readdir(join(check.folder, sub)).catch(() => [])) {
      const path = join(sub, name);
      if (pattern.test(name) && (await isOld(check, path))) check.findings.push(file('leftover', path));
    }
}

/** Finds possible copies of missing or damaged images: files set aside, or files with wrong names. */
async function findSpares({ folder, findings }: Check): Promise<void> {
  const spares = new Map<string, string>();
  for (const { kind, path, sha256 } of findings)
    if (kind === 'duplicate' && sha256 !== null) spares.set(sha256, path);
  for (const { name, sha256 } of await orphanFiles(folder)) spares.set(sha256, join('orphans', name));
  for (const [at, finding] of findings.entries()) {
    if (finding.kind !== 'missing' && finding.kind !== 'damaged') continue;
    const spare = spares.get(finding.sha256 ?? '');
    if (spare === undefined || (await hashFile(join(folder, spare)).catch(() => null)) !== finding.sha256)
      continue;
    findings[at] = { ...finding, spare, repairable: true };
  }
}

interface FileFacts {
  readonly sha256?: string;
  readonly repairable?: boolean;
}

function file(kind: Finding['kind'], path: string, { sha256, repairable = true }: FileFacts = {}): Finding {
  return { kind, path, sha256: sha256 ?? null, spare: null, count: 1, repairable };
}

async function isOld({ folder, now }: Check, path: string): Promise<boolean> {
  const info = await stat(join(folder, path)).catch(() => null);
  if (!info?.isFile()) return false;
  return now - info.mtimeMs >= AGE_MIN_MS;
}
