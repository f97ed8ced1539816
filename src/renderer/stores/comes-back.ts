import type { LocalParts } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH, type FinishRecipe, LIGHT_FINISH } from '@shared/domain/finish.ts';
import { isWholePicture } from '@shared/domain/prepare.ts';
import type { ComesBackAs, Settings } from '@shared/domain/settings.ts';

/** Where a finished result may show: in what it changed, or in what was set on the canvas. */
export type FinishPlace = 'found' | 'mask' | 'mask-and-pad' | 'region' | 'protected' | 'pad';

/** Canvas settings of a picture that limit where a result may show. */
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

/** Returns the setting for a picture: whole pictures, and those with a region or masks, have separate ones. */
export function choiceName(isPart: boolean): keyof Choices {
  return isPart ? 'comesBackPart' : 'comesBackWhole';
}

/**
 * Returns an edit's local parts with the chosen finish. The canvas settings determine where the result may
 * show.
 */
export function withChosenFinish({ prepare, finish }: LocalParts, choices: Choices): LocalParts {
  const isPart = finish !== null || !isWholePicture(prepare);
  return { prepare, finish: chosenFinish(choices[choiceName(isPart)], finish) };
}

function chosenFinish(choice: ComesBackAs, set: FinishRecipe | null): FinishRecipe | null {
  if (choice === 'raw') return null;
  if (choice === 'original') return set ?? DEFAULT_FINISH;
  return set ? { ...set, mode: 'carry-over' } : LIGHT_FINISH;
}
