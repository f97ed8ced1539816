import { featheredBand } from './feather.ts';
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
    const weights = featheredBand(mask, top, height, featherPx);
    if (weights)
      for (let at = 0, p = 0; at < weights.length; at++, p += 4) {
        const weight = weights[at]!;
        if (weight === 0) continue;
        for (let c = p; c < p + 3; c++)
          out[c] =
            weight === 1
              ? data[c]!
              : byteOfLinear(LINEAR_OF_BYTE[out[c]!]! * (1 - weight) + LINEAR_OF_BYTE[data[c]!]! * weight);
      }
    yield { top, height, data: out };
  }
}
