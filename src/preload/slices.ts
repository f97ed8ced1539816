import type { DroppedFile } from '../shared/contract.ts';

/** Limits of one message: the contract's maximum number of files, and names and paths below 64 KB of UTF-8. */
const FILES_MAX = 500;
const BYTES_MAX = 40_000;
/** Overhead of each file in addition to its name and path, including the returned address. */
const BYTES_A_FILE = 24;
/** The contract's maximum length. */
const NAME_MAX = 1024;
const PATH_MAX = 4096;

/** Describes a dropped file for the contract. A file whose path is too long is sent as bytes. */
export function droppedFile(name: string, path: string): DroppedFile {
  return {
    // The end of a name has its extension.
    name: name.slice(-NAME_MAX) || 'picture',
    path: path === '' || path.length > PATH_MAX ? null : path,
  };
}

/** Splits the files of a drop into messages. Yields at least one slice. */
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
