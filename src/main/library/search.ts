import { statement, type WriteDb } from './db.ts';

/** A full-text query that is always well-formed. `excluding`: wanted are the pictures that do *not* match. */
export interface FtsQuery {
  readonly match: string;
  readonly excluding: boolean;
}

/** Most words of a search that count. */
const WORDS_MAX = 24;
/** One item of a search: an optional minus, an optional `seed:`, then a phrase in quotes or a word. */
const ITEM = /(-?)(seed:)?(?:"([^"]*)"?|([^\s"]+))/giu;
const HAS_TOKEN = /[\p{L}\p{N}]/u;
// Scripts written without spaces: each sign is a word of its own, so that any part of a text is found.
const SIGN = /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]/gu;

/**
 * What the user typed as an FTS5 query; null when it asks for nothing.
 * Words must all occur, the last one as a beginning; `"exact words"`, `-not` and `seed:42` as on the tin. Never a syntax error.
 */
export function ftsQuery(search: string): FtsQuery | null {
  const items = [...search.replace(/\p{Cc}/gu, ' ').matchAll(ITEM)]
    .map(([, minus, seed, phrase, word]) => ({
      not: minus === '-',
      seed: seed !== undefined,
      exact: phrase !== undefined,
      text: phrase ?? word ?? '',
    }))
    // A `seed:` with nothing after it is still being typed.
    .filter((item) => HAS_TOKEN.test(item.text) && (item.exact || !/^seed:$/i.test(item.text)))
    .slice(0, WORDS_MAX);
  const last = items.at(-1);
  const term = (item: (typeof items)[number]): string => {
    const prefix = item === last && !item.exact && !item.seed && !item.not;
    return `${item.seed ? 'seed : ' : ''}"${searchable(item.text).replaceAll('"', ' ')}"${prefix ? '*' : ''}`;
  };
  const wanted = items.filter((item) => !item.not).map(term);
  const unwanted = items.filter((item) => item.not).map(term);
  if (unwanted.length === 0)
    return wanted.length === 0 ? null : { match: wanted.join(' '), excluding: false };
  const none = unwanted.map((each) => `(${each})`).join(' OR ');
  return wanted.length === 0
    ? { match: none, excluding: true }
    : { match: `(${wanted.join(' ')}) NOT (${none})`, excluding: false };
}

/** A text as it is indexed. */
function searchable(text: string): string {
  return text.replace(SIGN, ' $& ');
}

/** Adds a live picture's words to the index, inside the caller's transaction. */
export function indexForSearch(
  db: WriteDb,
  imageId: number,
  words: { readonly name: string; readonly prompt: string; readonly seed: string },
): void {
  statement(db, 'INSERT INTO image_search (rowid, name, prompt, seed) VALUES (?, ?, ?, ?)').run(
    imageId,
    searchable(words.name),
    searchable(words.prompt),
    words.seed,
  );
}

/** Takes a picture out of the index, inside the caller's transaction. */
export function removeFromSearch(db: WriteDb, imageId: number): void {
  statement(db, 'DELETE FROM image_search WHERE rowid = ?').run(imageId);
}
