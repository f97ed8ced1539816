/** Right-to-left letters, and the controls that change direction. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Wraps a right-to-left text in isolates, so that it doesn't affect the order of the surrounding sentence. */
export function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
}

function isolateArgument(blank: unknown): unknown {
  if (typeof blank === 'string') return isolate(blank);
  if (Array.isArray(blank)) return blank.map(isolateArgument);
  if (typeof blank !== 'object' || blank === null || !isPlain(blank)) return blank;
  return Object.fromEntries(Object.entries(blank).map(([name, part]) => [name, isolateArgument(part)]));
}

/** Returns the same messages with each argument isolated. */
export function withIsolatedArguments<W extends object>(words: W): W {
  const wrapped = Object.entries(words).map(([key, word]: [string, unknown]) => {
    if (typeof word === 'function')
      return [key, (...blanks: unknown[]): unknown => word(...blanks.map(isolateArgument))];
    return [key, isPlain(word) ? withIsolatedArguments(word) : word];
  });
  return Object.fromEntries(wrapped) as W;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
