import type { Certificate } from '@shared/domain/finish.ts';
import { t } from '@shared/i18n/index.ts';
import { noteText } from '../../format/picture-notes.ts';

/** Share of the picture that the mask allows to change, 0 to 1. */
export function insideShare({ inside, outside }: Certificate): number {
  return inside + outside === 0 ? 0 : inside / (inside + outside);
}

/** Formats a certificate as lines. */
export function certificateLines(
  certificate: Certificate,
): readonly { readonly label: string; readonly value: string }[] {
  const { outside, outsideChanged, findings } = certificate;
  const { alignment, color } = findings;
  const lines = [
    { label: t.finish.outside, value: t.finish.outsideText(outside, outsideChanged) },
    { label: t.finish.inside, value: t.finish.insideText(insideShare(certificate)) },
  ];
  if (alignment) {
    const scale = Math.sqrt(alignment.scaleX * alignment.scaleY);
    lines.push({ label: t.finish.moved, value: t.finish.movedText(alignment.x, alignment.y, scale) });
  }
  if (color) lines.push({ label: t.finish.color, value: t.finish.colorText(...color.gain) });
  const { lost = [] } = findings;
  if (lost.length > 0) lines.push({ label: t.finish.lost, value: lost.map(noteText).join(' · ') });
  return lines;
}
