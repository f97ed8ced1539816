import { BASELINE_MIN } from '@shared/domain/assess-watch.ts';
import type { Watch } from '@shared/domain/watch.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { longDayText } from '../../format/time.ts';

/** Returns the changes that were found, each once: several edits of a model find the same one. */
export function foundText(watches: readonly Watch[]): string {
  const texts = watches.flatMap(({ engine, model, different }) =>
    different ? t.watch.found(engineName(engine), modelLabel(model), longDayText(different.from.at)) : [],
  );
  return [...new Set(texts)].join('; ');
}

/** Returns what the re-runs of a watched edit show. */
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

/** Returns when it was last re-run, and when the next re-run is due, or why it can't be. */
export function watchTimesText({ trend, running, problem, dueAt }: Watch, now: number): string {
  const words = t.watch;
  const last = trend.at(-1);
  const facts = [last ? words.last(longDayText(last.at)) : words.never];
  if (running) facts.push(words.running);
  else if (dueAt !== null && problem === null)
    facts.push(dueAt <= now ? words.dueNow : words.due(longDayText(dueAt)));
  return [...facts.map((fact) => `${fact}.`), ...(problem ? [errorMessage(problem)] : [])].join(' ');
}
