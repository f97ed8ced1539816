import { parseInert } from '../../trusted-types.ts';

/* The pictures in an HTML fragment dragged out of a browser. It is parsed, but nothing in it is loaded or
   executed. Pages provide a picture in several sizes, and many set `src` only when it is scrolled into view:
   until then `src` is a placeholder, and the address is in a custom attribute. */

/** Attributes with the address of a lazily loaded or larger picture. */
const LATER = [
  'data-src',
  'data-original',
  'data-original-src',
  'data-lazy-src',
  'data-lazy',
  'data-hi-res-src',
  'data-full-src',
  'data-large-src',
  'data-url',
  'data-image',
] as const;
const SRCSETS = ['srcset', 'data-srcset', 'data-lazy-srcset'] as const;

/** Addresses in a picture's element, as written. */
export interface PictureElement {
  readonly srcsets: readonly string[];
  /** Values of custom attributes. */
  readonly later: readonly string[];
  readonly src: string | null;
}

/**
 * Returns the addresses of each picture in an HTML fragment, best first. `list`: the addresses dragged with
 * it.
 */
export function pagePictures(html: string, list: readonly string[]): string[][] {
  if (html === '') return [];
  const parsed = parseInert(html);
  const base = parsed.querySelector('base[href]')?.getAttribute('href') ?? null;
  const images = [...parsed.querySelectorAll('img')];
  return images
    .map((image) => {
      const found = addressesOf(readElement(image), base, list);
      // For a single picture, the list may have the address.
      return [...new Set(images.length === 1 ? [...found, ...list.filter(isPictureAddress)] : found)];
    })
    .filter((addresses) => addresses.length > 0);
}

function readElement(image: HTMLImageElement): PictureElement {
  const sources = image.closest('picture')?.querySelectorAll('source') ?? [];
  const attributes = (element: Element, names: readonly string[]) =>
    names.flatMap((name) => element.getAttribute(name) ?? []);
  return {
    srcsets: [image, ...sources].flatMap((element) => attributes(element, SRCSETS)),
    later: attributes(image, LATER),
    src: image.getAttribute('src'),
  };
}

/**
 * Returns the absolute addresses of an element's picture: the largest size, the lazily loaded one, the
 * current one.
 */
export function addressesOf(
  { srcsets, later, src }: PictureElement,
  base: string | null,
  list: readonly string[],
): string[] {
  const sizes = srcsets.flatMap(sizesOf).toSorted((a, b) => b.size - a.size);
  return [...sizes.slice(0, 1).map(({ address }) => address), ...later, ...(src === null ? [] : [src])]
    .map((address) => address.trim())
    .filter((address) => address !== '')
    .flatMap((address) => resolved(address, base, list));
}

/** Parses a `srcset`: addresses and their relative sizes. */
function sizesOf(text: string): { readonly address: string; readonly size: number }[] {
  // An address may contain commas, but doesn't end with one.
  return [...text.matchAll(/[\s,]*(\S*[^\s,])(?:\s+([\d.]+)[wxh])?\s*(?:,|$)/g)]
    .map(([, address = '', size]) => ({ address, size: size === undefined ? 1 : Number(size) }))
    .filter(({ address, size }) => !address.startsWith('data:') && size > 0);
}

/** Resolves an address. Pages use relative addresses, and the page's own address may be unknown. */
function resolved(address: string, base: string | null, list: readonly string[]): string[] {
  if (address.startsWith('//')) return [`https:${address}`];
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return [address];
  const bases = base !== null && URL.canParse(base) ? [base, ...list] : list;
  return bases.flatMap((each) => {
    if (!URL.canParse(address, each)) return [];
    // The address next to it belongs to this picture, not to its page.
    const tail = address.replace(/^(\.{0,2}\/)+/, '');
    if (each !== base && tail !== '' && each.endsWith(`/${tail}`)) return [each];
    return [new URL(address, each).href];
  });
}

/** Whether an address has a picture's extension. */
export function isPictureAddress(address: string): boolean {
  return /^https?:[^?#]*\.(jpe?g|jfif|png|webp|avif|gif|bmp)([?#]|$)/i.test(address);
}
