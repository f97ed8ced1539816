/** How well a text matches a query, and its matched characters (UTF-16 positions). */
export interface TextMatch {
  readonly score: number;
  readonly at: readonly number[];
}

/** Scores: consecutive characters at the start of a word, inside a word, and scattered ones. */
const WORD_START = 100;
const INSIDE = 60;
const SCATTERED = 30;
/** Minimum length for a scattered match: two characters match almost anything. */
const SCATTERED_FROM = 3;

interface Folded {
  readonly text: string;
  /** Original position of each folded character. */
  readonly from: readonly number[];
}

/** Lowercase without accents, so that "grosse" nearly matches "größe". */
function fold(text: string): Folded {
  let folded = '';
  const from: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const plain = (text[at] ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('ß', 'ss');
    folded += plain;
    for (let n = 0; n < plain.length; n += 1) from.push(at);
  }
  return { text: folded, from };
}

const startsWord = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');

/**
 * Matches every word of the query, or returns null. An empty query matches anything with a score of zero.
 * With `only`, only word starts count, because long texts match scattered letters and word insides too
 * easily.
 */
export function match(
  query: string,
  text: string,
  only: 'anything' | 'beginnings' = 'anything',
): TextMatch | null {
  const words = fold(query).text.split(/\s+/).filter(Boolean);
  const folded = fold(text);
  let score = 0;
  const at = new Set<number>();
  for (const word of words) {
    const found = findWord(word, folded.text, only);
    if (!found) return null;
    score += found.score;
    for (const position of found.at) at.add(folded.from[position] ?? 0);
  }
  // Of two equal matches, the shorter text wins.
  const brevity = words.length === 0 ? 0 : Math.max(0, 20 - folded.text.length / 4);
  return { score: score + brevity, at: [...at].sort((a, b) => a - b) };
}

function findWord(word: string, text: string, only: 'anything' | 'beginnings'): TextMatch | null {
  const run = (from: number) => Array.from({ length: word.length }, (_, n) => from + n);
  const first = text.indexOf(word);
  for (let from = first; from >= 0; from = text.indexOf(word, from + 1)) {
    if (!startsWord(text, from)) continue;
    const whole = !/[\p{L}\p{N}]/u.test(text[from + word.length] ?? '');
    return { score: WORD_START + (from === 0 ? 20 : 0) + (whole ? 10 : 0), at: run(from) };
  }
  if (only === 'beginnings') return null;
  if (first >= 0) return { score: INSIDE, at: run(first) };
  return word.length < SCATTERED_FROM ? null : scattered(word, text);
}

/** Matches characters in order, each at the start of a word or right after the previous one. */
function scattered(word: string, text: string): TextMatch | null {
  // Memoized dead ends: "a a a a" has very many paths.
  const dead = new Set<string>();
  const search = (n: number, from: number, before: number): number[] | null => {
    if (n === word.length) return [];
    if (dead.has(`${n} ${before}`)) return null;
    for (let at = text.indexOf(word[n] ?? '', from); at >= 0; at = text.indexOf(word[n] ?? '', at + 1)) {
      if (at !== before + 1 && !startsWord(text, at)) continue;
      const rest = search(n + 1, at + 1, at);
      if (rest) return [at, ...rest];
    }
    dead.add(`${n} ${before}`);
    return null;
  };
  const at = search(0, 0, -2);
  if (!at) return null;
  const jumps = at.filter((position, n) => n > 0 && position !== (at[n - 1] ?? 0) + 1).length;
  return { score: SCATTERED - Math.min(20, 3 * jumps), at };
}
