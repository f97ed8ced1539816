import type { EditEntry } from '@shared/domain/edit.ts';
import { isFinished, isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { Ban, ChevronDown, ChevronUp, ListX, Pause, Play } from 'lucide-react';
import { useCapReached, useQueue, useQueueEntries, useSettings, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Obstacles } from './obstacles.tsx';
import { QueueCard } from './queue-card.tsx';
import './queue.css';
import { faceOf } from '../../stores/made-pictures.ts';
import { useCardDrag } from './use-card-drag.ts';

/** The runs: active, waiting, and recently finished. */
export function QueueRegion() {
  const { queue, settings, library, history, view, changes } = useStores();
  const entries = useQueueEntries();
  const paused = useQueue((state) => state.paused);
  const open = useSettings((state) => state.settings.queueOpen);
  const capReached = useCapReached();
  const waiting = entries.filter((entry) => entry.run.state === 'queued');
  const pending = entries.filter((entry) => !isSettled(entry.run.state)).length;
  const drag = useCardDrag((runId, beforeRunId) => void queue.getState().reorder(runId, beforeRunId));

  const show = (entry: EditEntry) => {
    const { edit } = entry;
    library.getState().select(edit.sourceImageId);
    history.getState().selectEdit(edit.id);
    const result = faceOf(entry);
    if (result) view.getState().showPair({ beforeId: edit.sourceImageId, afterId: result.id });
  };
  const move = (entry: EditEntry, by: -1 | 1) => {
    const at = waiting.indexOf(entry);
    const before = waiting[by === -1 ? at - 1 : at + 2];
    if ((by === -1 && !before) || (by === 1 && at === waiting.length - 1)) return;
    void queue.getState().reorder(entry.run.id, before?.run.id ?? null);
  };

  return (
    <Panel
      name={t.queue.title}
      className="queue"
      count={pending > 0 ? pending : null}
      actions={
        <>
          {/* Buttons keep their position even if disabled, so that none moves under the pointer. */}
          <IconButton
            icon={Ban}
            small
            label={t.queue.cancelWaiting}
            disabled={waiting.length === 0}
            onClick={() => void changes.getState().run({ do: 'cancel-waiting' })}
          />
          <IconButton
            icon={ListX}
            small
            label={t.queue.clearFinished}
            disabled={!entries.some(({ run }) => isFinished(run.state))}
            onClick={() => void queue.getState().clearFinished()}
          />
          <IconButton
            icon={paused ? Play : Pause}
            small
            label={paused ? t.queue.resume : t.queue.pause}
            aria-pressed={paused}
            disabled={pending === 0 && !paused}
            onClick={() => void (paused ? queue.getState().resume() : queue.getState().pause())}
          />
          <IconButton
            icon={open ? ChevronDown : ChevronUp}
            small
            label={open ? t.queue.fold : t.queue.unfold}
            aria-expanded={open}
            onClick={() => settings.getState().save({ queueOpen: !open })}
          />
        </>
      }
    >
      <Obstacles />
      {open && entries.length === 0 ? (
        <p className="queue-empty">{paused ? t.queue.pausedEmpty : t.queue.empty}</p>
      ) : null}
      {open && entries.length > 0 ? (
        <ol className="queue-list" {...drag}>
          {entries.map((entry) => (
            <QueueCard
              key={entry.run.id}
              entry={entry}
              capReached={capReached}
              onShow={() => show(entry)}
              onMove={(by) => move(entry, by)}
            />
          ))}
        </ol>
      ) : null}
    </Panel>
  );
}
