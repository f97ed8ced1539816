import type { RunRecord } from '@shared/domain/run.ts';
import type { Verdict, VerdictKind } from '@shared/domain/verdict.ts';
import { t } from '@shared/i18n/index.ts';
import { shareText } from '../../format/share.ts';

interface VerdictLook {
  readonly glyph: string;
  readonly word: string;
  readonly tone: 'good' | 'notice' | 'warn' | 'bad';
}

/** In the language that is spoken when it is read. */
function look(kind: VerdictKind, glyph: string, tone: VerdictLook['tone']): VerdictLook {
  return {
    glyph,
    tone,
    get word() {
      return t.filters.verdicts[kind];
    },
  };
}

/** A glyph and a word for each verdict: colour alone says nothing. */
export const VERDICTS: Readonly<Record<VerdictKind, VerdictLook>> = {
  identical: look('identical', '=', 'good'),
  near: look('near', '≈', 'notice'),
  drifted: look('drifted', '~', 'warn'),
  different: look('different', '≠', 'bad'),
};

/** What was measured; of a run whose parameters were not those that were sent, that it repeats nothing. */
export function verdictText(verdict: Verdict, run: Pick<RunRecord, 'echoDiffers'>): string {
  const measured =
    verdict.kind === 'identical'
      ? t.history.identical
      : t.history.measured(Number(verdict.ssim.toFixed(3)), shareText(verdict.changedShare));
  return run.echoDiffers.length > 0 ? `${measured} ${t.history.notRepeated}` : measured;
}
