import type { RunRecord } from '@shared/domain/run.ts';
import type { Verdict } from '@shared/domain/verdict.ts';
import { classNames } from '../../ui/class-names.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { VERDICTS, verdictText } from './verdict-text.ts';
import './verdict-mark.css';

interface VerdictMarkProps {
  readonly verdict: Verdict;
  readonly run: RunRecord;
  readonly className?: string;
}

/** A re-run's verdict. */
export function VerdictMark({ verdict, run, className }: VerdictMarkProps) {
  const { glyph, word, tone } = VERDICTS[verdict.kind];
  return (
    <Tooltip content={verdictText(verdict, run)} side="top">
      <span className={classNames('verdict', `verdict-${tone}`, className)} data-verdict={verdict.kind}>
        <span className="verdict-glyph" aria-hidden>
          {glyph}
        </span>
        {word}
      </span>
    </Tooltip>
  );
}
