import type { Language } from '@shared/domain/language.ts';

/** Number format of a locale. */
export interface Numerals {
  readonly language: Language;
  /** The field accepts whole numbers only, so a fraction is an unlikely reading of "1.000". */
  readonly integer: boolean;
}

/** Spaces and apostrophes only between groups of three digits. */
const PLAIN_GROUPS = /^\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*$/;
const GROUPS = { '.': /^\d{1,3}(?:\.\d{3})+$/, ',': /^\d{1,3}(?:,\d{3})+$/ } as const;
const DECIMAL = { en: '.', de: ',' } as const satisfies Record<Language, string>;

/**
 * Normalizes digits of every script to 0 to 9, and spaces and minus signs to one kind. Dashes are unchanged:
 * "5–10" is a range, not an expression.
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

/** A script's digits are consecutive from its zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 10; value += 1)
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return value;
  return Number(digit);
}

/**
 * Returns the value of one number (plain digits, separators, no sign), or null if it is invalid or ambiguous.
 * "123,000" and "1.000" are read by the language's rules, and rejected if that turns apparent thousands into
 * a fraction.
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
