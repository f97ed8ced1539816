import { language, t } from '@shared/words/index.ts';
import { decimalText } from './numbers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, short: "now", "5 min", "3 h", "6 d", then the date. Times are milliseconds since 1970. */
export function agoText(time: number, now: number): string {
  const ago = now - time;
  if (ago < MINUTE) return t.common.now;
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min`;
  if (ago < DAY) return `${Math.floor(ago / HOUR)} h`;
  if (ago < 7 * DAY) return t.common.days(Math.floor(ago / DAY));
  return new Date(time).toLocaleDateString(locale(), { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Day and time in full. */
export function whenText(time: number): string {
  return new Date(time).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'medium' });
}

/** "14:02", "2:02 PM". */
export function clockText(time: number): string {
  return new Date(time).toLocaleTimeString(locale(), { hour: 'numeric', minute: '2-digit' });
}

/** "4 s", "2 min 5 s": for a time that still goes on. */
export function secondsText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "0.8 s", "12 s", "2 min 5 s". */
export function durationText(ms: number): string {
  if (ms < 10_000) return `${decimalText(ms / 1000, 1)} s`;
  return secondsText(Math.round(ms / 1000) * 1000);
}

/** The system's own way to write dates where the app speaks its language, such as British English; else the app's. */
function locale(): string {
  const own = navigator.language;
  return own.toLowerCase().startsWith(language) ? own : language;
}
