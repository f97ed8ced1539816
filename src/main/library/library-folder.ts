import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomicNow } from '../files/write-file-atomic.ts';

/* The library is the folder `library` in the data folder, until the user moves it. Then `library-place.json`
   in the data folder names its folder. The folder it left has a `moved.json` that names it too, so that a lost
   `library-place.json` doesn't make the app continue with an old copy. */

/** Name of the database file. */
export const DB_NAME = 'library.db';
const PLACE_NAME = 'library-place.json';
/** In a folder that the library has left. */
export const MOVED_NAME = 'moved.json';

const Place = z.object({
  folder: z.string().min(1),
  /** The folder that the library has left, until the user decides about it. */
  previous: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

const Moved = z.object({ to: z.string().min(1) });

/** Where a library is that was never moved. */
export const usualFolder = (userData: string): string => join(userData, 'library');

/** The folder of a data folder's library, which may not exist. */
export function libraryFolder(userData: string): string {
  return readPlace(userData)?.folder ?? usualFolder(userData);
}

/** Whether the library was moved out of the data folder. Its new folder is never created here. */
export const isMoved = (userData: string): boolean => libraryFolder(userData) !== usualFolder(userData);

/** Returns what is known of a moved library, or null if it is where it always was. */
export function readPlace(userData: string): Place | null {
  const place = parsed(Place, join(userData, PLACE_NAME));
  if (place) return place;
  const usual = usualFolder(userData);
  const moved = parsed(Moved, join(usual, MOVED_NAME));
  return moved && { folder: moved.to, previous: usual };
}

/** Once this returns, the library is in `place.folder`, whatever happens next. */
export function writePlace(userData: string, place: Place): void {
  writeFileAtomicNow(join(userData, PLACE_NAME), `${JSON.stringify(place)}\n`);
}

/** Marks a folder that the library has left. */
export function markMoved(folder: string, to: string): void {
  writeFileAtomicNow(join(folder, MOVED_NAME), `${JSON.stringify({ to })}\n`);
}

function parsed<T>(schema: z.ZodType<T>, path: string): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
