/** How well a text answers a query, and which of its characters (UTF-16 positions) did. */
export interface Match {
  readonly score: number;
  readonly at: readonly number[];
}

/** A run of characters that begins a word counts most, one inside a word less, scattered ones least. */
const WORD_START = 100;
const INSIDE = 60;
const SCATTERED = 30;
/** Scattered characters are looked for from this many on: two fit into almost anything. */
const SCATTERED_FROM = 3;

interface Folded {
  readonly text: string;
  /** Where each folded character was. */
  readonly from: readonly number[];
}

/** Lower case without accents, so that "grosse" and "größe" find each other nearly. */
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
 * Every word of the query must be found; null when one is not. An empty query matches anything, with nothing said for it. In a long
 * text scattered letters and the insides of words are found everywhere: there `only` beginnings of words count.
 */
export function match(
  query: string,
  text: string,
  only: 'anything' | 'beginnings' = 'anything',
): Match | null {
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
  // Of two that match alike, the shorter one is meant.
  const brevity = words.length === 0 ? 0 : Math.max(0, 20 - folded.text.length / 4);
  return { score: score + brevity, at: [...at].sort((a, b) => a - b) };
}

function findWord(word: string, text: string, only: 'anything' | 'beginnings'): Match | null {
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

/** The characters in their order, each at a word's beginning or right after the one before. */
function scattered(word: string, text: string): Match | null {
  // Where it is known to lead nowhere: "a a a a" can be walked in very many ways.
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
