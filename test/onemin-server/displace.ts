import type { Size } from '@shared/geometry.ts';
import { chain, covering, type Placement, stretched } from '../../src/renderer/imaging/finish/placement.ts';
import type { PixelBlock } from '../../src/renderer/imaging/measure.ts';
import { paintObject } from '../../src/renderer/imaging/practice/paint-object.ts';
import { placedObjectFor } from '../../src/renderer/imaging/practice/placed-object.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';
import { boxResize } from '../fixtures/synthetic-edits/box-resize.ts';

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
  const random = createRandom(how.seed * 31 + requestSeed, 'displacement');
  const fitted = random.next() < 0.5 ? stretched(sent, result) : covering(sent, result);
  const scale = 1 + random.between(-how.mostGrowth, how.mostGrowth);
  const shift = random.between(0, how.mostShift);
  const way = random.direction();
  return chain(fitted, {
    scaleX: scale,
    scaleY: scale,
    x: (result.width / 2) * (1 - scale) + shift * way.x,
    y: (result.height / 2) * (1 - scale) + shift * way.y,
  });
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
  return castColors(how, request.seed, placed);
}

function castColors(how: Displacement, requestSeed: number, block: PixelBlock): PixelBlock {
  const random = createRandom(how.seed * 31 + requestSeed, 'color cast');
  const curves = [0, 1, 2].map(() => {
    const gain = 1 + how.cast * random.between(-0.1, 0.1);
    const offset = how.cast * random.between(-0.03, 0.03);
    const gamma = 1 + how.cast * random.between(-0.13, 0.15);
    return Float32Array.from({ length: 256 }, (_, byte) => 255 * (gain * (byte / 255) ** gamma + offset));
  });
  const data = block.data.map((value, i) => curves[i % 4]?.[value] ?? 255);
  return { ...block, data };
}
