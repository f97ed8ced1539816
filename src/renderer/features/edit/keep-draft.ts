import { DRAFT_PROMPT_MAX } from '@shared/domain/settings.ts';
import type { Stores } from '../../stores/index.ts';

/** Remembers what is being written in the form: it is there again after the window was closed, or the machine stopped. */
export function keepDraft({ edit, settings }: Pick<Stores, 'edit' | 'settings'>): void {
  edit.subscribe(({ prompt, seed, values }, before) => {
    if (prompt === before.prompt && seed === before.seed && values === before.values) return;
    if (prompt.length <= DRAFT_PROMPT_MAX)
      settings.getState().saveQuietly({ draft: { prompt, seed, values } });
  });
}
