import type { RunState } from '@shared/domain/run.ts';

const STATES: Readonly<Record<RunState, string>> = {
  queued: 'Waiting',
  uploading: 'Uploading',
  sending: 'Sent',
  accepted: 'Accepted',
  downloading: 'Fetching',
  saved: 'Saved',
  failed: 'Failed',
  cancelled: 'Cancelled',
  uncertain: 'No answer',
};

export function stateText(state: RunState): string {
  return STATES[state];
}

/** "3 of 50 paid runs today". */
export function paidTodayWords(paid: number, cap: number): string {
  if (cap === 0) return `${paid} paid today. Paid runs are switched off: their cap is 0 a day.`;
  return `${paid.toLocaleString()} of ${cap.toLocaleString()} paid ${cap === 1 ? 'run' : 'runs'} today`;
}

/** A local day, `YYYY-MM-DD`, as the system writes days; the year only when it is another one than now. */
export function dayText(day: string, now: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(year === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
  });
}
