import { locale, t } from '@shared/i18n/index.ts';
import { decimalText } from './numbers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats a past time: "now", "5 min", "3 h", "6 d", then the date. Times are milliseconds since 1970. */
export function agoText(time: number, now: number): string {
  const ago = now - time;
  if (ago < MINUTE) return t.common.now;
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min`;
  if (ago < DAY) return `${Math.floor(ago / HOUR)} h`;
  if (ago < 7 * DAY) return t.common.days(Math.floor(ago / DAY));
  return new Date(time).toLocaleDateString(dateLocale(), { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Full date and time. */
export function whenText(time: number): string {
  return new Date(time).toLocaleString(dateLocale(), { dateStyle: 'medium', timeStyle: 'medium' });
}

/** Full date. */
export function dayText(time: number): string {
  return new Date(time).toLocaleDateString(dateLocale(), { dateStyle: 'medium' });
}

/** Full date with the name of the month. */
export function longDayText(time: number): string {
  return new Date(time).toLocaleDateString(dateLocale(), { dateStyle: 'long' });
}

/** "14:02", "2:02 PM". */
export function clockText(time: number): string {
  return new Date(time).toLocaleTimeString(dateLocale(), { hour: 'numeric', minute: '2-digit' });
}

/** "4 s", "2 min 5 s": for a running time. */
export function secondsText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "0.8 s", "12 s", "2 min 5 s". */
export function durationText(ms: number): string {
  if (ms < 10_000) return `${decimalText(ms / 1000, 1)} s`;
  return secondsText(Math.round(ms / 1000) * 1000);
}

/**
 * Returns the system's locale if it is a variant of the app's language, such as British English; otherwise
 * the app's locale.
 */
function dateLocale(): string {
  const own = navigator.language;
  return own.toLowerCase().startsWith(locale) ? own : locale;
}
