import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { Ban, CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { runStateText } from '../../format/run-status.ts';
import { useArrivals, useQueue, useStandIn } from '../../stores/context.tsx';
import { faceOf } from '../../stores/made-pictures.ts';
import { classNames } from '../../ui/class-names.ts';
import { Progress } from '../../ui/status.tsx';
import { useStandInStyle } from '../../ui/use-stand-in-style.ts';
import './entry-thumb.css';
import { thumbOf } from '../../stores/picture-urls.ts';

const GLYPHS = { failed: TriangleAlert, cancelled: Ban, uncertain: CircleHelp } as const;
/** Below this edge (CSS px), a thumbnail has no room for a word. */
const WORD_FROM = 40;

interface EntryThumbProps {
  readonly entry: EditEntry;
  readonly className: string;
  /** Edge length in CSS pixels. Default: set by its class. */
  readonly edge?: number;
  /** Overlaid content. */
  readonly children?: ReactNode;
}

/** The result's picture, or a placeholder with its progress. */
export function EntryThumb({ entry, className, edge, children }: EntryThumbProps) {
  const { run, edit } = entry;
  const result = faceOf(entry);
  const progress = useQueue((state) => state.progress.get(run.id));
  const unseen = useArrivals((state) => state.unseen.has(edit.id));
  const going = !isSettled(run.state);
  const state = runStateText(run, edit.request.engine, progress);
  const Glyph = run.state in GLYPHS ? GLYPHS[run.state as keyof typeof GLYPHS] : null;
  const standIn = useStandInStyle(useStandIn(result?.sha256));
  const small = edge !== undefined && edge < WORD_FROM;
  return (
    <span
      className={classNames('entry-thumb', className)}
      data-state={run.state}
      data-removed={(result && result.deletedAt !== null) || undefined}
      style={{ width: edge, height: edge }}
    >
      {result ? (
        <img
          key={result.sha256}
          src={thumbOf(result.sha256, 256)}
          alt=""
          loading="lazy"
          draggable={false}
          {...standIn}
        />
      ) : null}
      {result && !going ? null : (
        <span className="entry-state">
          {Glyph ? <Glyph size={small ? 12 : 16} strokeWidth={1.75} aria-hidden /> : null}
          <span className={small ? 'visually-hidden' : 'numerals'}>{state}</span>
          {going && progress && progress.step > 0 ? (
            <Progress label={state} value={progress.step} max={progress.steps} />
          ) : null}
        </span>
      )}
      {unseen ? (
        <span className="entry-unseen" data-small={small || undefined}>
          <span className={small ? 'visually-hidden' : undefined}>{t.history.unseen}</span>
        </span>
      ) : null}
      {children}
    </span>
  );
}
