/** Where the values of a JSON text are, so that a message can name the line. */
export type JsonLines =
  | { readonly ok: true; readonly value: unknown; lineOf(path: readonly PropertyKey[]): number }
  | { readonly ok: false; readonly line: number };

const SPACE = /[ \t\r\n]*/y;
// A control character in a text is refused by the parse of the whole.
const TOKEN = /"(?:[^"\\\r\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;

/** Parses a JSON text and keeps the line of each value, from 1. Never throws. */
export function readJsonLines(text: string): JsonLines {
  const lines = new Map<string, number>();
  let at = 0;
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const skip = () => {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
  };
  const take = (sign: string) => {
    skip();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const token = (): string | null => {
    skip();
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.[0];
    if (found === undefined) return null;
    at += found.length;
    return found;
  };
  /** Reads members until the closing sign. Returns whether all are well formed. */
  const members = (close: string, member: (index: number) => boolean): boolean => {
    if (take(close)) return true;
    for (let index = 0; ; index += 1) {
      if (!member(index)) return false;
      if (take(close)) return true;
      if (!take(',')) return false;
    }
  };
  const read = (path: string): boolean => {
    skip();
    lines.set(path, lineAt(at));
    if (take('{'))
      return members('}', () => {
        const key = token();
        const name = key?.startsWith('"') ? parse(key) : undefined;
        return typeof name === 'string' && take(':') && read(`${path}/${name}`);
      });
    if (take('[')) return members(']', (index) => read(`${path}/${index}`));
    const found = token();
    return found !== null && parse(found) !== undefined;
  };
  const whole = read('');
  skip();
  if (!whole || at < text.length) return { ok: false, line: lineAt(at) };
  return {
    ok: true,
    value: parse(text),
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const line = lines.get(`/${path.slice(0, length).map(String).join('/')}`);
        if (line !== undefined) return line;
      }
      return lines.get('') ?? 1;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
