/** Midnight before a moment, local time; both in milliseconds since 1970. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Midnight after a moment, local time; a day may have 23 or 25 hours. */
export function startOfTomorrow(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/**
 * The first moment of a local day, in milliseconds since 1970; `month` counts from 0, and months and days beyond the end roll over.
 * Where the clock skips midnight, the day begins after the gap.
 */
export function startOfDate(year: number, month = 0, day = 1): number {
  // Not by the constructor, which takes the years 0 to 99 for 1900 to 1999.
  return new Date(2000, 0, 1).setFullYear(year, month, day);
}

/** The local month of a moment, `YYYY-MM`. */
export function monthName(at: number): string {
  return dayName(at).slice(0, -3);
}

/** The local day of a moment, `YYYY-MM-DD`. */
export function dayName(at: number): string {
  const day = new Date(at);
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A moment in ISO 8601 with the local offset, `2026-05-04T13:30:00+02:00`. */
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
