import { t } from '@shared/words/index.ts';

/** What a drag or the clipboard brought: files, or the addresses of pictures when it has none. */
export interface Dragged {
  readonly files: readonly File[];
  readonly addresses: readonly string[];
}

/** Most addresses of one drop. */
const ADDRESSES_MAX = 50;

/** Whether a drag may bring a picture by its address: its content is hidden until it is let go. */
export function mayHoldPicture({ types }: DataTransfer): boolean {
  // A link that is dragged inside our own window has a type of ours beside it, or none of these.
  return types.includes('text/uri-list') && !types.some((type) => type.startsWith('application/x-reseed'));
}

/** What was let go. A picture written into the page itself (`data:`) becomes a file here; it needs no network. */
export function draggedIn(data: DataTransfer): Dragged {
  const files = [...data.files];
  if (files.length > 0) return { files, addresses: [] };
  // A picture inside a link: the list has where the link leads, the piece of the page has the picture.
  const pictures = picturesOf(data.getData('text/html'));
  const found = [...new Set(pictures.length > 0 ? pictures : listed(data.getData('text/uri-list')))];
  const inline = found.flatMap((address) => fileOfData(address) ?? []);
  if (inline.length > 0) return { files: inline, addresses: [] };
  return {
    files: [],
    addresses: found.filter((address) => /^https?:/i.test(address)).slice(0, ADDRESSES_MAX),
  };
}

/** The addresses of the pictures in a piece of a page; it is parsed, and nothing of it is loaded or run. */
function picturesOf(html: string): string[] {
  if (html === '') return [];
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return [...parsed.querySelectorAll('img')].flatMap((image) => image.getAttribute('src') ?? []);
}

/** RFC 2483: an address a line, comments begin with #. */
function listed(list: string): string[] {
  return list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

/** The picture in a `data:` address; null when it is none. Its bytes are looked at like those of any file. */
export function fileOfData(address: string): File | null {
  const [, type = '', base64, body = ''] =
    /^data:(image\/[\w.+-]+)?(?:;[\w.+=-]+)*?(;base64)?,(.*)$/is.exec(address) ?? [];
  if (type === '') return null;
  try {
    const bytes = base64
      ? Uint8Array.from(atob(decodeURIComponent(body)), (sign) => sign.charCodeAt(0))
      : new TextEncoder().encode(decodeURIComponent(body));
    const extension = type.slice('image/'.length).toLowerCase().replace(/\W.*$/, '');
    return new File([bytes], `${t.transfer.import.fromPage}.${extension}`, { type });
  } catch {
    return null;
  }
}
