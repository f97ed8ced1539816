import { locale, t } from '@shared/i18n/index.ts';

/** "3 of 50 paid runs today". */
export function paidTodayText(paid: number, cap: number): string {
  return cap === 0 ? t.settings.paidOff(paid) : t.settings.paidToday(paid, cap);
}

/** Formats a local day (`YYYY-MM-DD`). Includes the year only if it isn't the current one. */
export function dayText(day: string, now: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    ...(year === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  });
}
