import { locale } from '@shared/i18n/index.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A number with `digits` decimals, in the current language: "1.3", "1,3". */
export function decimalText(value: number, digits: number): string {
  return format(`decimal ${digits}`, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A count, grouped as the current language does: "1,204", "1.204". */
export function countText(value: number): string {
  return format('count', { maximumFractionDigits: 0 }).format(value);
}

/** A number as a field shows it: all its decimals and no grouping, so that it can be edited. */
export function fieldNumber(value: number): string {
  return format('field', { useGrouping: false, maximumFractionDigits: 12 }).format(value);
}

/** The formatter of the current language. Creating one is slow, so each is kept. */
function format(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${name}`;
  const kept = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, kept);
  return kept;
}
