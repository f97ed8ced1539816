import type { LocalParts } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import { isWholePicture } from '@shared/domain/prepare.ts';
import type { ComesBackAs, Settings } from '@shared/domain/settings.ts';

/** Where a result that is put back may show: in what it changed, or in what was set on the canvas. */
export type FinishPlace = 'found' | 'mask' | 'mask-and-pad' | 'region' | 'protected' | 'pad';

/** What is set for a picture on the canvas, as far as it says where a result may show. */
interface CanvasWork {
  readonly region: object | null;
  readonly pad: object | null;
  readonly change: { readonly pixels: number };
  readonly protect: { readonly pixels: number };
}

/** Returns where a result may show. Without a mask, a pad keeps the whole original. */
export function finishPlace({ region, pad, change, protect }: CanvasWork): FinishPlace {
  if (change.pixels > 0) return pad ? 'mask-and-pad' : 'mask';
  if (region) return 'region';
  if (pad) return 'pad';
  return protect.pixels > 0 ? 'protected' : 'found';
}

type Choices = Pick<Settings, 'comesBackWhole' | 'comesBackPart'>;

/** The name of the choice that holds for a picture: one is remembered for whole pictures, one for those with a region or masks. */
export function choiceName(isPart: boolean): keyof Choices {
  return isPart ? 'comesBackPart' : 'comesBackWhole';
}

/** The parts of an edit with the finish that was chosen. What is set on the canvas says where the result may show. */
export function withChosenFinish({ prepare, finish }: LocalParts, choices: Choices): LocalParts {
  const isPart = finish !== null || !isWholePicture(prepare);
  return { prepare, finish: chosenFinish(choices[choiceName(isPart)], finish) };
}

function chosenFinish(choice: ComesBackAs, set: FinishRecipe | null): FinishRecipe | null {
  if (choice === 'raw') return null;
  if (choice === 'original') return set ?? DEFAULT_FINISH;
  // Light and color change everywhere when nothing else was drawn.
  return { ...(set ?? { ...DEFAULT_FINISH, mask: { kind: 'all' } }), mode: 'carry-over' };
}
