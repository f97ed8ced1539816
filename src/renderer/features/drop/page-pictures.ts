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
const SIZES_LATER = ['data-srcset', 'data-lazy-srcset'] as const;

/** The addresses of each picture in a piece of a page, the one that was meant most first. `list`: the addresses beside it. */
export function pagePictures(html: string, list: readonly string[]): string[][] {
  if (html === '') return [];
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const base = parsed.querySelector('base[href]')?.getAttribute('href') ?? null;
  const images = [...parsed.querySelectorAll('img')];
  return images
    .map((image) => {
      const found = written(image).flatMap((address) => resolved(address, base, list));
      // Of one picture alone, the list may have the address.
      return [...new Set(images.length === 1 ? [...found, ...list.filter(isPictureAddress)] : found)];
    })
    .filter((addresses) => addresses.length > 0);
}

/** What a picture's attributes say, as it stands there. */
function written(image: HTMLImageElement): string[] {
  const sources = [...(image.closest('picture')?.querySelectorAll('source') ?? [])];
  const sets = [image, ...sources].flatMap((element) =>
    ['srcset', ...SIZES_LATER].flatMap((name) => sizesOf(element.getAttribute(name) ?? '')),
  );
  const largest = Math.max(0, ...sets.map(({ size }) => size));
  const best = sets.find(({ size }) => size === largest);
  const later = LATER.flatMap((name) => image.getAttribute(name) ?? []);
  const src = image.getAttribute('src');
  return [...(best ? [best.address] : []), ...later, ...(src === null ? [] : [src])]
    .map((address) => address.trim())
    .filter((address) => address !== '');
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
