import type { EditEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/words/index.ts';
import { Ban, Camera, CircleHelp, Minus, RotateCw, StickyNote, Trash2, TriangleAlert, X } from 'lucide-react';
import { memo } from 'react';
import { useQueue, useStores } from '../../../stores/context.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { SeedChip } from '../../../ui/seed-chip.tsx';
import { Progress } from '../../../ui/status.tsx';
import { runStateText } from '../../../words/run-words.ts';
import { newestResult, newestVerdict } from '../chosen.ts';
import { VerdictMark } from '../verdict-mark.tsx';
import type { Cell } from './scale.ts';

interface EditNodeProps {
  readonly entry: EditEntry;
  readonly snapshots: readonly Snapshot[];
  readonly cell: Cell;
  /** Whether there is room for words. */
  readonly words: boolean;
}

const GLYPHS = { failed: TriangleAlert, cancelled: Ban, uncertain: CircleHelp } as const;
/** Below this edge, in CSS pixels, a thumbnail has no room for a word. */
const WORD_FROM = 40;

/** What an edit shows in the graph: its picture, or where it will be, and as many words as there is room for. */
export const EditNode = memo(function EditNode({ entry, snapshots, cell, words }: EditNodeProps) {
  const { edit, branch } = entry;
  const { prompt, seed } = edit.request;
  return (
    <>
      <Thumb entry={entry} cell={cell} words={words} />
      <span className={words ? 'graph-words' : 'visually-hidden'}>
        <span className="graph-prompt">{prompt}</span>
        {words ? null : <span>{` ${t.history.seed} ${seed}`}</span>}
        {branch ? <span className="visually-hidden">{` ${t.history.branch} ${branch}`}</span> : null}
      </span>
      {words ? <Marks entry={entry} snapshots={snapshots} /> : null}
    </>
  );
});

/** What is written on an edit and how it ended, as signs with a word each. */
function Marks({ entry, snapshots }: Pick<EditNodeProps, 'entry' | 'snapshots'>) {
  const gone = newestResult(entry)?.deletedAt ?? null;
  return (
    <span className="graph-marks">
      {entry.edit.rerunOf === null ? null : <Sign icon={RotateCw} word={t.history.rerunOfEarlier} />}
      {entry.note === null ? null : <Sign icon={StickyNote} word={t.history.note} />}
      {snapshots.length === 0 ? null : (
        <Sign icon={Camera} word={`${t.history.snapshot}: ${snapshots.map(({ name }) => name).join(', ')}`} />
      )}
      {gone === null ? null : <Sign icon={Trash2} word={t.history.removed} />}
    </span>
  );
}

function Sign({ icon: Icon, word }: { readonly icon: typeof Ban; readonly word: string }) {
  return (
    <span title={word}>
      <Icon size={12} strokeWidth={2} aria-hidden />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

function Thumb({ entry, cell, words }: Omit<EditNodeProps, 'snapshots'>) {
  const { run, edit } = entry;
  const result = newestResult(entry);
  const verdict = newestVerdict(entry);
  const progress = useQueue((state) => state.progress.get(run.id));
  const going = !isSettled(run.state);
  const state = runStateText(run, edit.request.engine, progress);
  const Glyph = run.state in GLYPHS ? GLYPHS[run.state as keyof typeof GLYPHS] : null;
  const noted = !words && entry.note !== null;
  return (
    <span
      className="graph-thumb"
      data-state={run.state}
      data-removed={(result && result.deletedAt !== null) || undefined}
      style={{ width: cell.thumb, height: cell.thumb }}
    >
      {result ? <img src={`/thumb/${result.sha256}?w=256`} alt="" loading="lazy" draggable={false} /> : null}
      {result && !going ? null : (
        <span className="graph-state">
          {Glyph ? <Glyph size={cell.thumb < WORD_FROM ? 12 : 16} strokeWidth={1.75} aria-hidden /> : null}
          <span className={cell.thumb < WORD_FROM ? 'visually-hidden' : 'numerals'}>{state}</span>
          {going && progress ? <Progress label={state} value={progress.step} max={progress.steps} /> : null}
        </span>
      )}
      {verdict ? (
        <VerdictMark
          verdict={verdict}
          className={words ? 'graph-verdict' : 'graph-verdict graph-verdict-small'}
        />
      ) : null}
      {noted ? <span className="graph-marked" aria-hidden /> : null}
    </span>
  );
}

/** What of a node is pressed by itself: *Cancel*, the seed, and the fold of its branch. */
export function NodeTools({ entry, cell, words }: Pick<EditNodeProps, 'entry' | 'cell' | 'words'>) {
  const { queue } = useStores();
  const { run, edit } = entry;
  return (
    <>
      {words ? (
        <span className="graph-seed" style={{ left: cell.thumb }}>
          <SeedChip seed={edit.request.seed} />
        </span>
      ) : null}
      {isSettled(run.state) ? null : (
        <IconButton
          icon={X}
          label={t.history.cancel}
          small
          className="graph-cancel"
          onClick={() => void queue.getState().cancel(run.id)}
        />
      )}
    </>
  );
}

interface FoldProps {
  readonly edits: number;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}

/** Folds a branch away, or says how much is in it. */
export function Fold({ edits, folded, onFold }: FoldProps) {
  return (
    <button
      type="button"
      className="graph-fold"
      data-folded={folded || undefined}
      tabIndex={-1}
      aria-expanded={!folded}
      title={folded ? t.history.unfold(edits) : t.history.fold}
      onClick={() => onFold(!folded)}
    >
      {folded ? t.history.foldedCount(edits) : <Minus size={12} strokeWidth={2} aria-hidden />}
      <span className="visually-hidden">{folded ? t.history.unfold(edits) : t.history.fold}</span>
    </button>
  );
}
