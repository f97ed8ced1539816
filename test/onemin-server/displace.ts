import type { Size } from '@shared/geometry.ts';
import type { Placement } from '../../src/renderer/imaging/finish/placement.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { paintObject } from '../../src/renderer/imaging/practice/paint-object.ts';
import { placedObjectFor } from '../../src/renderer/imaging/practice/placed-object.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { boxResize } from '../fixtures/synthetic-edits/box-resize.ts';
import { castColors, randomPlacement } from '../fixtures/synthetic-edits/displacement.ts';

/** How results differ from what was sent, besides what was asked for: as those of hosted models do. */
export interface Displacement {
  /** Goes with the seed of the request: the same two give the same result. */
  readonly seed: number;
  /** Most pixels of the result that it is moved by. */
  readonly mostShift: number;
  /** Most part that it is larger or smaller by, such as 0.05. */
  readonly mostGrowth: number;
  /** How strongly colors are cast: 0 not, 1 by up to a tenth a channel. */
  readonly cast: number;
  /** Quality of the JPEG that it goes through, 1 to 100; null leaves it out. */
  readonly quality: number | null;
}

/** As far off as results are at worst. */
export const USUAL_DISPLACEMENT: Displacement = {
  seed: 1,
  mostShift: 24,
  mostGrowth: 0.05,
  cast: 1,
  quality: 80,
};

/** Where the sent picture lies in the result: by this tests know the truth. */
export function displacedPlacement(
  how: Displacement,
  requestSeed: number,
  sent: Size,
  result: Size,
): Placement {
  return randomPlacement(createRandom(how.seed * 31 + requestSeed, 'displacement'), sent, result, how);
}

/** The sent picture with the thing that the prompt names painted in ("a red ball at the top right"), displaced and cast. */
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
