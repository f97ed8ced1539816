import { DRAFT_PROMPT_MAX } from '@shared/domain/settings.ts';
import type { Stores } from '../../stores/index.ts';

/** Saves the form's content while it is typed, so that it survives closing the window or a crash. */
export function keepDraft({ edit, settings }: Pick<Stores, 'edit' | 'settings'>): void {
  edit.subscribe(({ prompt, seed, values, references }, before) => {
    const isSame = prompt === before.prompt && seed === before.seed && values === before.values;
    if (isSame && references === before.references) return;
    if (prompt.length <= DRAFT_PROMPT_MAX)
      settings.getState().saveQuietly({ draft: { prompt, seed, values, references: [...references] } });
  });
}
