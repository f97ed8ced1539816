import { Language } from '../domain/language.ts';
import { withIsolatedArguments } from './isolate.ts';
import { de } from './locales/de/index.ts';
import { en } from './locales/en/index.ts';

/** The messages of one language. A language with a missing message or other arguments doesn't compile. */
export type Translations = typeof en;

const CATALOGS: Readonly<Record<Language, Translations>> = {
  en: withIsolatedArguments(en),
  de: withIsolatedArguments(de),
};

/**
 * Messages for the current locale, such as `t.library.title` and `t.common.pictures(3)`. Read `t` when you show it, not at module load:
 * the locale can change.
 */
export let t: Translations = CATALOGS.en;
/** The current locale, also the tag for dates and numbers. */
export let locale: Language = 'en';

/** The messages of every language, so that a search also matches names in other languages. */
export function catalogs(): readonly Translations[] {
  return Object.values(CATALOGS);
}

/** Switches `t` and `locale` to a language. */
export function setLocale(next: Language): void {
  locale = next;
  t = CATALOGS[next];
}

/** Returns the first supported language of a list of BCP 47 tags, most wanted first, or English. */
export function matchLocale(tags: readonly string[]): Language {
  const wanted = tags.map((tag) => Language.safeParse(tag.split('-')[0]?.toLowerCase()));
  return wanted.find(({ success }) => success)?.data ?? 'en';
}
