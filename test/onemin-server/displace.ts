import type { Size } from '@shared/geometry.ts';
import type { Placement } from '../../src/renderer/imaging/finish/placement.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { paintObject } from '../../src/renderer/imaging/practice/paint-object.ts';
import { placedObjectFor } from '../../src/renderer/imaging/practice/placed-object.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { boxResize } from '../fixtures/synthetic-edits/box-resize.ts';
import { castColors, randomPlacement } from '../fixtures/synthetic-edits/displacement.ts';

/** How results differ from what was sent, apart from the edit, like those of hosted models. */
export interface Displacement {
  /** Combined with the request's seed: the same two give the same result. */
  readonly seed: number;
  /** Maximum shift, in pixels of the result. */
  readonly mostShift: number;
  /** Maximum growth or shrinkage, such as 0.05. */
  readonly mostGrowth: number;
  /** Strength of the color cast: 0 is none, 1 up to a tenth per channel. */
  readonly cast: number;
  /** JPEG quality, 1 to 100. Null: no compression. */
  readonly quality: number | null;
}

/** Worst case of real results. */
export const USUAL_DISPLACEMENT: Displacement = {
  seed: 1,
  mostShift: 24,
  mostGrowth: 0.05,
  cast: 1,
  quality: 80,
};

/** The true placement of the sent picture in the result. */
export function displacedPlacement(
  how: Displacement,
  requestSeed: number,
  sent: Size,
  result: Size,
): Placement {
  return randomPlacement(createRandom(how.seed * 31 + requestSeed, 'displacement'), sent, result, how);
}

/** The sent picture with the prompt's object painted in ("a red ball at the top right"), displaced and cast. */
export function displacedResult(
  how: Displacement,
  request: { readonly prompt: string; readonly seed: number; readonly strength: number },
  sent: PixelBlock,
  result: Size,
): PixelBlock {
  const object = placedObjectFor(request.prompt);
  const painted = object ? paintObject(sent, object, request.strength, request.seed) : sent;
  const placed = boxResize(painted, displacedPlacement(how, request.seed, sent, result), result);
  return castColors(placed, createRandom(how.seed * 31 + request.seed, 'color cast'), how.cast);
}
