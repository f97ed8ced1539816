import {
  FILTER_NAMES,
  type FilterName,
  GENERAL_WORDS,
  LESS_WORDS,
  NOT_WORDS,
  OPPOSITES,
  STYLES,
  WORDS,
} from './vocabulary.ts';

/** More filters than this on one picture only blur it. */
export const MAX_FILTERS = 5;

interface Pattern {
  readonly filter: FilterName;
  readonly words: readonly string[];
}

interface Found {
  readonly filter: FilterName;
  readonly at: number;
}

function compile(vocabulary: Readonly<Partial<Record<FilterName, string>>>): readonly Pattern[] {
  return FILTER_NAMES.flatMap((filter) =>
    (vocabulary[filter] ?? '')
      .split(', ')
      .filter((phrase) => phrase !== '')
      .map((phrase) => ({ filter, words: phrase.split(' ') })),
  ).sort((a, b) => b.words.length - a.words.length);
}

const PATTERNS = compile(WORDS);
const GENERAL_PATTERNS = compile(GENERAL_WORDS);

/** Lowercase words without accents: "Wärmer, bitte!" is `warmer`, `bitte`. */
export function wordsOf(prompt: string): readonly string[] {
  const plain = prompt
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function fits(pattern: Pattern, words: readonly string[], at: number): boolean {
  return pattern.words.every((wanted, i) => {
    const word = words[at + i];
    if (word === undefined) return false;
    return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
  });
}

/** Applies the one or two words before a matched word: "not dark", "less dark". */
function meant(filter: FilterName, before: readonly string[]): FilterName | null {
  if (before.some((word) => LESS_WORDS.includes(word))) return OPPOSITES[filter] ?? null;
  return before.some((word) => NOT_WORDS.includes(word)) ? null : filter;
}

function scan(words: readonly string[], patterns: readonly Pattern[]): readonly Found[] {
  const found: Found[] = [];
  let read = 0;
  for (let at = 0; at < words.length; ) {
    const match = patterns.find((pattern) => fits(pattern, words, at));
    if (!match) {
      at++;
      continue;
    }
    const filter = meant(match.filter, words.slice(Math.max(read, at - 2), at));
    if (filter) found.push({ filter, at });
    at += match.words.length;
    read = at;
  }
  return found;
}

/** Returns the distinct filters of a prompt in order, between one and `MAX_FILTERS`. */
export function filtersFor(prompt: string): readonly [FilterName, ...FilterName[]] {
  const words = wordsOf(prompt);
  const named = scan(words, PATTERNS);
  const styled = named.some(({ filter }) => STYLES.includes(filter));
  const all = styled ? named : [...named, ...scan(words, GENERAL_PATTERNS)].sort((a, b) => a.at - b.at);
  const [first, ...rest] = new Set(all.map(({ filter }) => filter));
  return first ? [first, ...rest.slice(0, MAX_FILTERS - 1)] : ['grade'];
}
