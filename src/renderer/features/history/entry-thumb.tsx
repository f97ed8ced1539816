import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/words/index.ts';
import { Ban, CircleHelp, RotateCw, TriangleAlert } from 'lucide-react';
import { useQueue } from '../../stores/context.tsx';
import { Progress } from '../../ui/status.tsx';
import { runStateText } from '../../words/run-words.ts';
import { newestResult, newestVerdict } from './chosen.ts';
import { VerdictMark } from './verdict-mark.tsx';

const GLYPHS = { failed: TriangleAlert, cancelled: Ban, uncertain: CircleHelp } as const;

/** The result's picture, or the place where it will be, with how far it is. */
export function EntryThumb({ entry }: { readonly entry: EditEntry }) {
  const { run, edit } = entry;
  const result = newestResult(entry);
  const verdict = newestVerdict(entry);
  const progress = useQueue((state) => state.progress.get(run.id));
  const going = !isSettled(run.state);
  const state = runStateText(run, edit.request.engine, progress);
  const Glyph = run.state in GLYPHS ? GLYPHS[run.state as keyof typeof GLYPHS] : null;
  return (
    <span className="history-thumb" data-state={run.state}>
      {result ? <img src={`/thumb/${result.sha256}?w=256`} alt="" loading="lazy" draggable={false} /> : null}
      {result && !going ? null : (
        <span className="history-state">
          {Glyph ? <Glyph size={16} strokeWidth={1.75} aria-hidden /> : null}
          <span className="numerals">{state}</span>
          {going && progress ? <Progress label={state} value={progress.step} max={progress.steps} /> : null}
        </span>
      )}
      <span className="history-chips">
        {edit.request.engine === 'practice' ? (
          <span className="history-chip">{t.history.practice}</span>
        ) : null}
        {edit.rerunOf === null ? null : (
          <span className="history-chip" title={t.history.rerunOfEarlier}>
            <RotateCw size={12} strokeWidth={2} aria-hidden />
            <span className="visually-hidden">{t.history.rerunOfEarlier}</span>
          </span>
        )}
      </span>
      {verdict ? (
        <span className="history-chips history-chips-below">
          <VerdictMark verdict={verdict} className="history-chip" />
        </span>
      ) : null}
    </span>
  );
}
