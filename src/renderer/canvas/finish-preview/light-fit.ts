import { DecodeError } from '../../imaging/decode-error.ts';
import { seenBytes } from '../../imaging/finish/carry-over.ts';
import { refuseOtherContent } from '../../imaging/finish/finish-picture.ts';
import { locate } from '../../imaging/finish/locate.ts';
import type { PixelBlock } from '../../imaging/measure.ts';
import type { LightFit, PreviewQuestion } from './messages.ts';
import { framedCopy } from './preview.ts';

/**
 * Measures on small copies whether the result shows the same content as the source, only in another light: by
 * alignment and by structure, as the finish itself does.
 */
export function lightFit(
  source: PixelBlock,
  result: PixelBlock,
  question: Pick<PreviewQuestion, 'sourceSize' | 'region'>,
): LightFit {
  const { frame, reference } = framedCopy(source, question);
  try {
    const { ofReference } = locate(frame, reference, result, { align: true });
    refuseOtherContent(seenBytes(reference, ofReference, result), result);
    return { fits: true };
  } catch (error) {
    if (error instanceof DecodeError && error.why) return { fits: false, why: error.why };
    throw error;
  }
}
