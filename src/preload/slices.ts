import type { DroppedFile } from '../shared/contract.ts';

/** What one message may hold: as many files as the contract takes, and names and paths that keep it below 64 KB as UTF-8. */
const FILES_MAX = 500;
const BYTES_MAX = 40_000;
/** What each file adds besides its name and path, and the address that is answered for it. */
const BYTES_A_FILE = 24;
/** The longest that the contract takes. */
const NAME_MAX = 1024;
const PATH_MAX = 4096;

/** A dropped file as the contract takes it; one whose path is too long is sent by its bytes. */
export function droppedFile(name: string, path: string): DroppedFile {
  return {
    // The end of a name has what kind of file it is.
    name: name.slice(-NAME_MAX) || 'picture',
    path: path === '' || path.length > PATH_MAX ? null : path,
  };
}

/** The files of a drop, cut into what fits into one message each. At least one slice. */
export function* slices<F>(
  files: readonly F[],
  read: (file: F) => DroppedFile,
): Generator<{ readonly from: number; readonly files: DroppedFile[] }> {
  let slice: DroppedFile[] = [];
  let from = 0;
  let size = 0;
  for (const [index, each] of files.entries()) {
    const file = read(each);
    const bytes = BYTES_A_FILE + utf8Length(file.name) + utf8Length(file.path ?? '');
    if (slice.length === FILES_MAX || (slice.length > 0 && size + bytes > BYTES_MAX)) {
      yield { from, files: slice };
      slice = [];
      from = index;
      size = 0;
    }
    slice.push(file);
    size += bytes;
  }
  yield { from, files: slice };
}

const utf8 = new TextEncoder();
function utf8Length(text: string): number {
  return utf8.encode(text).length;
}
