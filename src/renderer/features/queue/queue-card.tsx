import type { EditEntry } from '@shared/domain/edit.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle } from '@shared/i18n/model-text.ts';
import { Check, CircleAlert, CircleSlash, Clock, Loader, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { recoveryActions } from '../../format/recovery-actions.ts';
import { awaitsAnswer, type RunTone, runStatusText, runTone } from '../../format/run-status.ts';
import { secondsText } from '../../format/time.ts';
import { useNetwork, useQueue, useStores } from '../../stores/context.tsx';
import { previewUrl, thumbUrl } from '../../stores/picture-urls.ts';
import { IconButton } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';
import { useElapsed } from '../../ui/use-now.ts';
import { RunRemedies } from '../run-actions/index.tsx';

const GLYPHS = { quiet: Clock, busy: Loader, good: Check, warn: TriangleAlert, bad: CircleAlert } as const;

interface QueueCardProps {
  readonly entry: EditEntry;
  /** Today's cap on paid runs if it is reached, otherwise null. */
  readonly capReached: number | null;
  readonly onShow: () => void;
  /** Moves a waiting run one position up (-1) or down (1). */
  readonly onMove: (by: -1 | 1) => void;
}

/** One run: its source, state and actions. */
export const QueueCard = memo(function QueueCard({ entry, capReached, onShow, onMove }: QueueCardProps) {
  const { queue } = useStores();
  const { run, edit } = entry;
  const progress = useQueue((state) => state.progress.get(run.id));
  const preview = isSettled(run.state) ? 0 : (progress?.preview ?? 0);
  const paused = useQueue((state) => state.paused);
  const unwritten = useQueue((state) => state.obstacles.unwritten.includes(run.id));
  const online = useNetwork((state) => state.online);
  const tone: RunTone = runTone(run.state);
  const Glyph = run.state === 'cancelled' ? CircleSlash : GLYPHS[tone];
  const waiting = run.state === 'queued';
  const remedies = recoveryActions(run);
  // A single small action fits next to the text. Others are below it.
  const below = remedies.settings || remedies.uncertain || remedies.again === 'may-charge';
  const keyDown = (event: KeyboardEvent) => {
    if (!waiting || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className="queue-card" data-run={run.id} data-tone={tone} draggable={waiting} onKeyDown={keyDown}>
      <button type="button" className="queue-show" onClick={onShow}>
        <img
          className="queue-thumb"
          src={preview > 0 ? previewUrl(run.id, preview) : thumbUrl(edit.sourceSha256, 40)}
          alt=""
          draggable={false}
        />
        <span className="queue-words">
          <span dir="auto" className="queue-prompt">
            {editTitle(edit.request)}
          </span>
          <span className="queue-state numerals">
            <Glyph size={12} aria-hidden />
            <span>
              <span aria-live="polite">
                {runStatusText(entry, { progress, paused, online, capReached, unwritten })}
              </span>
              {awaitsAnswer(entry) ? <Elapsed since={run.startedAt ?? run.queuedAt} /> : null}
            </span>
          </span>
        </span>
      </button>
      {isSettled(run.state) ? null : (
        <IconButton
          icon={X}
          small
          label={t.common.cancel}
          onClick={() => void queue.getState().cancel(run.id)}
        />
      )}
      {below ? (
        <div className="queue-remedies">
          <RunRemedies entry={entry} />
        </div>
      ) : (
        <RunRemedies entry={entry} compact />
      )}
      {progress && progress.step > 0 ? (
        <div className="queue-progress">
          <Progress label={t.runs.steps} value={progress.step} max={progress.steps} />
        </div>
      ) : null}
    </li>
  );
});

/** Elapsed time, not announced each second. */
function Elapsed({ since }: { readonly since: number }) {
  return <span>{`, ${secondsText(useElapsed(since))}`}</span>;
}
