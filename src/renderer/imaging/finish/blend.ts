import { type Feather, featheredBand } from './feather.ts';
import type { Band, MaskRows, RgbaRows } from './rows.ts';
import { byteOfLinear, LINEAR_OF_BYTE } from './transfer.ts';

/**
 * Blends bands of another picture of the same size into a source with a feathered mask, in linear light.
 * Keeps the source's alpha.
 */
export function* blendBands(
  source: RgbaRows,
  over: Iterable<Band>,
  mask: MaskRows,
  featherPx: number,
): Generator<Band, void> {
  for (const { top, height, data } of over) {
    const out = new Uint8ClampedArray(source.rows(top, height));
    const feather = featheredBand(mask, top, height, featherPx);
    if (feather) for (let row = 0; row < height; row++) blendRow(data, feather, row, source.width, out);
    yield { top, height, data: out };
  }
}

function blendRow(
  over: Uint8ClampedArray,
  { from, to, weights }: Feather,
  row: number,
  width: number,
  out: Uint8ClampedArray,
): void {
  for (let at = row * (to - from), p = (row * width + from) * 4, x = from; x < to; x++, at++, p += 4) {
    const weight = weights[at]!;
    if (weight === 0) continue;
    for (let c = p; c < p + 3; c++)
      out[c] =
        weight === 1
          ? over[c]!
          : byteOfLinear(LINEAR_OF_BYTE[out[c]!]! * (1 - weight) + LINEAR_OF_BYTE[over[c]!]! * weight);
  }
}
