import type { EditEntry } from '@shared/domain/edit.ts';
import { isPaid } from '@shared/domain/engine-catalog.ts';
import { t } from '@shared/i18n/index.ts';
import { CloudOff, Gauge } from 'lucide-react';
import { useCapReached, useNetwork, useQueueEntries, useStores } from '../../stores/context.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

const waitingPaid = (entries: readonly EditEntry[]) =>
  entries.filter(({ run, edit }) => run.state === 'queued' && isPaid(edit.request.engine)).length;

/** Why paid runs wait: the network, or the daily cap. */
export function BlockedRunsBadge() {
  const { settings, view } = useStores();
  const online = useNetwork((state) => state.online);
  const waitingOffline = useNetwork((state) => state.waiting);
  const waiting = waitingPaid(useQueueEntries());
  const cap = useCapReached();
  const showQueue = () => {
    if (view.getState().panelsHidden) view.getState().togglePanels();
    settings.getState().save({ editOpen: true, queueOpen: true });
    // After the panel is rendered.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.queue-card button')?.focus());
  };
  if (!online)
    return (
      <Held
        Glyph={CloudOff}
        words={waitingOffline > 0 ? t.shell.offlineWaiting(waitingOffline) : t.shell.offline}
        hint={t.shell.offlineHint}
        onClick={showQueue}
      />
    );
  if (cap !== null && waiting > 0)
    return (
      <Held
        Glyph={Gauge}
        words={t.shell.capWaiting(waiting)}
        hint={t.errors.sentences['daily-cap']}
        onClick={() => void settings.getState().openWindow('engine', 'dailyCap')}
      />
    );
  return null;
}

interface HeldProps {
  readonly Glyph: typeof CloudOff;
  readonly words: string;
  readonly hint: string;
  readonly onClick: () => void;
}

function Held({ Glyph, words, hint, onClick }: HeldProps) {
  return (
    <div role="status">
      <Tooltip content={hint}>
        <button type="button" className="badge badge-warn badge-button" onClick={onClick}>
          <Glyph size={12} aria-hidden />
          {words}
        </button>
      </Tooltip>
    </div>
  );
}
