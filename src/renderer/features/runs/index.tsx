import type { EditEntry } from '@shared/domain/edit.ts';
import { RotateCw } from 'lucide-react';
import { useQueue, useStores } from '../../stores/context.tsx';
import type { QueueState } from '../../stores/queue-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { remediesOf } from '../../words/remedies.ts';

/** A later run of the same edit: this one need not be done again. */
const hasNewerRun =
  ({ run, edit }: EditEntry) =>
  ({ entries }: QueueState) =>
    entries.some((known) => known.edit.id === edit.id && known.run.id > run.id);

/** What the user can do about a run that ended without a picture. Nothing is asked twice: the words say what it costs. */
export function RunRemedies({ entry, compact }: { readonly entry: EditEntry; readonly compact?: boolean }) {
  const { queue, settings } = useStores();
  const superseded = useQueue(hasNewerRun(entry));
  const { run, results } = entry;
  const remedies = remediesOf(run);
  const again = superseded || results.length > 0 ? null : remedies.again;
  const actions = queue.getState();
  return (
    <>
      {remedies.settings ? (
        <Button small onClick={() => void settings.getState().openWindow('engine')}>
          Open Settings
        </Button>
      ) : null}
      {remedies.uncertain ? (
        <Button small onClick={() => void actions.check(run.id)}>
          Check
        </Button>
      ) : null}
      {again === 'may-charge' ? (
        <Button small onClick={() => void actions.retry(run.id)}>
          Run again (may be charged again)
        </Button>
      ) : null}
      {remedies.uncertain ? (
        <Button small variant="ghost" onClick={() => void actions.dismiss(run.id)}>
          Set aside
        </Button>
      ) : null}
      {again === 'free' && compact ? (
        <IconButton icon={RotateCw} small label="Retry" onClick={() => void actions.retry(run.id)} />
      ) : null}
      {again === 'free' && !compact ? (
        <Button small onClick={() => void actions.retry(run.id)}>
          <RotateCw size={14} strokeWidth={1.75} aria-hidden />
          Retry
        </Button>
      ) : null}
    </>
  );
}
