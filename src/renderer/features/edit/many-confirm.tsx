import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';

/** Asks for confirmation before many paid runs. */
export function ManyConfirm({ count }: { readonly count: number }) {
  const { batch } = useStores();
  const group = useRef<HTMLDivElement>(null);
  // Focus the group, not the button, so that a held Enter key cannot confirm.
  useEffect(() => group.current?.focus(), []);
  return (
    <div
      ref={group}
      role="alertdialog"
      aria-label={t.edit.many.confirm(count)}
      tabIndex={-1}
      className="many-confirm"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        batch.getState().decline();
      }}
    >
      <p>{t.edit.many.confirm(count)}</p>
      <div className="many-confirm-buttons">
        <Button onClick={() => batch.getState().decline()}>{t.common.cancel}</Button>
        <Button variant="primary" onClick={() => void batch.getState().confirm()}>
          {t.edit.many.confirmed(count)}
        </Button>
      </div>
    </div>
  );
}
