import type { PictureSource } from '@shared/contract.ts';
import { ADDRESSES_MAX } from '@shared/domain/import.ts';
import { fileOfData } from './data-picture.ts';
import { pagePictures } from './page-pictures.ts';
import { isShortcut } from './shortcut-file.ts';

/** What a drag or the clipboard brought. */
export interface Dragged {
  readonly files: readonly File[];
  /** Pictures of pages, by their addresses. */
  readonly pictures: readonly PictureSource[];
  /** Shortcut files, when there is nothing else: their addresses have to be read first. */
  readonly shortcuts: readonly File[];
  /** How many pictures were too many. */
  readonly left: number;
}

/** What fits into one message: characters of all addresses, of one, and addresses of one picture. */
const CHARS_MAX = 40_000;
const ADDRESS_CHARS_MAX = 8192;
const ADDRESSES_EACH = 6;
const NOTHING: Dragged = { files: [], pictures: [], shortcuts: [], left: 0 };

/** Whether a drag may bring a picture by its address: its content is hidden until it is let go. */
export function mayHoldPicture({ types }: DataTransfer): boolean {
  // A link that is dragged inside our own window has a type of ours beside it, or none of these.
  return types.includes('text/uri-list') && !types.some((type) => type.startsWith('application/x-reseed'));
}

/** What was let go. A picture written into the page itself (`data:`) becomes a file here; it needs no network. */
export function draggedIn(data: DataTransfer): Dragged {
  const files = [...data.files];
  // Browsers on Windows make a file of the address; the picture is in the piece of the page beside it.
  if (files.some((file) => !isShortcut(file))) return { ...NOTHING, files };
  const list = listed(data.getData('text/uri-list'));
  const found = pagePictures(data.getData('text/html'), list);
  if (found.length === 0 && files.length > 0) return { ...NOTHING, shortcuts: files };
  // A picture inside a link: the list has where the link leads, the piece of the page has the picture.
  const all = found.length > 0 ? found : [...new Set(list)].map((address) => [address]);
  const meant = all.map(whatWasMeant);
  return {
    ...NOTHING,
    files: meant.flatMap(({ file }) => file ?? []),
    ...fitting(meant.map(({ addresses }) => addresses)),
  };
}

/** Of one picture's addresses, the picture in the page itself when that comes first, else those that can be fetched. */
function whatWasMeant(all: readonly string[]): {
  readonly file: File | null;
  readonly addresses: readonly string[];
} {
  const usable = all.filter((address) => isFetchable(address) || fileOfData(address) !== null);
  // A drawing that holds a place, if there is anything beside it: it cannot be taken in.
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

/** RFC 2483: an address a line, comments begin with #. */
function listed(list: string): string[] {
  return list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}
