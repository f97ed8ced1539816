import { DecodeError } from '../../imaging/decode-error.ts';
import { colorShift, shiftTables, statisticsOfBlock } from '../../imaging/finish/match-picture.ts';
import type { PixelBlock } from '../../imaging/measure.ts';

/** A small copy of a picture with the colors of another one, as a finish gives it; null when they cannot be matched. */
export function previewMatch(picture: PixelBlock, colorsOf: PixelBlock): PixelBlock | null {
  try {
    const tables = shiftTables(colorShift(statisticsOfBlock(picture), statisticsOfBlock(colorsOf)));
    const data = picture.data.map((byte, at) => tables[at % 4]?.[byte] ?? byte);
    return { ...picture, data };
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
