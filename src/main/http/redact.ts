/**
 * Redacts a text: keys in every encoding, the query of every address (signed links carry their permission
 * there), and the team's name where the service puts it.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const spelling of secrets.flatMap(spellings)) {
    clean = clean.replaceAll(spelling, '[key]');
  }
  return clean
    .replace(/(api[-_ ]?key|authorization|bearer)(["']?\s*[:=]\s*["']?)[^\s"',;}]+/gi, '$1$2[key]')
    .replace(/(https?:\/\/)[^\s/"@?#]+@/gi, '$1')
    .replace(/(https?:\/\/[^\s"<>?]+)\?[^\s"<>]*/gi, '$1?[signed]')
    .replace(/\b(but|and) the [\s\S]{1,300} team (only has|has|does not have)\b/gi, '$1 the team $2');
}

/** Minimum length of a secret: a shorter one would redact ordinary words. */
const SECRET_MIN = 6;

/** All encodings of a secret: plain, URL-encoded, base64 (any offset, both alphabets), hex. Longest first. */
function spellings(secret: string): string[] {
  if (secret.length < SECRET_MIN) return [];
  const bytes = Buffer.from(secret, 'utf8');
  const inBase64 = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last digits also encode bits of the neighboring bytes.
    return shifted.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const urlAlphabet = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = bytes.toString('hex');
  const all = [secret, urlEncoded(secret), ...inBase64, ...urlAlphabet, hex, hex.toUpperCase()];
  return [...new Set(all)].filter((one) => one !== '').sort((a, b) => b.length - a.length);
}

/** Empty when the text cannot be URL-encoded (a lone surrogate). */
function urlEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '';
  }
}

const SECRET_NAMES = /^(api[-_]?key|authorization|password|secret|signature|(access|refresh)?_?token)$/i;
const PERSONAL_NAMES = /^(team_?name|user_?name|email|user_?email)$/i;

/** Maximum nesting. Untrusted values may be nested deep enough to overflow the stack. */
const DEPTH_MAX = 20;

/** Redacts every text inside a value. Fields that hold a secret or the name of a team or person are emptied. */
export function redactValue(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return '[too deep]';
  if (Array.isArray(value)) return value.map((one) => redactValue(one, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const hidden = SECRET_NAMES.test(name) || PERSONAL_NAMES.test(name);
      const isTeam = name === 'team' && typeof inner === 'object' && inner !== null;
      const shown = isTeam ? { ...inner, name: '[redacted]' } : inner;
      return [redactText(name, secrets), hidden ? '[redacted]' : redactValue(shown, secrets, depth + 1)];
    }),
  );
}
