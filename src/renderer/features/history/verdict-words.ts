import type { Verdict, VerdictKind } from '@shared/domain/verdict.ts';

/** A glyph and a word for each verdict: colour alone says nothing. */
export const VERDICTS: Readonly<
  Record<
    VerdictKind,
    { readonly glyph: string; readonly word: string; readonly tone: 'good' | 'notice' | 'warn' | 'bad' }
  >
> = {
  identical: { glyph: '=', word: 'Identical', tone: 'good' },
  near: { glyph: '≈', word: 'Near', tone: 'notice' },
  drifted: { glyph: '~', word: 'Drifted', tone: 'warn' },
  different: { glyph: '≠', word: 'Different', tone: 'bad' },
};

/** "3.1%", "0%", and never "0%" for something that did change. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return 'under 0.1%';
  if (percent > 99.9 && percent < 100) return 'over 99.9%';
  return `${Number(percent.toFixed(1))}%`;
}

/** What was measured. */
export function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'identical') return 'Every pixel is the same as before.';
  return `SSIM ${verdict.ssim.toFixed(3)}, ${shareText(verdict.changedShare)} of the pixels changed.`;
}
