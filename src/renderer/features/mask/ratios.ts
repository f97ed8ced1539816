import { modelOf, type ParamSpec } from '@shared/domain/model.ts';
import type { Ratio } from '../../canvas/tools/region-box.ts';
import type { EditState } from '../edit/edit-store.ts';

export function ratioOf(choice: string): Ratio | null {
  const [width, height] = choice.split(':').map(Number);
  return width && height ? [width, height] : null;
}

function aspectRatio({ engine }: Pick<EditState, 'engine'>): ParamSpec | undefined {
  return modelOf(engine).params.find(({ key }) => key === 'aspectRatio');
}

/** Every shape the model of an edit can make. */
export function modelRatios(edit: Pick<EditState, 'engine'>): readonly Ratio[] {
  const spec = aspectRatio(edit);
  return spec?.kind === 'choice' ? spec.choices.map(ratioOf).filter((ratio) => ratio !== null) : [];
}

/** The shapes a region may have: the one that is set in the form, or any that the model can make. */
export function regionRatios(edit: Pick<EditState, 'engine' | 'values'>): readonly Ratio[] {
  const chosen = ratioOf(String(edit.values.aspectRatio));
  return chosen ? [chosen] : modelRatios(edit);
}
