import type { FindMask, FinishFindings, FinishRecipe } from '@shared/domain/finish.ts';
import type { PadFill } from '@shared/domain/prepare.ts';
import { DecodeError } from '../decode-error.ts';
import type { PixelBlock } from '../measure.ts';
import { blendBands } from './blend.ts';
import { carryOver, fitColorField, seenBytes } from './carry-over.ts';
import { compareResult, type ResultComparison } from './compare-result.ts';
import { composite } from './composite.ts';
import type { Frame } from './frame.ts';
import { linearPlanes } from './linear-planes.ts';
import { type Located, locate } from './locate.ts';
import { colorShift, colorStatistics, shiftBands, statisticsOfBlock } from './match-picture.ts';
import { paddedMask, paddedRows } from './padded-rows.ts';
import { type Band, everyBand, type MaskRows, type RgbaRows, rowsOfMask } from './rows.ts';
import { checkStructure } from './structure.ts';
import { everythingBut, everywhere, foundMask, type Mask, usedMask } from './used-mask.ts';

/** A result and its request. */
export interface Returned {
  readonly frame: Frame;
  /** What was sent, scaled to the result's resolution. */
  readonly reference: PixelBlock;
  readonly result: PixelBlock;
}

export interface FinishInput extends Returned {
  readonly source: RgbaRows;
  readonly fill: PadFill;
  readonly recipe: FinishRecipe;
  /** The drawn mask of the source's size, if the recipe has one. */
  readonly drawn: MaskRows | null;
  /** The protected area, of the source's size. */
  readonly hidden: MaskRows | null;
  /** The picture whose colors are applied, at any size, if the recipe has one. */
  readonly colorsOf: PixelBlock | null;
}

export interface Finished {
  readonly findings: FinishFindings;
  readonly mask: Mask;
  /** The picture the result is put into: the source with its padding filled. */
  readonly whole: RgbaRows;
  /** The bands of the finished picture that differ from `whole`, computed as they are read. */
  readonly changed: Iterable<Band>;
}

/** The steps, in order. */
export type FinishStep = 'decode' | 'locate' | 'compare' | 'write';

/**
 * Puts a result back into its source by the recipe. Throws a `DecodeError` with the reason if that isn't
 * possible correctly.
 */
export function finishPicture(input: FinishInput, onStep: (step: FinishStep) => void): Finished {
  const { bands, ...placed } = placeResult(input, onStep);
  if (!input.colorsOf) return { ...placed, changed: bands() };
  const { frame, hidden } = input;
  const { whole, findings } = placed;
  const seen = colorStatistics(everyBand(whole, bands()), whole.width, whole.width * whole.height);
  const shift = colorShift(seen, statisticsOfBlock(input.colorsOf));
  const mask = everythingBut(frame, hidden && paddedMask(hidden, whole, frame.at, 0));
  const color = { gain: [...shift.gain], offset: [...shift.offset] } satisfies FinishFindings['color'];
  const changed = shiftBands(everyBand(whole, bands()), whole.width, shift, mask.data);
  return { findings: { ...findings, color }, mask, whole, changed };
}

/** A placed result before another picture's colors are applied. */
interface Placed extends Omit<Finished, 'changed'> {
  /** Returns the same bands each time. */
  readonly bands: () => Iterable<Band>;
}

function placeResult(input: FinishInput, onStep: (step: FinishStep) => void): Placed {
  const { frame, source, fill, recipe, reference, result } = input;
  onStep('locate');
  const located = locate(frame, reference, result, recipe);
  onStep('compare');
  const whole = paddedRows(source, frame.whole, frame.at, fill);
  const alignment = located.found;
  if (recipe.mode === 'carry-over') {
    const mask = chooseMask(input, located, null);
    const seen = seenBytes(reference, located.ofReference, result);
    refuseOtherContent(seen, result);
    const field = fitColorField(seen, result, located.ofWhole);
    const bands = () =>
      blendBands(
        whole,
        carryOver(whole, field, recipe.opacity),
        rowsOfMask(mask, mask.data),
        recipe.featherPx,
      );
    return { findings: { alignment, color: null }, mask, whole, bands };
  }
  const find = recipe.mask.kind === 'found' ? recipe.mask : undefined;
  const compared =
    recipe.matchColor || find ? compareResult(reference, result, located.ofReference, find) : null;
  const mask = chooseMask(input, located, compared);
  const color = recipe.matchColor ? (compared?.match ?? null) : null;
  const job = {
    source: whole,
    result: recipe.matchColor && compared ? compared.matched : linearPlanes(result),
    placement: located.ofWhole,
    mask: rowsOfMask(mask, mask.data),
    featherPx: recipe.featherPx,
    opacity: recipe.opacity,
  };
  return {
    findings: {
      alignment,
      color: color && { gain: [...color.gain], offset: [...color.offset] },
    },
    mask,
    whole,
    bands: () => composite(job),
  };
}

/**
 * Returns the changed area as a finish's mask with a feather of `featherPx` pixels, without protected areas,
 * which can't have changed.
 */
export function findMask({ frame, reference, result }: Returned, find: FindMask, featherPx: number): Mask {
  const located = locate(frame, reference, result, { align: true });
  const { changed } = compareResult(reference, result, located.ofReference, find);
  const found = foundMask(changed, reference, result, located, frame, featherPx);
  return usedMask(found, result, located, frame, null);
}

function chooseMask(
  { frame, source, recipe, reference, result, drawn, hidden }: FinishInput,
  located: Located,
  compared: ResultComparison | null,
): Mask {
  const { whole, at } = frame;
  const isPadded = whole.width !== source.width || whole.height !== source.height;
  const chosen = (): MaskRows => {
    if (drawn) {
      if (drawn.width !== source.width || drawn.height !== source.height)
        throw new DecodeError('finish-failed', 'The drawn mask has another size.', {
          reason: 'sizes-differ',
        });
      return paddedMask(drawn, whole, at, 255);
    }
    if (!compared || recipe.mask.kind !== 'found' || isPadded) return everywhere(frame, source);
    return foundMask(compared.changed, reference, result, located, frame, recipe.featherPx);
  };
  const kept = hidden && paddedMask(hidden, whole, at, 0);
  const mask = usedMask(chosen(), result, located, frame, kept);
  if (recipe.mask.kind === 'found' && mask.insideShare === 0)
    throw new DecodeError('finish-failed', 'Nothing changed.', { reason: 'no-change-found' });
  return mask;
}

/** Throws a `DecodeError` with the reason unless the structure of both is the same, so that only light and color changed. */
export function refuseOtherContent(seen: PixelBlock, result: PixelBlock): void {
  const structure = checkStructure(seen, result);
  if (structure.same) return;
  throw new DecodeError(
    'finish-failed',
    `Structure kept: ${structure.kept.toFixed(3)}`,
    structure.reason === 'no-detail'
      ? { reason: 'not-aligned', params: { why: 'no-detail' } }
      : { reason: 'content-changed' },
  );
}
