import { t } from '@shared/i18n/index.ts';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { closeTooltips } from './tooltip.tsx';
import './button.css';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The browser's modal dialog: it traps the focus, closes on Escape and restores the focus. The element with
 * `data-first-focus` is focused when it opens.
 */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!open) return dialog.current?.close();
    closeTooltips();
    dialog.current?.showModal();
    // Otherwise the first focusable element would be focused, which is the close button.
    dialog.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog is a second way; Escape is the first.
    <dialog
      ref={dialog}
      className="dialog"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <header className="dialog-header">
        <h2 className="dialog-title">{title}</h2>
        {/* No tooltip here: an open one would catch the first Escape. */}
        <button type="button" className="icon-button" onClick={onClose}>
          <X size={16} strokeWidth={1.75} aria-hidden />
          <span className="visually-hidden">{t.common.close}</span>
        </button>
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
