/** What a pasted text is as an API key: the key, cleaned, or what is wrong with it. */
export type PastedKey =
  | { readonly key: string; readonly problem: null }
  | {
      readonly key: null;
      readonly problem: 'empty' | 'spaces' | 'not-a-key' | 'too-long';
      readonly found: string;
    };

/** Longest key that is taken, in characters; those of 1min.ai have 64. */
export const KEY_LENGTH_MAX = 500;

/** Signs that are not seen: control characters, zero-width spaces, joiners, marks of the byte order. Spaces are not among them. */
const UNSEEN = /\p{Cf}|(?!\s)\p{Cc}/gu;
/** The name of a header or variable, copied together with its value. */
const NAME =
  /^["'`]?(?:x-)?(?:api|reseed_api|1min_?ai_api)[-_ ]?key["'`]?\s*[:=]\s*|^authorization\s*:\s*|^bearer\s+/iu;
const QUOTES = `"'\`\u201c\u201d\u201e\u201a\u2018\u2019\u00ab\u00bb<>`;

/** Reads a pasted key: without quotes, invisible characters, the header's name and what stands around them. */
export function readPastedKey(pasted: string): PastedKey {
  let text = pasted.replace(UNSEEN, '').trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(NAME, '').replace(/[,;]$/, '').trim();
    if (QUOTES.includes(text.at(0) ?? ' ')) text = text.slice(1).trim();
    if (QUOTES.includes(text.at(-1) ?? ' ')) text = text.slice(0, -1).trim();
  }
  if (text === '') return { key: null, problem: 'empty', found: '' };
  if (/\s/u.test(text)) return { key: null, problem: 'spaces', found: '' };
  const foreign = /[^\x21-\x7e]/u.exec(text)?.[0];
  if (foreign !== undefined) return { key: null, problem: 'not-a-key', found: foreign };
  if (text.length > KEY_LENGTH_MAX) return { key: null, problem: 'too-long', found: '' };
  return { key: text, problem: null };
}
