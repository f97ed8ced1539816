import type { Language } from '@shared/domain/language.ts';

/** How numbers are written where a person is. */
export interface Numerals {
  readonly language: Language;
  /** The field takes whole numbers only: there a fraction is no likely reading of "1.000". */
  readonly integer: boolean;
}

/** Spaces and apostrophes that stand between groups of three digits and nowhere else. */
const PLAIN_GROUPS = /^\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*$/;
const GROUPS = { '.': /^\d{1,3}(?:\.\d{3})+$/, ',': /^\d{1,3}(?:,\d{3})+$/ } as const;
const DECIMAL = { en: '.', de: ',' } as const satisfies Record<Language, string>;

/**
 * The text with digits of every script as 0 to 9, one kind of space and one kind of minus. A dash is left as it is: "5–10" is a
 * stretch, not a sum.
 */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replaceAll('٫', '.')
    .replaceAll('٬', '’')
    .replaceAll('−', '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The digits of a script follow each other from its zero on. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 10; value += 1)
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return value;
  return Number(digit);
}

/**
 * The value of one written number (plain digits, separators, no sign); null when it is none, or when it could be another one.
 * "123,000" and "1.000" are read as the language writes them, and refused where that makes a fraction of what looks like thousands.
 */
export function numeralValue(text: string, { language, integer }: Numerals): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (PLAIN_GROUPS.test(text)) return Number(text.replaceAll(/[ '’]/g, ''));
  if (!/^[\d.,]+$/.test(text)) return null;
  const marks = text.replaceAll(/\d/g, '');
  const last = marks.at(-1) as '.' | ',';
  const other = last === '.' ? ',' : '.';
  if (marks.length === 1) {
    const looksGrouped = GROUPS[last].test(text) && !text.startsWith('0');
    if (looksGrouped && DECIMAL[language] !== last) return Number(text.replace(last, ''));
    if (looksGrouped && integer) return null;
    return /\d/.test(text) ? Number(text.replace(last, '.')) : null;
  }
  // 1,234,567
  if (!marks.includes(other)) return GROUPS[last].test(text) ? Number(text.replaceAll(last, '')) : null;
  // 1,234,567.89
  const at = text.lastIndexOf(last);
  const whole = text.slice(0, at);
  const fraction = text.slice(at + 1);
  if (!GROUPS[other].test(whole) || !/^\d*$/.test(fraction)) return null;
  return Number(`${whole.replaceAll(other, '')}.${fraction}`);
}
