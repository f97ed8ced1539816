/** Midnight before a moment, local time; both in milliseconds since 1970. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Midnight after a moment, local time; a day may have 23 or 25 hours. */
export function startOfTomorrow(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/** The local day of a moment, `YYYY-MM-DD`. */
export function dayName(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
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
