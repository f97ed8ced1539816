import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_SECOND_PLACE, type SecondPlace } from '@shared/domain/backup.ts';
import { Failure } from '@shared/errors.ts';
import { z } from 'zod';
import { isInside } from '../files/is-inside.ts';
import type { Keeper } from '../keeper/keeper.ts';
import type { Clock, Desktop, Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { meaningOf } from '../system-failure.ts';

/** Interval between copies, in milliseconds. */
const EVERY_MS = 30 * 60_000;
/** Sidecars that were written while the last copy began are copied again: clocks and file systems round. */
const ROUNDING_MS = 5_000;
const SHELVES = 256;
const Kept = z.object({ folder: z.string().nullable(), at: z.number().nullable() });

/** Keeps a copy of the library in another folder, on another disk for example: pictures, sidecars and backups. */
export interface SecondPlaceService {
  state(): SecondPlace;
  /** Lets the user choose the folder, and begins to copy. Throws `bad-request` for one inside the library. */
  pick(): Promise<SecondPlace>;
  /** Stops copying. Existing copies stay. */
  clear(): SecondPlace;
  /** Copies what is new. Never throws; `state` has the error. */
  copy(): Promise<void>;
  /** Folders of copied pictures, from which a damaged one is fetched. */
  pictureFolders(): string[];
  close(): Promise<void>;
}

export function createSecondPlace(deps: {
  readonly keeper: Keeper;
  /** The library's folder. */
  readonly folder: string;
  readonly dbPath: string;
  /** The library's unique name: two libraries may be copied to one disk. */
  readonly libraryId: string;
  /** File that the choice is stored in. */
  readonly path: string;
  readonly desktop: Pick<Desktop, 'pickFolder'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (place: SecondPlace) => void;
  readonly everyMs?: number;
}): SecondPlaceService {
  const { keeper, folder, dbPath, clock, log } = deps;
  const file = openJsonFile(deps.path);
  const stored = file.read();
  const kept = Kept.safeParse(stored.state === 'whole' ? stored.value : null).data;
  let place: SecondPlace = { ...NO_SECOND_PLACE, ...kept };
  let current: Promise<void> | null = null;
  /** Changes with the folder: a copy to an earlier one ends. */
  let choice = 0;

  const copyFolder = (chosen: string) => join(chosen, `reseed-${deps.libraryId.slice(0, 8)}`);

  function change(part: Partial<SecondPlace>): SecondPlace {
    place = { ...place, ...part };
    deps.onChange(place);
    return place;
  }

  function keep(): void {
    file.write({ folder: place.folder, at: place.at }).catch((error: unknown) => {
      log.warn('failed to store second place', { error: String(error) });
    });
  }

  async function copyAll(chosen: string, mine: number): Promise<void> {
    // The place of a disconnected disk must not be created as a folder on this one.
    if (!existsSync(chosen)) throw new Failure('folder-gone');
    const to = copyFolder(chosen);
    await mkdir(to, { recursive: true });
    const begun = clock();
    const since = (place.at ?? 0) - ROUNDING_MS;
    let [copied, damaged] = [0, 0];
    for (let n = 0; n < SHELVES; n += 1) {
      if (mine !== choice) return;
      const shelf = n.toString(16).padStart(2, '0');
      const result = await keeper.run('copy-shelf', { dbPath, folder, to, shelf, since });
      copied += result.copied;
      damaged += result.damaged;
      if (mine === choice) change({ done: n + 1 });
    }
    await keeper.run('copy-rest', { folder, to });
    if (mine !== choice) return;
    change({ at: begun, damaged, problem: null });
    keep();
    log.info('library copied to second place', { copied, damaged });
  }

  function copy(): Promise<void> {
    const { folder: chosen } = place;
    if (chosen === null) return Promise.resolve();
    const mine = choice;
    current ??= copyAll(chosen, mine)
      .catch((error: unknown) => {
        const meaning = meaningOf(error) ?? 'folder-gone';
        if (meaning === 'interrupted' || mine !== choice) return;
        log.warn('failed to copy library to second place', { error: String(error) });
        // The disk in question is the other one.
        change({
          problem: meaning === 'library-gone' || meaning === 'library-read-only' ? 'folder-gone' : meaning,
        });
      })
      .finally(() => {
        current = null;
        if (mine === choice && place.folder !== null) change({ done: null });
      });
    return current;
  }

  const timer = setInterval(() => void copy(), deps.everyMs ?? EVERY_MS);
  timer.unref();

  return {
    state: () => place,
    async pick() {
      const chosen = await deps.desktop.pickFolder(place.folder);
      if (chosen === null) return place;
      if (isInside(await realpath(folder), await realpath(chosen)))
        throw new Failure('bad-request', { reason: 'inside-library' });
      choice += 1;
      await current;
      change({ ...NO_SECOND_PLACE, folder: chosen, done: 0 });
      keep();
      void copy();
      return place;
    },
    clear() {
      choice += 1;
      change(NO_SECOND_PLACE);
      keep();
      return place;
    },
    copy,
    pictureFolders: () => (place.folder === null ? [] : [join(copyFolder(place.folder), 'objects')]),
    async close() {
      clearInterval(timer);
      choice += 1;
      await current;
    },
  };
}
