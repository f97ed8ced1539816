import type { EditEntry } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { RotateCw } from 'lucide-react';
import { recoveryActions, settingsSectionOf } from '../../format/recovery-actions.ts';
import { useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';

/** Actions for a run that ended without a picture. Without confirmation: the labels state the cost. */
export function RunRemedies({ entry, compact }: { readonly entry: EditEntry; readonly compact?: boolean }) {
  const { queue, settings } = useStores();
  const { run, results } = entry;
  const remedies = recoveryActions(run);
  const again = results.length > 0 ? null : remedies.again;
  const actions = queue.getState();
  return (
    <>
      {remedies.settings ? (
        <Button
          small
          onClick={() => void settings.getState().openWindow(settingsSectionOf(entry.edit.request.engine))}
        >
          {t.common.openSettings}
        </Button>
      ) : null}
      {remedies.uncertain ? (
        <Button small onClick={() => void actions.check(run.id)}>
          {t.runs.check}
        </Button>
      ) : null}
      {again === 'may-charge' ? (
        <Button small onClick={() => void actions.retry(run.id)}>
          {t.runs.runAgainMayCharge}
        </Button>
      ) : null}
      {remedies.uncertain ? (
        <Button small variant="ghost" onClick={() => void actions.dismiss(run.id)}>
          {t.runs.setAsideAction}
        </Button>
      ) : null}
      {again === 'free' && compact ? (
        <IconButton icon={RotateCw} small label={t.runs.retry} onClick={() => void actions.retry(run.id)} />
      ) : null}
      {again === 'free' && !compact ? (
        <Button small onClick={() => void actions.retry(run.id)}>
          <RotateCw size={14} strokeWidth={1.75} aria-hidden />
          {t.runs.retry}
        </Button>
      ) : null}
    </>
  );
}
