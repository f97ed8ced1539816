import { locale } from '@shared/i18n/index.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** Formats a number with `digits` decimals in the current locale: "1.3", "1,3". */
export function decimalText(value: number, digits: number): string {
  return format(`decimal ${digits}`, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** Formats a count with the current locale's grouping: "1,204", "1.204". */
export function countText(value: number): string {
  return format('count', { maximumFractionDigits: 0 }).format(value);
}

/** Formats a number for a field: all decimals and no grouping, so that it can be edited. */
export function fieldNumber(value: number): string {
  return format('field', { useGrouping: false, maximumFractionDigits: 12 }).format(value);
}

/** Returns a formatter of the current locale. They are slow to create, so each is cached. */
function format(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${name}`;
  const kept = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, kept);
  return kept;
}
