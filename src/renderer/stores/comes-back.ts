import type { LocalParts } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH, type FinishRecipe, LIGHT_FINISH } from '@shared/domain/finish.ts';
import type { Model } from '@shared/domain/model.ts';
import { isWholePicture } from '@shared/domain/prepare.ts';
import { ComesBackAs, type Settings } from '@shared/domain/settings.ts';

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
 * Returns how a model's result can come back. A larger picture or one without its background isn't put back into its
 * source, and a model that changes a mask gets it with the finish.
 */
export function waysBack(
  { task, needsMask }: Pick<Model, 'task' | 'needsMask'>,
  isPart: boolean,
): readonly ComesBackAs[] {
  if (!isPart && (task === 'background' || task === 'upscale')) return ['raw'];
  return needsMask ? ['original', 'light'] : ComesBackAs.options;
}

/** Returns the way back that is set, or the first one if the model doesn't have it. */
export function chosenWayBack(
  model: Pick<Model, 'task' | 'needsMask'>,
  isPart: boolean,
  choices: Choices,
): ComesBackAs {
  const ways = waysBack(model, isPart);
  const choice = choices[choiceName(isPart)];
  return ways.includes(choice) ? choice : (ways[0] ?? 'raw');
}

/**
 * Returns an edit's local parts with the chosen finish. The canvas settings determine where the result may
 * show.
 */
export function withChosenFinish(
  { prepare, finish }: LocalParts,
  choices: Choices,
  model: Pick<Model, 'task' | 'needsMask'>,
): LocalParts {
  const isPart = finish !== null || !isWholePicture(prepare);
  return { prepare, finish: chosenFinish(chosenWayBack(model, isPart, choices), finish) };
}

function chosenFinish(choice: ComesBackAs, set: FinishRecipe | null): FinishRecipe | null {
  if (choice === 'raw') return null;
  if (choice === 'original') return set ?? DEFAULT_FINISH;
  return set ? { ...set, mode: 'carry-over' } : LIGHT_FINISH;
}
