/*
 * The pictures in a piece of a page that was dragged out of a browser. It is parsed; nothing of it is loaded or run. Pages give a
 * picture in several sizes, and many fill `src` only when it is scrolled to: until then a dot of one pixel stands there, and the
 * address is in an attribute of the page's own making.
 */

/** Attributes with the address of the picture that scripts put in place later, or of a larger one. */
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

/** What a picture's element says about where it is, as it stands there. */
export interface Written {
  readonly srcsets: readonly string[];
  /** Of the attributes of the page's own. */
  readonly later: readonly string[];
  readonly src: string | null;
}

/** The addresses of each picture in a piece of a page, the one that was meant most first. `list`: the addresses beside it. */
export function pagePictures(html: string, list: readonly string[]): string[][] {
  if (html === '') return [];
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const base = parsed.querySelector('base[href]')?.getAttribute('href') ?? null;
  const images = [...parsed.querySelectorAll('img')];
  return images
    .map((image) => {
      const found = addressesOf(readElement(image), base, list);
      // Of one picture alone, the list may have the address.
      return [...new Set(images.length === 1 ? [...found, ...list.filter(isPictureAddress)] : found)];
    })
    .filter((addresses) => addresses.length > 0);
}

function readElement(image: HTMLImageElement): Written {
  const sources = image.closest('picture')?.querySelectorAll('source') ?? [];
  const attributes = (element: Element, names: readonly string[]) =>
    names.flatMap((name) => element.getAttribute(name) ?? []);
  return {
    srcsets: [image, ...sources].flatMap((element) => attributes(element, SRCSETS)),
    later: attributes(image, LATER),
    src: image.getAttribute('src'),
  };
}

/** The addresses that an element gives its picture, whole: the largest size, what scripts put in place later, what is shown now. */
export function addressesOf(
  { srcsets, later, src }: Written,
  base: string | null,
  list: readonly string[],
): string[] {
  const sizes = srcsets.flatMap(sizesOf).toSorted((a, b) => b.size - a.size);
  return [...sizes.slice(0, 1).map(({ address }) => address), ...later, ...(src === null ? [] : [src])]
    .map((address) => address.trim())
    .filter((address) => address !== '')
    .flatMap((address) => resolved(address, base, list));
}

/** The pictures of a `srcset`: an address each, and how large it is beside the others. */
function sizesOf(text: string): { readonly address: string; readonly size: number }[] {
  // An address may have commas, but ends in none.
  return [...text.matchAll(/[\s,]*(\S*[^\s,])(?:\s+([\d.]+)[wxh])?\s*(?:,|$)/g)]
    .map(([, address = '', size]) => ({ address, size: size === undefined ? 1 : Number(size) }))
    .filter(({ address, size }) => !address.startsWith('data:') && size > 0);
}

/** An address of a page as a whole one. Pages write what is theirs without their own address. */
function resolved(address: string, base: string | null, list: readonly string[]): string[] {
  if (address.startsWith('//')) return [`https:${address}`];
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return [address];
  const bases = base !== null && URL.canParse(base) ? [base, ...list] : list;
  return bases.flatMap((each) => {
    if (!URL.canParse(address, each)) return [];
    // What lies beside it is the address of this picture, not of the page it stands in.
    const tail = address.replace(/^(\.{0,2}\/)+/, '');
    if (each !== base && tail !== '' && each.endsWith(`/${tail}`)) return [each];
    return [new URL(address, each).href];
  });
}

/** Whether an address ends as those of pictures do. */
export function isPictureAddress(address: string): boolean {
  return /^https?:[^?#]*\.(jpe?g|jfif|png|webp|avif|gif|bmp)([?#]|$)/i.test(address);
}
