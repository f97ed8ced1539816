import type { AppLink } from './app-link.ts';

const SCHEME = /^reseed:/i;
/** Browsers and desktops add slashes to what looks like an address. */
const LINK = /^reseed:(?:\/\/)?(image|edit)\/([1-9]\d{0,14})\/?$/i;

/** Whether an argument is a link to the app, valid or not, instead of a file. */
export function isAppLink(text: string): boolean {
  return SCHEME.test(text);
}

/** Parses a link. Any web page can create one, so anything but a kind and an id is null. */
export function parseAppLink(text: string): AppLink | null {
  const [, kind, id] = LINK.exec(text) ?? [];
  return kind ? { kind: kind.toLowerCase() as AppLink['kind'], id: Number(id) } : null;
}
