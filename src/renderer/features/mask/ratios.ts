import { chosenModel } from '@shared/domain/engine-catalog.ts';
import type { ParamSpec } from '@shared/domain/model.ts';
import type { Ratio } from '../../canvas/tools/region-box.ts';
import type { EditState } from '../edit/edit-store.ts';

export function ratioOf(choice: string): Ratio | null {
  const [width, height] = choice.split(':').map(Number);
  return width && height ? [width, height] : null;
}

function aspectRatio(edit: Pick<EditState, 'engine' | 'model'>): ParamSpec | undefined {
  return chosenModel(edit).params.find(({ key }) => key === 'aspectRatio');
}

/** Returns every aspect ratio of the edit's model. */
export function modelRatios(edit: Pick<EditState, 'engine' | 'model'>): readonly Ratio[] {
  const spec = aspectRatio(edit);
  return spec?.kind === 'choice' ? spec.choices.map(ratioOf).filter((ratio) => ratio !== null) : [];
}

/** Returns the aspect ratios of a region: the one set in the form, or all of the model's. */
export function regionRatios(edit: Pick<EditState, 'engine' | 'model' | 'values'>): readonly Ratio[] {
  const chosen = ratioOf(String(edit.values.aspectRatio));
  return chosen ? [chosen] : modelRatios(edit);
}
