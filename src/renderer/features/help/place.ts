import type { GuidePlace } from './guide.ts';

/** The place in the address of the page, such as "#first-edit/compare". */
export function addressOf({ guide, anchor }: GuidePlace): string {
  return anchor === '' ? `#${guide}` : `#${guide}/${encodeURIComponent(anchor)}`;
}

/** Parses the fragment of an address. The index by default. */
export function placeOf(hash: string): GuidePlace {
  const [guide = '', anchor = ''] = hash.replace(/^#/, '').split('/');
  return { guide, anchor: decoded(anchor) };
}

/** Returns a text without its escapes, or unchanged if they are invalid. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
