import { t } from '@shared/words/index.ts';
import { Info, X } from 'lucide-react';
import { useSettings, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';

/** The one sentence the main process has for the user at start. */
export function Notice() {
  const { settings } = useStores();
  const notice = useSettings((state) => state.notice);
  if (!notice) return null;
  return (
    <div className="notice" role="status">
      <Info size={14} aria-hidden />
      <p>{notice}</p>
      <IconButton
        icon={X}
        small
        label={t.common.dismiss}
        onClick={() => settings.getState().noticeDismissed()}
      />
    </div>
  );
}
