import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Reserved size: enough for the rows of hundreds of answers, and often for the image too. */
export const RESERVE_BYTES = 4 * 1024 * 1024;
/** Minimum free space for fetching an image. */
const PICTURE_BYTES = 512 * 1024;
export const RESERVE_NAME = 'reserve.bin';

/** A file that reserves space on the library's disk for data that must not be lost: a paid answer. */
export interface Reserve {
  /** Whether space is reserved. */
  isKept(): boolean;
  /** Frees the reserved space synchronously. Returns whether there was any. */
  release(): boolean;
  /** Reserves the space again if possible. Returns whether it is reserved now. Never throws. */
  refill(): Promise<boolean>;
  /** Resolves when no refill is active. */
  settled(): Promise<void>;
  /** Whether the file system reports no space for an image. False if it reports nothing. */
  isDiskFull(): Promise<boolean>;
}

/** The reserve in a library's folder, created by the first `refill`. */
export function createReserve(folder: string, bytes = RESERVE_BYTES): Reserve {
  const path = join(folder, RESERVE_NAME);
  const part = `${path}.part`;
  let filling: Promise<boolean> | null = null;
  const isKept = () => statSync(path, { throwIfNoEntry: false })?.size === bytes;

  async function fill(): Promise<boolean> {
    if (isKept()) return true;
    // Don't take the last bytes of the disk: the next write would need them and release them immediately.
    const room = await freeBytes(folder);
    if (room !== null && room < 2 * bytes) return false;
    try {
      const file = await open(part, 'w', 0o600);
      try {
        // Random, because a compressing file system would reserve no space for zeros.
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
        // A disk that doesn't allow deletion can't free space.
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

/** Writable bytes on a folder's file system, or null if unknown. */
export async function freeBytes(folder: string): Promise<number | null> {
  const info = await statfs(folder).catch(() => null);
  return info && info.bavail * info.bsize;
}
