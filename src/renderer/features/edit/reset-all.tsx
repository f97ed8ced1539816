import { t } from '@shared/i18n/index.ts';
import { useEdit, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { changedParams } from './edit-draft.ts';

/** Resets all settings to their defaults. Visible while one is changed. */
export function ResetAll() {
  const { edit, toasts } = useStores();
  const count = useEdit((state) => changedParams(state).length);
  if (count === 0) return null;
  const reset = () => {
    const { values, setParams } = edit.getState();
    edit.getState().resetParams();
    toasts.getState().show({
      message: () => t.edit.settings.wereReset(count),
      action: { label: () => t.common.undo, run: () => setParams(values) },
    });
  };
  return (
    <Button small variant="ghost" onClick={reset}>
      {t.edit.settings.resetAll(count)}
    </Button>
  );
}
