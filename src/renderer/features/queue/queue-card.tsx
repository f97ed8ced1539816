import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import { Check, CircleAlert, CircleSlash, Clock, Loader, RotateCw, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { useQueue, useStores } from '../../stores/context.tsx';
import { thumbUrl } from '../../stores/picture-urls.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';
import { type RunTone, runTone, runWords } from './run-words.ts';

const GLYPHS = { quiet: Clock, busy: Loader, good: Check, warn: TriangleAlert, bad: CircleAlert } as const;

interface QueueCardProps {
  readonly entry: EditEntry;
  readonly onShow: () => void;
  /** Moves a waiting run one place up (-1) or down (1). */
  readonly onMove: (by: -1 | 1) => void;
}

/** One run: what it is of, where it is, and what can be done about it. */
export const QueueCard = memo(function QueueCard({ entry, onShow, onMove }: QueueCardProps) {
  const { queue } = useStores();
  const { run, edit } = entry;
  const progress = useQueue((state) => state.progress.get(run.id));
  const paused = useQueue((state) => state.paused);
  const tone: RunTone = runTone(run.state);
  const Glyph = run.state === 'cancelled' ? CircleSlash : GLYPHS[tone];
  const waiting = run.state === 'queued';
  const keyDown = (event: KeyboardEvent) => {
    if (!waiting || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className="queue-card" data-run={run.id} data-tone={tone} draggable={waiting} onKeyDown={keyDown}>
      <button type="button" className="queue-show" onClick={onShow}>
        <img className="queue-thumb" src={thumbUrl(edit.sourceSha256, 40)} alt="" draggable={false} />
        <span className="queue-words">
          <span className="queue-prompt">{edit.request.prompt}</span>
          <span className="queue-state numerals" role="status">
            <Glyph size={12} aria-hidden />
            {runWords(entry, progress, paused)}
          </span>
        </span>
      </button>
      {isSettled(run.state) ? null : (
        <IconButton icon={X} small label="Cancel" onClick={() => void queue.getState().cancel(run.id)} />
      )}
      {run.state === 'failed' || run.state === 'cancelled' ? (
        <IconButton icon={RotateCw} small label="Retry" onClick={() => void queue.getState().retry(run.id)} />
      ) : null}
      {run.state === 'uncertain' ? (
        <Button small className="queue-again" onClick={() => void queue.getState().retry(run.id)}>
          Run again (may be charged again)
        </Button>
      ) : null}
      {progress ? (
        <div className="queue-progress">
          <Progress label="Steps" value={progress.step} max={progress.steps} />
        </div>
      ) : null}
    </li>
  );
});
