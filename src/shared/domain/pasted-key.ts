/** A pasted text read as an API key: the cleaned key, or the problem. */
export type PastedKey =
  | { readonly key: string; readonly problem: null }
  | {
      readonly key: null;
      readonly problem: 'empty' | 'spaces' | 'not-a-key' | 'too-long';
      readonly found: string;
    };

/** Maximum length of a key. Those of 1min.ai have 64 characters. */
export const KEY_LENGTH_MAX = 500;

/** Invisible characters: controls, zero-width spaces, joiners, byte order marks. Excludes spaces. */
const UNSEEN = /\p{Cf}|(?!\s)\p{Cc}/gu;
/** Name of a header or variable copied together with its value. */
const NAME =
  /^["'`]?(?:x-)?(?:api|reseed_api|1min_?ai_api)[-_ ]?key["'`]?\s*[:=]\s*|^authorization\s*:\s*|^bearer\s+/iu;
const QUOTES = `"'\`\u201c\u201d\u201e\u201a\u2018\u2019\u00ab\u00bb<>`;

/** Reads a pasted key without quotes, invisible characters, the header's name and separators. */
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
