import { BASELINE_MIN } from '@shared/domain/assess-watch.ts';
import type { Watch } from '@shared/domain/watch.ts';
import { t } from '@shared/i18n/index.ts';
import { longDayText } from '../../format/time.ts';

/** What the re-runs of a watched edit show. */
export function watchStateText({ state, checks, differing, different }: Watch): string {
  const words = t.watch.state;
  switch (state) {
    case 'learning':
      return words.learning(Math.max(1, BASELINE_MIN - checks));
    case 'suspect':
      return words.suspect(differing);
    case 'different':
      return words.different(longDayText(different?.from.at ?? 0));
    default:
      return words[state];
  }
}

/** When it was last re-run, and when the next re-run is due. */
export function watchTimesText({ trend, running, dueAt }: Watch, now: number): string {
  const words = t.watch;
  const last = trend.at(-1);
  const facts = [last ? words.last(longDayText(last.at)) : words.never];
  if (running) facts.push(words.running);
  else if (dueAt !== null) facts.push(dueAt <= now ? words.dueNow : words.due(longDayText(dueAt)));
  return facts.map((fact) => `${fact}.`).join(' ');
}
