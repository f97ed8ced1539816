import type { BlameStep } from '@shared/domain/blame.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle } from '@shared/i18n/model-text.ts';
import { stepColor } from '../../canvas/step-colors.ts';

/** A color for each step that an edit or a merge made; the original shows as it is. */
export function colorsOf(steps: readonly BlameStep[]): (string | null)[] {
  return steps.map(({ edit, merged }, step) => (edit || merged ? stepColor(step) : null));
}

/** The label of a step: its prompt, or its model if that takes none, or its kind. */
export function stepName({ edit, merged }: BlameStep): string {
  if (edit) return editTitle(edit);
  return merged ? t.blame.merge : t.blame.original;
}
