import type { EngineId } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { confirmText } from '../../format/charge.ts';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';

interface ManyConfirmProps {
  readonly count: number;
  readonly engine: EngineId;
}

/** Asks for confirmation before many paid runs. */
export function ManyConfirm({ count, engine }: ManyConfirmProps) {
  const { batch } = useStores();
  const question = confirmText(count, engine);
  const group = useRef<HTMLDivElement>(null);
  // Focus the group, not the button, so that a held Enter key cannot confirm.
  useEffect(() => group.current?.focus(), []);
  return (
    <div
      ref={group}
      role="alertdialog"
      aria-label={question}
      tabIndex={-1}
      className="many-confirm"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        batch.getState().decline();
      }}
    >
      <p>{question}</p>
      <div className="many-confirm-buttons">
        <Button onClick={() => batch.getState().decline()}>{t.common.cancel}</Button>
        <Button variant="primary" onClick={() => void batch.getState().confirm()}>
          {t.edit.many.confirmed(count)}
        </Button>
      </div>
    </div>
  );
}
