import type { EditEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle } from '@shared/i18n/model-text.ts';
import { Camera, type LucideIcon, Minus, RotateCw, StickyNote, Swords, Trash2, X } from 'lucide-react';
import { memo } from 'react';
import { useStores } from '../../../stores/context.tsx';
import { faceOf } from '../../../stores/made-pictures.ts';
import { IconButton } from '../../../ui/button.tsx';
import { SeedChip } from '../../../ui/seed-chip.tsx';
import { newestVerdict } from '../chosen.ts';
import { EntryThumb } from '../entry-thumb.tsx';
import { repeatText } from '../node-text.ts';
import { VerdictMark } from '../verdict-mark.tsx';
import type { Cell } from './scale.ts';
import './node.css';

interface EditNodeProps {
  readonly entry: EditEntry;
  readonly snapshots: readonly Snapshot[];
  readonly cell: Cell;
  /** Whether there is room for text. */
  readonly words: boolean;
}

/** An edit in the graph: its picture or placeholder, and as much text as fits. */
export const EditNode = memo(function EditNode({ entry, snapshots, cell, words }: EditNodeProps) {
  const { edit, branch } = entry;
  const { seed } = edit.request;
  return (
    <>
      <Thumb entry={entry} cell={cell} words={words} />
      <span className={words ? 'graph-words' : 'visually-hidden'}>
        <span dir="auto" className="graph-prompt">
          {editTitle(edit.request)}
        </span>
        {words ? null : <span>{` ${t.history.seed} ${seed}`}</span>}
        {branch ? (
          <span dir="auto" className="visually-hidden">{` ${t.history.branch} ${branch}`}</span>
        ) : null}
      </span>
      {words ? <Marks entry={entry} snapshots={snapshots} /> : null}
    </>
  );
});

/** An edit's annotations and outcome, as icons with a word each. */
function Marks({ entry, snapshots }: Pick<EditNodeProps, 'entry' | 'snapshots'>) {
  const gone = faceOf(entry)?.deletedAt ?? null;
  const repeats = repeatText(entry);
  return (
    <span className="graph-marks">
      {repeats === null ? null : <Sign icon={entry.challenged ? Swords : RotateCw} word={repeats} />}
      {entry.note === null ? null : <Sign icon={StickyNote} word={t.history.note} />}
      {snapshots.length === 0 ? null : (
        <Sign icon={Camera} word={`${t.history.snapshot}: ${snapshots.map(({ name }) => name).join(', ')}`} />
      )}
      {gone === null ? null : <Sign icon={Trash2} word={t.history.removed} />}
    </span>
  );
}

function Sign({ icon: Icon, word }: { readonly icon: LucideIcon; readonly word: string }) {
  return (
    <span title={word}>
      <Icon size={12} strokeWidth={2} aria-hidden />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

function Thumb({ entry, cell, words }: Omit<EditNodeProps, 'snapshots'>) {
  const verdict = newestVerdict(entry);
  return (
    <EntryThumb entry={entry} className="graph-thumb" edge={cell.thumb}>
      {verdict ? (
        <VerdictMark
          verdict={verdict}
          run={entry.run}
          className={words ? 'graph-verdict' : 'graph-verdict graph-verdict-small'}
        />
      ) : null}
      {!words && entry.note !== null ? <span className="graph-marked" aria-hidden /> : null}
    </EntryThumb>
  );
}

/** Controls of a node: *Cancel*, the seed, and collapsing its branch. */
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

/** Collapses a branch, or shows the number of its edits. */
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
