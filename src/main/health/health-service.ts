import { join } from 'node:path';
import type { DamageCounts, HealthProgress, HealthRepaired, HealthReport } from '@shared/domain/health.ts';
import { NO_DAMAGE } from '@shared/domain/health.ts';
import type { Keeper } from '../keeper/keeper.ts';
import { deleteDangling } from '../library/health/dangling.ts';
import {
  lastCheck,
  pictureCount,
  recordChecks,
  recordFullCheck,
  unsoundPictures,
} from '../library/health/file-checks.ts';
import type { Finding } from '../library/health/finding.ts';
import { blobInfo } from '../library/images/blobs.ts';
import { mendObject } from '../library/store/fetch-object.ts';
import { moveAside, type SweepDeps } from '../library/store/sweep.ts';
import { meaningOf } from '../system-failure.ts';
import type { Troubles } from '../troubles.ts';

/** Interval for checking whether a share of the pictures is due, in milliseconds. */
const EVERY_MS = 3_600_000;
/** A share is read each day, so that every picture is read once per year. */
const SHARE_MS = 24 * 3_600_000;
const SHARES = 364;
/** Number of pictures per keeper job. Backups wait for the job. */
const BATCH = 20;

export interface HealthService {
  /** Reads the whole library and returns its problems. Changes nothing. Throws a `Failure`. */
  check(): Promise<HealthReport>;
  /** Repairs the findings of the last check that still hold, then checks again. Throws a `Failure`. */
  repair(): Promise<HealthRepaired>;
  /** Emits the number of pictures known to be damaged. */
  tell(): void;
  /** Reads the share of pictures that is due, if any. Never throws. */
  readShare(): Promise<void>;
  close(): Promise<void>;
}

interface HealthServiceDeps extends SweepDeps {
  readonly keeper: Keeper;
  readonly dbPath: string;
  readonly troubles: Troubles;
  readonly onProgress: (progress: HealthProgress) => void;
  /** Folders with copies of the pictures. Default: none. */
  readonly copies?: () => readonly string[];
  readonly everyMs?: number;
}

/** Checks the library on request, and reads a share of its pictures each day. The keeper does the reading. */
export function createHealthService(deps: HealthServiceDeps): HealthService {
  const { keeper, db, dbPath, objects, folder, clock, log, troubles, onProgress } = deps;
  let findings: readonly Finding[] = [];
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let reading: Promise<void> | null = null;

  function runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  }

  async function look(): Promise<HealthReport> {
    const at = clock();
    const checked = await keeper.run('check-library', { dbPath, folder, at }, onProgress);
    findings = checked.findings;
    if (!closed) {
      recordFullCheck(
        db,
        findings.flatMap(({ kind, sha256 }) =>
          (kind === 'missing' || kind === 'damaged') && sha256 !== null ? [sha256] : [],
        ),
        at,
      );
      tell();
    }
    log.info('library checked', { pictures: checked.pictures, ...countsOf(findings) });
    return {
      at: clock(),
      pictures: checked.pictures,
      found: countsOf(findings),
      repairable: countsOf(findings.filter(({ repairable }) => repairable)),
    };
  }

  async function repair(): Promise<HealthRepaired> {
    const files = findings.filter(({ kind }) => kind !== 'orphan' && kind !== 'dangling');
    const repaired =
      files.length === 0
        ? []
        : await keeper.run('repair-files', { dbPath, folder, at: clock(), findings: [...files] }, onProgress);
    for (const finding of findings) {
      if (finding.kind === 'orphan' && setAsideNow(finding)) repaired.push(finding);
      if (finding.kind !== 'dangling') continue;
      const count = deleteDangling(db, finding.path);
      if (count > 0) repaired.push({ ...finding, count });
    }
    const lost = findings.filter(({ kind }) => kind === 'missing' || kind === 'damaged');
    const fetched = new Set(
      await fetchSound(
        lost.flatMap(({ sha256, repairable }) => (sha256 === null || repairable ? [] : sha256)),
      ),
    );
    repaired.push(...lost.filter(({ sha256 }) => sha256 !== null && fetched.has(sha256)));
    const { found } = await look();
    log.info('library repaired', countsOf(repaired));
    return { repaired: countsOf(repaired), left: found };
  }

  /** Verified again in the same turn in which the file is moved. */
  function setAsideNow({ path, sha256 }: Finding): boolean {
    const name = path.split(/[\\/]/).at(-1) ?? '';
    return sha256 !== null && moveAside(deps, { path: join(folder, path), name, sha256 });
  }

  function tell(): void {
    const count = unsoundPictures(db);
    if (count > 0) troubles.set({ kind: 'pictures-damaged', count });
    else troubles.clear('pictures-damaged');
  }

  /** Fetches damaged and missing pictures from where they are intact. Returns those that were found. */
  async function fetchSound(hashes: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const sha256 of hashes) {
      const blob = blobInfo(db, sha256);
      if (!blob || closed) continue;
      const path = objects.objectPath(sha256, blob.mime);
      if (await mendObject(folder, path, sha256, deps.copies?.() ?? [])) found.push(sha256);
    }
    if (found.length > 0 && !closed) {
      recordChecks(
        db,
        found.map((sha256) => ({ sha256, sound: true })),
        clock(),
      );
      log.warn('damaged pictures replaced by their copies', { count: found.length });
    }
    return found;
  }

  async function readDue(): Promise<void> {
    const before = lastCheck(db);
    if (before !== null && Math.abs(clock() - before) < SHARE_MS) return;
    const share = Math.ceil(pictureCount(db) / SHARES);
    for (let done = 0; done < share && !closed; done += BATCH) {
      const read = await keeper.run('read-pictures', {
        dbPath,
        folder,
        limit: Math.min(BATCH, share - done),
      });
      if (closed) return;
      recordChecks(db, read, clock());
      await fetchSound(read.flatMap(({ sha256, sound }) => (sound ? [] : sha256)));
    }
    if (!closed) tell();
  }

  function readShare(): Promise<void> {
    reading ??= readDue()
      .catch((error: unknown) => {
        if (meaningOf(error) !== 'interrupted') log.warn('pictures were not read', { error: String(error) });
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  const timer = setInterval(() => void readShare(), deps.everyMs ?? EVERY_MS);
  timer.unref();

  return {
    check: () => runExclusive(look),
    repair: () => runExclusive(repair),
    readShare,
    tell,
    async close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

function countsOf(findings: readonly Finding[]): DamageCounts {
  const counts = { ...NO_DAMAGE };
  for (const { kind, count } of findings) counts[kind] += count;
  return counts;
}
