import { z } from 'zod';

/** What a `reseed:` link may ask for: to show a picture or an edit of the open library. */
export const AppLink = z.strictObject({ kind: z.enum(['image', 'edit']), id: z.int().positive() });
export type AppLink = z.infer<typeof AppLink>;

const SCHEME = /^reseed:/i;
/** Browsers and desktops add slashes to what they take for an address. */
const LINK = /^reseed:(?:\/\/)?(image|edit)\/([1-9]\d{0,14})\/?$/i;

/** Whether an argument is a link to the app, good or bad, and so no file. */
export function isAppLink(text: string): boolean {
  return SCHEME.test(text);
}

/** Reads a link. Any page can make one, so whatever is not exactly a kind and an id is null. */
export function parseAppLink(text: string): AppLink | null {
  const [, kind, id] = LINK.exec(text) ?? [];
  return kind ? { kind: kind.toLowerCase() as AppLink['kind'], id: Number(id) } : null;
}
