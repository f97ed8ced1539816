import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';
import { Coins, KeyRound } from 'lucide-react';
import { costText } from '../../format/charge.ts';
import { settingsSectionOf } from '../../format/recovery-actions.ts';
import { useCapReached, useEdit, useKey, useStores } from '../../stores/context.tsx';
import { isPresent } from '../../stores/key-entries.ts';
import { Button } from '../../ui/button.tsx';

/** States that the next edit costs money, and what prevents it. */
export function PaidNote() {
  const { settings } = useStores();
  const engine = useEdit((state) => state.engine);
  const hasKey = useKey((state) => isPresent(state, engine));
  const cap = useCapReached();
  // Already shown next to the button.
  const said = useEdit((state) => state.problem?.code);
  const open = () => void settings.getState().openWindow(settingsSectionOf(engine));
  if (said === 'missing-key' || said === 'daily-cap') return null;
  if (!hasKey)
    return (
      <div className="paid-note">
        <KeyRound size={14} aria-hidden />
        <p>{t.edit.paid.noKey(engineName(engine))}</p>
        <Button small onClick={open}>
          {t.common.openSettings}
        </Button>
      </div>
    );
  return (
    <div className="paid-note">
      <Coins size={14} aria-hidden />
      <p>
        {costText(engine)}
        {cap === null ? null : ` ${t.edit.paid.capReached(cap)}`}
      </p>
      {cap === null ? null : (
        <Button small onClick={open}>
          {t.common.openSettings}
        </Button>
      )}
    </div>
  );
}
