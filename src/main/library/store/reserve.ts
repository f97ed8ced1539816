import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Room that is kept: enough for the rows of hundreds of answers, and often for the picture too. */
export const RESERVE_BYTES = 4 * 1024 * 1024;
/** Room below which a picture is not fetched. */
const PICTURE_BYTES = 512 * 1024;
export const RESERVE_NAME = 'reserve.bin';

/** A file that keeps some room on the library's disk for what must not be lost: a paid answer. */
export interface Reserve {
  /** Whether there is room kept. */
  isKept(): boolean;
  /** Gives the room to the disk, at once; whether there was any. */
  release(): boolean;
  /** Takes the room again when there is enough of it; whether it is kept now. Never throws. */
  refill(): Promise<boolean>;
  /** Resolves when no refill is under way. */
  settled(): Promise<void>;
  /** Whether the file system says that there is no room for a picture; false when it does not say. */
  isDiskFull(): Promise<boolean>;
}

/** The reserve in a library's folder. It is made by the first `refill`. */
export function createReserve(folder: string, bytes = RESERVE_BYTES): Reserve {
  const path = join(folder, RESERVE_NAME);
  const part = `${path}.part`;
  let filling: Promise<boolean> | null = null;
  const isKept = () => statSync(path, { throwIfNoEntry: false })?.size === bytes;

  async function fill(): Promise<boolean> {
    if (isKept()) return true;
    // Not the last bytes of the disk: what is written next would miss them, and they would be released at once.
    const room = await freeBytes(folder);
    if (room !== null && room < 2 * bytes) return false;
    try {
      const file = await open(part, 'w', 0o600);
      try {
        // Random: a file system that compresses would keep no room for zeros.
        await file.writeFile(randomBytes(bytes));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
      return true;
    } catch {
      await rm(part, { force: true }).catch(() => {});
      return false;
    }
  }

  return {
    isKept,
    release() {
      const had = isKept();
      try {
        rmSync(path, { force: true });
      } catch {
        // A disk that nothing can be removed from has no room to give.
        return false;
      }
      return had;
    },
    async isDiskFull() {
      const room = await freeBytes(folder);
      return room !== null && room < PICTURE_BYTES;
    },
    async settled() {
      await filling;
    },
    refill() {
      filling ??= fill().finally(() => {
        filling = null;
      });
      return filling;
    },
  };
}

/** Bytes that may be written to a folder's file system; null when it does not say. */
async function freeBytes(folder: string): Promise<number | null> {
  const info = await statfs(folder).catch(() => null);
  return info && info.bavail * info.bsize;
}
