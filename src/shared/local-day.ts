/** Returns local midnight before a time, or of the day that is some days later. Both in milliseconds since 1970. */
export function startOfDay(at: number, daysLater = 0): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater).getTime();
}

/** Returns local midnight after a time. A day may have 23 or 25 hours. */
export function startOfTomorrow(at: number): number {
  return startOfDay(at, 1);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the number of a local day. The next day has the next number, also if the clock is changed between them. */
export function dayNumber(at: number): number {
  const day = new Date(at);
  return Math.round(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / DAY_MS);
}

/**
 * Returns the first moment of a local day in milliseconds since 1970. `month` counts from 0, and overflowing
 * months and days roll over. Where the clock skips midnight, the day starts after the gap.
 */
export function startOfDate(year: number, month = 0, day = 1): number {
  // Not with the constructor, which reads the years 0 to 99 as 1900 to 1999.
  return new Date(2000, 0, 1).setFullYear(year, month, day);
}

/** Local month, `YYYY-MM`. */
export function monthName(at: number): string {
  return dayName(at).slice(0, -3);
}

/** Local day, `YYYY-MM-DD`. */
export function dayName(at: number): string {
  const day = new Date(at);
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** ISO 8601 with local offset, `2026-05-04T13:30:00+02:00`. */
export function localTime(at: number): string {
  const day = new Date(at);
  const offset = -day.getTimezoneOffset();
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const time = [day.getHours(), day.getMinutes(), day.getSeconds()].map(two).join(':');
  return `${dayName(at)}T${time}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
