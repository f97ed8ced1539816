import type { RunRecord } from '@shared/domain/run.ts';
import type { Verdict, VerdictKind } from '@shared/domain/verdict.ts';
import { t } from '@shared/i18n/index.ts';
import { shareText } from '../../format/share.ts';

interface VerdictLook {
  readonly glyph: string;
  readonly word: string;
  readonly tone: 'good' | 'notice' | 'warn' | 'bad';
}

/** Localized at read time. */
function look(kind: VerdictKind, glyph: string, tone: VerdictLook['tone']): VerdictLook {
  return {
    glyph,
    tone,
    get word() {
      return t.filters.verdicts[kind];
    },
  };
}

/** An icon and a word for each verdict, since color alone isn't accessible. */
export const VERDICTS: Readonly<Record<VerdictKind, VerdictLook>> = {
  identical: look('identical', '=', 'good'),
  near: look('near', '≈', 'notice'),
  drifted: look('drifted', '~', 'warn'),
  different: look('different', '≠', 'bad'),
};

/** Describes the measurements. If the service changed parameters, states that the run doesn't repeat anything. */
export function verdictText(verdict: Verdict, run: Pick<RunRecord, 'echoDiffers'>): string {
  const measured =
    verdict.kind === 'identical'
      ? t.history.identical
      : t.history.measured(Number(verdict.ssim.toFixed(3)), shareText(verdict.changedShare));
  return run.echoDiffers.length > 0 ? `${measured} ${t.history.notRepeated}` : measured;
}
