import { locale, t } from '@shared/i18n/index.ts';

/** Path of the page that is shown when the app's own page keeps crashing. */
export const TROUBLE_PATH = '/trouble.html';

/** Buttons on that page, by the address they lead to. */
export const TROUBLE_WAYS = {
  '/trouble/again': 'again',
  '/trouble/without-selection': 'without-selection',
  '/trouble/log': 'log',
} as const;
export type TroubleWay = (typeof TROUBLE_WAYS)[keyof typeof TROUBLE_WAYS];

/** Returns the button of a navigation, or null. */
export function troubleWay(address: string): TroubleWay | null {
  if (!URL.canParse(address)) return null;
  const { pathname } = new URL(address);
  return pathname in TROUBLE_WAYS ? TROUBLE_WAYS[pathname as keyof typeof TROUBLE_WAYS] : null;
}

/**
 * The page has no script and submits its forms to `app://reseed/trouble/…`, which main handles as button
 * presses.
 */
export const TROUBLE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Returns the built page in the current locale, dark or light. */
export function fillTroublePage(html: string, dark: boolean): string {
  const words: Readonly<Record<string, string>> = t.shell.trouble;
  return html
    .replace('lang="en"', `lang="${locale}" data-theme="${dark ? 'dark' : 'light'}"`)
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      Object.hasOwn(words, name) ? escaped(words[name] ?? '') : '',
    );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
