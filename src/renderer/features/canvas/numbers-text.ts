import type { Comparison, Shift } from '@shared/domain/verdict.ts';
import { t } from '@shared/i18n/index.ts';
import { shareText } from '../../format/share.ts';

/** "7 px right, 3 px up, 2% larger", with tenths of a pixel below ten. */
export function shiftText(shift: Shift): string {
  const rounded = (value: number) => (Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  const [x, y] = [rounded(shift.x), rounded(shift.y)];
  const percent = Math.round((shift.scale - 1) * 1000) / 10;
  const parts = [t.canvas.moved(x, y), percent === 0 ? '' : t.canvas.grown(percent)].filter(Boolean);
  return parts.join(', ');
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
}

/** The numeric facts of a comparison with their labels. */
export function factsOf(comparison: Comparison): readonly Fact[] {
  return [
    { label: t.canvas.changed, value: shareText(comparison.changedShare) },
    { label: t.canvas.similarity, value: t.canvas.shareDigits(Number(comparison.ssim.toFixed(3))) },
    {
      label: t.canvas.largest,
      value: t.canvas.shareDigits(Math.round(comparison.largest)),
      hint: t.canvas.largestHint,
    },
    { label: t.canvas.colorShift, value: t.canvas.colorShiftText(...comparison.colorShift) },
  ];
}

/** Whether and how far the picture moved, as a sentence. */
export function movementOf({ shift }: Comparison): Fact {
  const label = t.canvas.movement;
  if (!shift) return { label, value: t.canvas.cannotTell, hint: t.canvas.cannotTellHint };
  const ways = shiftText(shift);
  return { label, value: ways === '' ? t.canvas.notMoved : t.canvas.movedText(ways) };
}
