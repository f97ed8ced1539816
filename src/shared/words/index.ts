import { Language } from '../domain/language.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { isolating } from './isolate.ts';

/** Every word a person reads. A language that lacks one, or has one with other blanks, does not compile. */
export type Words = typeof en;

const CATALOGUES: Readonly<Record<Language, Words>> = { en: isolating(en), de: isolating(de) };

/**
 * The words in the language that is spoken: `t.library.title`, `t.common.pictures(3)`. Read it where the words are shown, not once
 * when a file is loaded: the language may change.
 */
export let t: Words = CATALOGUES.en;
/** The language that is spoken, also as a tag for dates. */
export let language: Language = 'en';

/** The words of every language, so that a search finds what it is called in another one. */
export function catalogues(): readonly Words[] {
  return Object.values(CATALOGUES);
}

/** From now on in this language. */
export function speak(next: Language): void {
  language = next;
  t = CATALOGUES[next];
}

/** The first language of a list of BCP 47 tags, most wanted first, that the app speaks; else English. */
export function firstSpoken(tags: readonly string[]): Language {
  const wanted = tags.map((tag) => Language.safeParse(tag.split('-')[0]?.toLowerCase()));
  return wanted.find(({ success }) => success)?.data ?? 'en';
}
