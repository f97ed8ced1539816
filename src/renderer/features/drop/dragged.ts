import type { PictureSource } from '@shared/contract.ts';
import { ADDRESSES_MAX } from '@shared/domain/import.ts';
import { fileOfData } from './data-picture.ts';
import { pagePictures } from './page-pictures.ts';
import { isShortcut } from './shortcut-file.ts';

/** Content of a drag or the clipboard. */
export interface Dragged {
  readonly files: readonly File[];
  /** Pictures of web pages by address. */
  readonly pictures: readonly PictureSource[];
  /** Shortcut files, if there is nothing else: their addresses must be read first. */
  readonly shortcuts: readonly File[];
  /** Number of pictures above the limit. */
  readonly left: number;
}

/** Limits of one message: characters of all addresses, characters of one, and addresses per picture. */
const CHARS_MAX = 40_000;
const ADDRESS_CHARS_MAX = 8192;
const ADDRESSES_EACH = 6;
const NOTHING: Dragged = { files: [], pictures: [], shortcuts: [], left: 0 };

/** Whether a drag may contain a picture's address: the content is hidden until the drop. */
export function mayHoldPicture({ types }: DataTransfer): boolean {
  // A link dragged inside our own window also has one of our types, or none of these.
  return types.includes('text/uri-list') && !types.some((type) => type.startsWith('application/x-reseed'));
}

/** Reads the dropped data. A picture embedded in the page (`data:`) becomes a file and needs no network. */
export function draggedIn(data: DataTransfer): Dragged {
  const files = [...data.files];
  // Browsers on Windows create a file from the address. The picture is in the HTML fragment next to it.
  if (files.some((file) => !isShortcut(file))) return { ...NOTHING, files };
  const list = listed(data.getData('text/uri-list'));
  const found = pagePictures(data.getData('text/html'), list);
  if (found.length === 0 && files.length > 0) return { ...NOTHING, shortcuts: files };
  // For a picture inside a link, the list has the link's target, and the HTML fragment has the picture.
  const all = found.length > 0 ? found : [...new Set(list)].map((address) => [address]);
  const meant = all.map(whatWasMeant);
  return {
    ...NOTHING,
    files: meant.flatMap(({ file }) => file ?? []),
    ...fitting(meant.map(({ addresses }) => addresses)),
  };
}

/**
 * Of one picture's addresses, returns the embedded picture if it comes first, otherwise those that can be
 * fetched.
 */
function whatWasMeant(all: readonly string[]): {
  readonly file: File | null;
  readonly addresses: readonly string[];
} {
  const usable = all.filter((address) => isFetchable(address) || fileOfData(address) !== null);
  // Prefer other addresses to an SVG placeholder, which can't be imported.
  const first = usable.find((address) => !/^data:image\/svg/i.test(address)) ?? usable[0] ?? '';
  if (isFetchable(first)) return { file: null, addresses: usable.filter(isFetchable) };
  return { file: fileOfData(first), addresses: [] };
}

function isFetchable(address: string): boolean {
  return /^https?:/i.test(address) && address.length <= ADDRESS_CHARS_MAX;
}

function fitting(all: readonly (readonly string[])[]): Pick<Dragged, 'pictures' | 'left'> {
  const pictures: PictureSource[] = [];
  let chars = 0;
  const wanted = all.filter((addresses) => addresses.length > 0);
  for (const addresses of wanted) {
    const few = addresses.slice(0, ADDRESSES_EACH);
    chars += few.join('').length;
    if (pictures.length === ADDRESSES_MAX || (chars > CHARS_MAX && pictures.length > 0)) break;
    pictures.push({ addresses: few, shortcut: null });
  }
  return { pictures, left: wanted.length - pictures.length };
}

/** RFC 2483: one address per line, comments start with #. */
function listed(list: string): string[] {
  return list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}
